package org.esimtestbed.profilepackage.file;

import org.esimtestbed.rsp.tlv.Bytes;

/// How the octets of a file, or of each of its records, are filled before content is written.
public sealed interface ContentPattern {
    /// What a file holds that nothing was said about (ETSI TS 102 222 §6.3.2.2).
    ContentPattern ERASED = new Padded(Bytes.of(0xFF), Bytes.EMPTY);

    Bytes fill(int size);

    /// The head, its last octet repeated as often as needed, then the tail. Cut where there is no room for it.
    record Padded(Bytes head, Bytes tail) implements ContentPattern {
        @Override
        public Bytes fill(int size) {
            int room = size - head.size() - tail.size();
            if (room <= 0) return head.plus(tail).first(size);
            return Bytes.concat(head, Bytes.repeat(head.at(head.size() - 1), room), tail);
        }
    }

    /// The pattern over and over.
    record Repeated(Bytes pattern) implements ContentPattern {
        @Override
        public Bytes fill(int size) {
            var octets = new byte[size];
            for (int i = 0; i < size; i++) octets[i] = (byte) pattern.at(i % pattern.size());
            return Bytes.wrap(octets);
        }
    }

    /// The octets as they stand, then FF.
    record Fixed(Bytes octets) implements ContentPattern {
        @Override
        public Bytes fill(int size) {
            return octets.size() >= size ? octets.first(size) : octets.plus(Bytes.repeat(0xFF, size - octets.size()));
        }
    }

    /// The notation of `templates.txt`: `07FF..FF`, `FFFFFF0000*`, `0A`.
    static ContentPattern parse(String text) {
        if (text.endsWith("*")) return new Repeated(Bytes.hex(text.substring(0, text.length() - 1)));
        int dots = text.indexOf("..");
        if (dots < 0) return new Fixed(Bytes.hex(text));
        return new Padded(Bytes.hex(text.substring(0, dots)), Bytes.hex(text.substring(dots + 2)));
    }
}
