package org.esimtestbed.euicc.uicc;

import java.util.ArrayList;
import java.util.List;
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
    // P2 b8b7b6 (table 11.27): 100 first block, 000 next block, 010 the block before once more.
    private static final int FIRST_BLOCK = 0x80;
    private static final int BLOCK_BEFORE = 0x40;

    private final UiccSession session;

    /// A data object that is being read, or what has come of one that is being written.
    ///
    /// @param before where the last block began
    /// @param at     where the next block begins
    private record Transfer(int channel, ElementaryFile ef, Bytes octets, int before, int at) {}

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
        session.require(command, ef, AccessConditions.READ);
        if (isFirst(command)) {
            var wanted = tag(command.data());
            reading = Optional.of(new Transfer(command.channel(), ef, object(ef, wanted), 0, 0));
        }
        var transfer = ongoing(reading, command, ef);
        int from = isBefore(command) ? transfer.before() : transfer.at();
        int left = transfer.octets().size() - from;
        int block = Math.min(command.expected() == 0 ? 256 : command.expected(), left);
        command.require(block > 0, StatusWord.CONDITIONS_NOT_SATISFIED); // all of it was read
        reading = Optional.of(new Transfer(command.channel(), ef, transfer.octets(), from, from + block));
        return new Answer(
                transfer.octets().slice(from, from + block),
                block == left ? StatusWord.OK : StatusWord.MORE_DATA_OBJECT);
    }

    Answer set(Command command) {
        var ef = ef(command);
        session.require(command, ef, AccessConditions.UPDATE);
        var before = Bytes.EMPTY;
        if (!isFirst(command)) {
            var transfer = ongoing(writing, command, ef);
            before = isBefore(command) ? transfer.octets().first(transfer.before()) : transfer.octets();
        }
        command.require(!command.data().isEmpty(), StatusWord.WRONG_LENGTH);
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
            command.require(isBeginning(octets), StatusWord.INCORRECT_DATA);
            if (octets.size() > ef.size()) throw new CommandRefused(StatusWord.NOT_ENOUGH_MEMORY);
            writing = Optional.of(new Transfer(command.channel(), ef, octets, before.size(), octets.size()));
            return Answer.of(StatusWord.MORE_DATA_EXPECTED);
        }
    }

    private static Transfer ongoing(Optional<Transfer> transfer, Command command, ElementaryFile ef) {
        return transfer.filter(
                        it -> it.channel() == command.channel() && it.ef().equals(ef))
                .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
    }

    /// Whether these octets can become a data object when more follow: octets behind a whole one cannot.
    private static boolean isBeginning(Bytes octets) {
        try {
            Tlv.first(octets);
            return false;
        } catch (MalformedTlv incomplete) {
            return true;
        }
    }

    private void store(ElementaryFile ef, Tlv object, boolean delete) {
        var profile = session.profile();
        var objects = new ArrayList<Bytes>();
        boolean replaced = delete;
        for (var present : objects(ef)) {
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
        var all = objects(ef);
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

    /// What stands in the file; a Profile may have filled it with octets that are no data object, which are free.
    private List<Tlv> objects(ElementaryFile ef) {
        var content = session.profile().contents().get(ef.content());
        var objects = new ArrayList<Tlv>();
        try {
            for (int at = 0; at < content.size(); ) {
                var object = Tlv.first(content.from(at));
                objects.add(object);
                at += object.raw().size();
            }
        } catch (MalformedTlv end) {
            return objects;
        }
        return objects;
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
        int block = command.p2() & 0xE0;
        boolean isKnown = block == FIRST_BLOCK || block == BLOCK_BEFORE || block == 0;
        command.require(command.p1() == 0 && isKnown, StatusWord.INCORRECT_P1_P2);
        var ef = session.ef(command, command.p2() & 0x1F);
        if (ef.structure() != Structure.BER_TLV) {
            throw new CommandRefused(StatusWord.INCOMPATIBLE_WITH_FILE_STRUCTURE);
        }
        return ef;
    }

    private static boolean isBefore(Command command) {
        return (command.p2() & BLOCK_BEFORE) != 0;
    }

    private static boolean isFirst(Command command) {
        return (command.p2() & FIRST_BLOCK) != 0;
    }
}
