package org.esimtestbed.euicc.uicc;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// SELECT (ETSI TS 102 221 §11.1.1) and STATUS (§11.1.2).
final class SelectFile {
    private static final int RETURN_FCP = 0x04;
    private static final int NO_DATA = 0x0C;

    private final UiccSession session;

    SelectFile(UiccSession session) {
        this.session = session;
    }

    Answer selectAdf(Aid aid, Command command) {
        var adf = session.profile().adf(aid).orElseThrow(() -> new CommandRefused(StatusWord.FILE_NOT_FOUND));
        if ((command.p2() & 0x60) == 0x40) {
            // termination of the application session (§11.1.1.2): the channel is back at the MF
            session.select(command.channel(), Selection.mf(session.profile()));
            return Answer.OK;
        }
        boolean wantsFcp = wantsFcp(command.p2() & 0x1C);
        session.select(command.channel(), session.selection(command.channel()).atAdf(adf));
        return wantsFcp ? fcp(adf) : Answer.OK;
    }

    Answer select(Command command) {
        boolean wantsFcp = wantsFcp(command.p2());
        var data = command.data();
        var now = session.selection(command.channel());
        var found = switch (command.p1()) {
            case 0x00 ->
                data.isEmpty() ? Optional.of(Selection.mf(session.profile())) : now.byFid(fid(data), session.profile());
            case 0x01 -> now.child(fid(data)).filter(it -> it.ef().isEmpty());
            case 0x03 -> now.parent();
            case 0x08 -> follow(Selection.mf(session.profile()).withAdf(now.adf()), data);
            case 0x09 -> follow(now.withoutEf(), data);
            default -> throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        };
        var selection = found.orElseThrow(() -> new CommandRefused(StatusWord.FILE_NOT_FOUND));
        session.select(command.channel(), selection);
        return wantsFcp ? fcp(selection.ef().<CardFile>map(ef -> ef).orElse(selection.directory())) : Answer.OK;
    }

    /// P2 00: the FCP of the current directory; 01: its DF name; 0C: nothing.
    Answer status(Command command) {
        if (command.p1() > 2) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        var directory = session.selection(command.channel()).directory();
        return switch (command.p2()) {
            case 0x00 -> fcp(directory);
            case 0x01 ->
                Answer.of(directory
                        .aid()
                        .map(aid -> Tlv.of(0x84, aid.bytes()).raw())
                        .orElseThrow(() -> new CommandRefused(StatusWord.REFERENCED_DATA_NOT_FOUND)));
            case NO_DATA -> Answer.OK;
            default -> throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        };
    }

    private Optional<Selection> follow(Selection start, Bytes path) {
        if (path.isEmpty() || path.size() % 2 != 0) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        var reached = Optional.of(start);
        for (int at = 0; at < path.size() && reached.isPresent(); at += 2) {
            int fid = (int) path.slice(at, at + 2).unsigned();
            var from = reached.get();
            boolean atStart = at == 0;
            // the MF does not belong into a path; terminals that begin with it mean no harm
            if (atStart && fid == CardFile.MF && from.directory().fid() == CardFile.MF) continue;
            if (from.ef().isPresent()) return Optional.empty(); // an EF has nothing below it
            reached = atStart && fid == CardFile.CURRENT_ADF ? from.adf().map(from::atAdf) : from.child(fid);
        }
        return reached;
    }

    private Answer fcp(CardFile file) {
        var profile = session.profile();
        return Answer.of(FileControlParameters.of(file, profile.contents(), profile.pins()));
    }

    private static int fid(Bytes data) {
        if (data.size() != 2) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        return (int) data.unsigned();
    }

    // 00 asks for the FCI by ISO/IEC 7816-4; a UICC has the FCP to give.
    private static boolean wantsFcp(int p2) {
        if (p2 != RETURN_FCP && p2 != NO_DATA && p2 != 0x00) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        return p2 != NO_DATA;
    }
}
