package org.esimtestbed.euicc.uicc;

import java.math.BigInteger;
import java.util.ArrayList;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.euicc.uicc.CardFile.Structure;
import org.esimtestbed.rsp.tlv.Bytes;

/// READ RECORD, UPDATE RECORD, SEARCH RECORD and INCREASE (ETSI TS 102 221 §11.1.5 to §11.1.8).
final class RecordCommands {
    private static final int NEXT = 2;
    private static final int PREVIOUS = 3;
    private static final int ABSOLUTE = 4;

    private final UiccSession session;

    RecordCommands(UiccSession session) {
        this.session = session;
    }

    Answer read(Command command) {
        var ef = ef(command, command.p2() >> 3);
        session.require(command, ef, AccessConditions.READ);
        int number = number(command, ef);
        boolean everything = command.expected() == 256 || command.expected() == 65536 || command.expected() == 0;
        if (!everything && command.expected() != ef.recordLength()) {
            throw new CommandRefused(StatusWord.WRONG_LE | ef.recordLength() & 0xFF);
        }
        remember(command, number);
        return Answer.of(record(ef, number));
    }

    Answer update(Command command) {
        var ef = ef(command, command.p2() >> 3);
        session.require(command, ef, AccessConditions.UPDATE);
        if (command.data().size() != ef.recordLength()) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        var profile = session.profile();
        var content = profile.contents().get(ef.content());
        if (ef.structure() == Structure.CYCLIC) {
            // only PREVIOUS: the oldest record is overwritten and becomes number 1 (§11.1.6.2)
            if ((command.p2() & 7) != PREVIOUS || command.p1() != 0) {
                throw new CommandRefused(StatusWord.INCOMPATIBLE_WITH_FILE_STRUCTURE);
            }
            session.commit(profile.with(profile.contents().with(ef.content(), rotated(ef, content, command.data()))));
            remember(command, 1);
            return Answer.OK;
        }
        int number = number(command, ef);
        int at = (number - 1) * ef.recordLength();
        session.commit(profile.with(profile.contents().with(ef.content(), content.with(at, command.data()))));
        remember(command, number);
        return Answer.OK;
    }

    /// Simple and enhanced search; the answer lists the numbers of the records that match.
    Answer search(Command command) {
        var ef = ef(command, command.p2() >> 3);
        session.require(command, ef, AccessConditions.READ);
        var pattern = command.data();
        int mode = command.p2() & 7;
        int direction = mode;
        int offset = 0;
        boolean fromValue = false;
        if (mode == 6) {
            if (pattern.size() < 3) throw new CommandRefused(StatusWord.WRONG_LENGTH);
            // search indication (§11.1.7.2): direction in b3b2b1, offset or a value to search behind in octet 2
            direction = pattern.at(0) & 7;
            fromValue = (pattern.at(0) & 8) != 0;
            offset = pattern.at(1);
            pattern = pattern.from(2);
        }
        if (pattern.isEmpty() || pattern.size() > ef.recordLength()) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        int current = session.selection(command.channel()).record();
        // of a simple search b3b2b1 are 100, 101 or 110 (enhanced); 111 is proprietary (table 11.13)
        command.require(mode != 7, StatusWord.INCORRECT_P1_P2);
        boolean forward = switch (direction) {
            case 4, 6 -> true;
            case 5, 7 -> false;
            default -> throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        };
        // where no record is current, a search begins at the end it comes from
        int first = current == 0 ? (forward ? 1 : ef.records()) : current;
        int start = command.p1() == 0 ? first : command.p1();
        if (direction == 6) start = current + 1;
        if (direction == 7) start = current == 0 ? ef.records() : current - 1;
        if (command.p1() > ef.records()) throw new CommandRefused(StatusWord.RECORD_NOT_FOUND);
        var found = new ArrayList<Integer>();
        for (int number = start; number >= 1 && number <= ef.records(); number += forward ? 1 : -1) {
            if (matches(record(ef, number), pattern, offset, fromValue)) found.add(number);
        }
        if (found.isEmpty()) return Answer.of(StatusWord.SEARCH_UNSUCCESSFUL);
        remember(command, found.getFirst());
        return Answer.of(Bytes.of(found.stream().mapToInt(Integer::intValue).toArray()));
    }

