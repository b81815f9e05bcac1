package org.esimtestbed.euicc.uicc;

import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.euicc.uicc.CardFile.Structure;

/// READ BINARY and UPDATE BINARY (ETSI TS 102 221 §11.1.3 and §11.1.4).
final class BinaryCommands {
    private final UiccSession session;

    BinaryCommands(UiccSession session) {
        this.session = session;
    }

    Answer read(Command command) {
        var ef = ef(command);
        session.require(command, ef, AccessConditions.READ);
        var content = session.profile().contents().get(ef.content());
        int offset = offset(command);
        if (offset > 0 && offset >= content.size()) throw new CommandRefused(StatusWord.OUTSIDE_THE_FILE);
        int available = content.size() - offset;
        boolean everything = command.expected() == 256 || command.expected() == 65536;
        if (!everything && command.expected() > available) {
            throw new CommandRefused(available > 0xFF ? StatusWord.WRONG_LENGTH : StatusWord.WRONG_LE | available);
        }
        int length = command.expected() == 0 ? available : Math.min(command.expected(), available);
        return Answer.of(content.slice(offset, offset + Math.min(length, available)));
    }

    Answer update(Command command) {
        var ef = ef(command);
        session.require(command, ef, AccessConditions.UPDATE);
        if (command.data().isEmpty()) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        var profile = session.profile();
        var content = profile.contents().get(ef.content());
        int offset = offset(command);
        if (offset > 0 && offset >= content.size()) throw new CommandRefused(StatusWord.OUTSIDE_THE_FILE);
        if (offset + command.data().size() > content.size()) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        session.commit(profile.with(profile.contents().with(ef.content(), content.with(offset, command.data()))));
        return Answer.OK;
    }

    /// P1 1xxxxxxx: short file identifier in its low five bits, the offset in P2; else 15 bits of offset.
    private ElementaryFile ef(Command command) {
        boolean bySfi = (command.p1() & 0x80) != 0;
        if (bySfi && (command.p1() & 0x60) != 0) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        int sfi = command.p1() & 0x1F;
        if (bySfi && (sfi == 0 || sfi == 31)) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        var ef = session.ef(command, bySfi ? sfi : 0);
        if (ef.structure() != Structure.TRANSPARENT) {
            throw new CommandRefused(StatusWord.INCOMPATIBLE_WITH_FILE_STRUCTURE);
        }
        return ef;
    }

    private static int offset(Command command) {
        return (command.p1() & 0x80) != 0 ? command.p2() : command.p1p2();
    }
}
