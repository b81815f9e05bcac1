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
    private static final int FCI = 0x6F;
    private static final int RETURN_FCI = 0x00;
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
        var selection = session.selection(command.channel()).atAdf(adf);
        session.select(command.channel(), selection);
        return answer(selection, command.p2() & 0x1C, wantsFcp);
    }

    Answer select(Command command) {
        boolean wantsData = wantsFcp(command.p2());
        var selection = find(command).orElseThrow(() -> new CommandRefused(StatusWord.FILE_NOT_FOUND));
        session.select(command.channel(), selection);
        return answer(selection, command.p2(), wantsData);
    }

    /// What P1 and the data field of a SELECT, or of a command with the same means, point to.
    Optional<Selection> find(Command command) {
        var data = command.data();
        var now = session.selection(command.channel());
        return switch (command.p1()) {
            case 0x00 ->
                data.isEmpty() ? Optional.of(Selection.mf(session.profile())) : now.byFid(fid(data), session.profile());
            case 0x01 -> now.child(fid(data)).filter(it -> it.ef().isEmpty());
            case 0x03 -> {
                command.require(data.isEmpty(), StatusWord.WRONG_LENGTH);
                yield now.parent();
            }
            case 0x08 -> follow(Selection.mf(session.profile()).withAdf(now.adf()), data);
            case 0x09 -> follow(now.withoutEf(), data);
            default -> throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        };
    }

    // A deactivated file is selected with a warning (§11.1.1.3).
    private Answer answer(Selection selection, int p2, boolean wantsData) {
        CardFile file = selection.ef().<CardFile>map(ef -> ef).orElse(selection.directory());
        boolean activated = session.profile().isActivated(selection.location(), file);
        int statusWord = activated ? StatusWord.OK : StatusWord.SELECTED_FILE_INVALIDATED;
        if (!wantsData) return Answer.of(statusWord);
        var fcp = fcp(file, activated);
        // P2 00 asks for the FCI, ISO/IEC 7816-4: the same parameters under their other name
        return new Answer(p2 == RETURN_FCI ? Tlv.of(FCI, Tlv.parse(fcp).value()).raw() : fcp, statusWord);
    }

    /// P2 00: the FCP of the current directory; 01: its DF name; 0C: nothing.
    Answer status(Command command) {
        if (command.p1() > 2) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        var now = session.selection(command.channel());
        return switch (command.p2()) {
            case 0x00 -> Answer.of(fcp(now.directory(), true));
            // the application that is selected on the channel, wherever in it the channel stands
            case 0x01 ->
                Answer.of(now.adf()
                        .flatMap(CardFile.Directory::aid)
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

    private Bytes fcp(CardFile file, boolean activated) {
        var profile = session.profile();
        return FileControlParameters.of(file, activated, profile.contents(), profile.pins());
    }

    private static int fid(Bytes data) {
        if (data.size() != 2) throw new CommandRefused(StatusWord.WRONG_LENGTH);
        return (int) data.unsigned();
    }

    private static boolean wantsFcp(int p2) {
        if (p2 != RETURN_FCP && p2 != NO_DATA && p2 != RETURN_FCI) throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        return p2 != NO_DATA;
    }
}
