package org.esimtestbed.euicc.uicc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.uicc.TerminalProfile.Facility;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The proactive side of the card (ETSI TS 102 223): one command at a time waits for FETCH, then for TERMINAL
/// RESPONSE; others wait behind it.
public final class ProactiveSession {
    private static final int REFRESH = 0x01;
    private static final int FILE_LIST = 0x92;

    private final Deque<ProactiveCommand> waiting = new ArrayDeque<>();
    private TerminalProfile terminalProfile = TerminalProfile.UNKNOWN;
    private boolean fetched;

    void reset() {
        terminalProfile = TerminalProfile.UNKNOWN;
        waiting.clear();
        fetched = false;
    }

    /// Whether a proactive command waits or runs: `catBusy` for ES10c.
    public boolean isBusy() {
        return !waiting.isEmpty();
    }

    /// What the Device said it can do; nothing before TERMINAL PROFILE.
    public TerminalProfile terminalProfile() {
        return terminalProfile;
    }

    /// The command is offered to the Device behind its next answers, after those raised before it.
    public void raise(ProactiveCommand command) {
        waiting.add(command);
    }

    /// Asks the Device to forget all it knows of the Profile (TS 102 223 §6.4.7): by eUICC Profile State Change where
    /// it knows that mode, else by UICC reset.
    ///
    /// @param whenDone runs when the Device has answered that it did
    public void raiseRefresh(Runnable whenDone) {
        boolean knowsStateChange = terminalProfile.offers(Facility.EUICC_PROFILE_STATE_CHANGE);
        raiseRefresh(knowsStateChange ? Refresh.EUICC_PROFILE_STATE_CHANGE : Refresh.UICC_RESET, List.of(), whenDone);
    }

    /// Asks the Device for a REFRESH.
    ///
    /// @param files    full paths from 3F00 on, for the modes that name the files that changed
    /// @param whenDone runs when the Device has answered that it did
    /// @throws IllegalArgumentException if the mode names files and there are none
    public void raiseRefresh(Refresh mode, List<Bytes> files, Runnable whenDone) {
        if (mode.namesFiles() && files.isEmpty()) throw new IllegalArgumentException(mode + " names files");
        var list = Bytes.of(files.size()).plus(Bytes.concat(files.toArray(Bytes[]::new)));
        raise(new ProactiveCommand(
                REFRESH,
                mode.qualifier(),
                ProactiveCommand.TERMINAL,
                files.isEmpty() ? List.of() : List.of(Tlv.of(FILE_LIST, list)),
                response -> {
                    if (response.isPerformed()) whenDone.run();
                }));
    }

    /// 91xx for 9000, and the like for the other words that end a command well (TS 102 221 §10.2.1).
    Answer outgoing(Answer answer) {
        if (fetched || waiting.isEmpty()) return answer;
        int statusWord = switch (answer.statusWord()) {
            // 00 stands for 256 octets
            case StatusWord.OK ->
                StatusWord.PROACTIVE_COMMAND | waiting.getFirst().encode().size() & 0xFF;
            case StatusWord.MORE_DATA_OBJECT -> StatusWord.MORE_DATA_OBJECT_AND_COMMAND;
            case StatusWord.MORE_DATA_EXPECTED -> StatusWord.MORE_DATA_EXPECTED_AND_COMMAND;
            default -> answer.statusWord();
        };
        return new Answer(answer.data(), statusWord);
    }

    Answer terminalProfile(Command command) {
        command.require(command.p1p2() == 0, StatusWord.INCORRECT_P1_P2);
        command.require(!command.data().isEmpty(), StatusWord.WRONG_LENGTH);
        terminalProfile = new TerminalProfile(command.data());
        return Answer.OK;
    }

    Answer fetch(Command command) {
        command.require(command.p1p2() == 0, StatusWord.INCORRECT_P1_P2);
        if (fetched || waiting.isEmpty()) throw new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED);
        var octets = waiting.getFirst().encode();
        // the Device asks for as many octets as 91xx said, or for all there are
        boolean asksForAll = command.expected() == 0 || command.expected() >= 256;
        command.require(asksForAll || command.expected() == octets.size(), StatusWord.WRONG_LE | octets.size() & 0xFF);
        fetched = true;
        return Answer.of(octets);
    }

    /// @throws CommandRefused with 6A80 if it does not answer the command that was fetched, which then stays open
    Answer terminalResponse(Command command) {
        command.require(command.p1p2() == 0, StatusWord.INCORRECT_P1_P2);
        if (!fetched) throw new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED);
        TerminalResponse response;
        try {
            response = TerminalResponse.of(command.data());
        } catch (MalformedTlv e) {
            throw new CommandRefused(StatusWord.INCORRECT_DATA);
        }
        command.require(response.details().equals(waiting.getFirst().details()), StatusWord.INCORRECT_DATA);
        var answered = waiting.removeFirst();
        fetched = false;
        answered.answered().accept(response);
        return Answer.OK;
    }
}
