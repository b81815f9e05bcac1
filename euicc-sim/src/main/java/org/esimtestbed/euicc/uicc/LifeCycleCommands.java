package org.esimtestbed.euicc.uicc;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;

/// DEACTIVATE FILE and ACTIVATE FILE (ETSI TS 102 221 §11.1.14 and §11.1.15): an EF is locked, and free again.
final class LifeCycleCommands {
    private static final int BY_FID = 0x00;
    private static final int FROM_MF = 0x08;
    private static final int FROM_CURRENT_DF = 0x09;

    private final UiccSession session;
    private final SelectFile selectFile;

    LifeCycleCommands(UiccSession session, SelectFile selectFile) {
        this.session = session;
        this.selectFile = selectFile;
    }

    Answer deactivate(Command command) {
        return change(command, AccessConditions.DEACTIVATE, false);
    }

    Answer activate(Command command) {
        return change(command, AccessConditions.ACTIVATE, true);
    }

    private Answer change(Command command, int mode, boolean activated) {
        command.require(command.p2() == 0, StatusWord.INCORRECT_P1_P2);
        var selection = target(command).orElseThrow(() -> new CommandRefused(StatusWord.FILE_NOT_FOUND));
        var ef = selection.ef().orElseThrow(() -> new CommandRefused(StatusWord.NO_EF_SELECTED));
        session.select(command.channel(), selection);
        session.requireRight(command, ef, mode);
        var profile = session.profile();
        // a file that is so already stays so
        if (profile.isActivated(selection.location(), ef) != activated) {
            session.commit(profile.with(selection.location(), activated));
        }
        return Answer.OK;
    }

    /// Without data it is the current EF.
    private Optional<Selection> target(Command command) {
        var now = session.selection(command.channel());
        if (command.p1() != BY_FID && command.p1() != FROM_MF && command.p1() != FROM_CURRENT_DF) {
            throw new CommandRefused(StatusWord.INCORRECT_P1_P2);
        }
        return command.data().isEmpty() && command.p1() == BY_FID ? Optional.of(now) : selectFile.find(command);
    }
}
