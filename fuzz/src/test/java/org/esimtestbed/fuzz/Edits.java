package org.esimtestbed.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// Changes to genuine messages, as an input asks for them. So the input need not hold the message, which has keys and
/// signatures of one process in it, and a corpus stays good whatever the message becomes.
///
/// Each edit: operation, index of the message, offset (2 octets), and for some operations a run of octets. What is out
/// of range wraps around.
final class Edits {
    private static final int MOST = 32;

    private Edits() {}

    /// The messages after all edits that are left in the input.
    static List<Bytes> apply(Input input, List<Bytes> genuine) {
        var messages = new ArrayList<>(genuine);
        for (int count = 0; count < MOST && !input.isEmpty() && !messages.isEmpty(); count++) {
            int operation = input.octet() % 8;
            int index = input.octet() % messages.size();
            var message = messages.get(index);
            int offset = input.number();
            int at = offset % (message.size() + 1);
            switch (operation) {
                case 0 -> messages.set(index, overwritten(message, at, input.run()));
                case 1 -> messages.set(index, Bytes.concat(message.first(at), input.run(), message.from(at)));
                case 2 ->
                    messages.set(
                            index, message.first(at).plus(message.from(Math.min(message.size(), at + input.octet()))));
                case 3 -> messages.remove(index);
                case 4 -> messages.add(index, messages.get(offset % messages.size()));
                case 5 -> {
                    int other = offset % messages.size();
                    messages.set(index, messages.get(other));
                    messages.set(other, message);
                }
                case 6 -> messages.set(index, message.first(at));
                default -> messages.set(index, input.run());
            }
        }
        return messages;
    }

    /// The one message after all edits that are left in the input; nothing if they removed it.
    static Bytes apply(Input input, Bytes genuine) {
        return Bytes.concat(apply(input, List.of(genuine)).toArray(Bytes[]::new));
    }

    private static Bytes overwritten(Bytes message, int at, Bytes by) {
        int end = Math.min(message.size(), at + by.size());
        return Bytes.concat(message.first(at), by.first(end - at), message.from(end));
    }
}