    /// The newest record plus the value given becomes the newest record (§11.1.8).
    Answer increase(Command command) {
        // P1 00 for the current EF, 100xxxxx with a short file identifier
        boolean bySfi = (command.p1() & 0xE0) == 0x80 && command.p1() != 0x80;
        command.require(command.p2() == 0 && (command.p1() == 0 || bySfi), StatusWord.INCORRECT_P1_P2);
        int sfi = command.p1() & 0x1F;
        var ef = ef(command, sfi);
        if (ef.structure() != Structure.CYCLIC) throw new CommandRefused(StatusWord.INCOMPATIBLE_WITH_FILE_STRUCTURE);
        session.require(command, ef, AccessConditions.BY_HEADER_ALONE);
        var added = command.data();
        if (added.isEmpty() || added.size() > 127) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        var newest = new BigInteger(1, record(ef, 1).toArray());
        var sum = newest.add(new BigInteger(1, added.toArray()));
        if (sum.bitLength() > ef.recordLength() * 8) throw new CommandRefused(StatusWord.INCREASE_NOT_POSSIBLE);
        var octets = Bytes.hex(String.format("%0" + ef.recordLength() * 2 + "X", sum));
        var profile = session.profile();
        var content = profile.contents().get(ef.content());
        session.commit(profile.with(profile.contents().with(ef.content(), rotated(ef, content, octets))));
        remember(command, 1);
        return Answer.of(octets.plus(added));
    }

    private ElementaryFile ef(Command command, int sfi) {
        if (sfi == 31) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        var ef = session.ef(command, sfi);
        if (!ef.structure().hasRecords()) throw new CommandRefused(StatusWord.INCOMPATIBLE_WITH_FILE_STRUCTURE);
        return ef;
    }

    private int number(Command command, ElementaryFile ef) {
        int current = session.selection(command.channel()).record();
        boolean cyclic = ef.structure() == Structure.CYCLIC;
        int number = switch (command.p2() & 7) {
            case ABSOLUTE -> command.p1() == 0 ? current : command.p1();
            // the record pointer wraps in a cyclic file only (§11.1.5.2)
            case NEXT -> cyclic && current >= ef.records() ? 1 : current + 1;
            case PREVIOUS -> current <= 1 ? (cyclic || current == 0 ? ef.records() : 0) : current - 1;
            default -> throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        };
        if (number < 1 || number > ef.records()) throw new CommandRefused(StatusWord.RECORD_NOT_FOUND);
        return number;
    }

    // ABSOLUTE leaves the record pointer where it is, unless it is a search (§11.1.5.1).
    private void remember(Command command, int number) {
        boolean absolute = (command.p2() & 7) == ABSOLUTE && (command.ins() == 0xB2 || command.ins() == 0xDC);
        if (absolute) return;
        var selection = session.selection(command.channel());
        session.select(command.channel(), selection.withRecord(number));
    }

    private Bytes record(ElementaryFile ef, int number) {
        int at = (number - 1) * ef.recordLength();
        return session.profile().contents().get(ef.content()).slice(at, at + ef.recordLength());
    }

    private static Bytes rotated(ElementaryFile ef, Bytes content, Bytes newest) {
        return newest.plus(content.first(content.size() - ef.recordLength()));
    }

    private static boolean matches(Bytes record, Bytes pattern, int offset, boolean fromValue) {
        int from = offset;
        if (fromValue) {
            from = 0;
            while (from < record.size() && record.at(from) != offset) from++;
            from++;
        }
        for (int at = from; at + pattern.size() <= record.size(); at++) {
            if (record.slice(at, at + pattern.size()).equals(pattern)) return true;
        }
        return false;
    }
}
