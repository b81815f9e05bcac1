package org.esimtestbed.euicc.uicc;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.euicc.uicc.CardFile.Structure;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// RETRIEVE DATA and SET DATA of BER-TLV EFs (ETSI TS 102 221 §11.3.1 and §11.3.2), in one block or several.
final class DataObjectCommands {
    private static final int TAG_LIST = 0x5C;
    private static final int FIRST_BLOCK = 0x80;

    private final UiccSession session;

    /// What is left of a data object that is being read, or has come of one that is being written.
    private record Transfer(int channel, ElementaryFile ef, Bytes octets) {}

    private Optional<Transfer> reading = Optional.empty();
    private Optional<Transfer> writing = Optional.empty();

    DataObjectCommands(UiccSession session) {
        this.session = session;
    }

    void reset() {
        reading = Optional.empty();
        writing = Optional.empty();
    }

    Answer retrieve(Command command) {
        var ef = ef(command);
        session.requireMode(command, ef, AccessConditions.READ);
        if (isFirst(command)) {
            var wanted = tag(command.data());
            reading = Optional.of(new Transfer(command.channel(), ef, object(ef, wanted)));
        }
        var transfer = reading.filter(
                        it -> it.channel() == command.channel() && it.ef().equals(ef))
                .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        int block = Math.min(
                command.expected() == 0 ? 256 : command.expected(),
                transfer.octets().size());
        var rest = transfer.octets().from(block);
        reading = rest.isEmpty() ? Optional.empty() : Optional.of(new Transfer(command.channel(), ef, rest));
        return new Answer(transfer.octets().first(block), rest.isEmpty() ? StatusWord.OK : StatusWord.MORE_DATA_OBJECT);
    }

    Answer set(Command command) {
        var ef = ef(command);
        session.requireMode(command, ef, AccessConditions.UPDATE);
        var before = isFirst(command)
                ? Bytes.EMPTY
                : writing.filter(it ->
                                it.channel() == command.channel() && it.ef().equals(ef))
                        .map(Transfer::octets)
                        .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        var octets = before.plus(command.data());
        writing = Optional.empty();
        try {
            store(ef, Tlv.parse(octets), false);
            return Answer.OK;
        } catch (MalformedTlv incomplete) {
            if (isTagAlone(octets)) {
                store(ef, Tlv.of((int) octets.unsigned(), Bytes.EMPTY), true);
                return Answer.OK;
            }
            if (octets.size() > ef.size()) throw new CommandRefused(StatusWord.NOT_ENOUGH_MEMORY);
            writing = Optional.of(new Transfer(command.channel(), ef, octets));
            return Answer.of(StatusWord.MORE_DATA_EXPECTED);
        }
    }

    private void store(ElementaryFile ef, Tlv object, boolean delete) {
        var profile = session.profile();
        var objects = new ArrayList<Bytes>();
        boolean replaced = delete;
        for (var present : Tlv.parseAll(profile.contents().get(ef.content()))) {
            if (present.tag() != object.tag()) objects.add(present.raw());
            if (present.tag() == object.tag() && !replaced) {
                objects.add(object.raw());
                replaced = true;
            }
        }
        if (!replaced) objects.add(object.raw());
        var content = Bytes.concat(objects.toArray(Bytes[]::new));
        if (content.size() > ef.size()) throw new CommandRefused(StatusWord.NOT_ENOUGH_MEMORY);
        session.commit(profile.with(profile.contents().with(ef.content(), content)));
    }

    private Bytes object(ElementaryFile ef, int tag) {
        var all = Tlv.parseAll(session.profile().contents().get(ef.content()));
        if (tag == TAG_LIST) {
            var tags = all.stream().map(it -> it.header().first(tagOctets(it))).toArray(Bytes[]::new);
            return Tlv.of(TAG_LIST, Bytes.concat(tags)).raw();
        }
        return all.stream()
                .filter(it -> it.tag() == tag)
                .findFirst()
                .map(Tlv::raw)
                .orElseThrow(() -> new CommandRefused(StatusWord.REFERENCED_DATA_NOT_FOUND));
    }

    private static int tagOctets(Tlv tlv) {
        int octets = 1;
        while (octets < 4 && tlv.tag() >>> 8 * octets != 0) octets++;
        return octets;
    }

    private static boolean isTagAlone(Bytes octets) {
        return octets.size() == 1 && (octets.at(0) & 0x1F) != 0x1F
                || octets.size() == 2 && (octets.at(0) & 0x1F) == 0x1F && (octets.at(1) & 0x80) == 0;
    }

    private static int tag(Bytes data) {
        if (data.isEmpty() || data.size() > 3) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        return (int) data.unsigned();
    }

    private ElementaryFile ef(Command command) {
        if (command.p1() != 0 || (command.p2() & 0x60) != 0) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        var ef = session.ef(command, command.p2() & 0x1F);
        if (ef.structure() != Structure.BER_TLV) {
            throw new CommandRefused(StatusWord.INCOMPATIBLE_WITH_FILE_STRUCTURE);
        }
        return ef;
    }

    private static boolean isFirst(Command command) {
        return (command.p2() & FIRST_BLOCK) != 0;
    }
}
