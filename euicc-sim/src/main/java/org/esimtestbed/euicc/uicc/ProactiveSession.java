package org.esimtestbed.euicc.uicc;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The proactive side of the card (ETSI TS 102 223): one command at a time waits for FETCH, then for TERMINAL RESPONSE.
public final class ProactiveSession {
    private static final int REFRESH = 0x01;
    private static final int UICC_RESET = 0x04;
    private static final int EUICC_PROFILE_STATE_CHANGE = 0x09;
    // TERMINAL PROFILE octet 34 b6: REFRESH with "eUICC Profile State Change" (TS 102 223 §5.2).
    private static final int STATE_CHANGE_OCTET = 33;
    private static final int STATE_CHANGE_BIT = 0x20;

    private record Pending(Bytes command, boolean fetched, Runnable whenDone) {}

    private Bytes terminalProfile = Bytes.EMPTY;
    private Optional<Pending> pending = Optional.empty();

    void reset() {
        terminalProfile = Bytes.EMPTY;
        pending = Optional.empty();
    }

    /// Whether a proactive command waits or runs: `catBusy` for ES10c.
    public boolean isBusy() {
        return pending.isPresent();
    }

    /// Asks the Device to forget all it knows of the Profile (TS 102 223 §6.4.7).
    ///
    /// @param whenDone runs when the Device has answered that it did
    public void raiseRefresh(Runnable whenDone) {
        boolean knowsStateChange = terminalProfile.size() > STATE_CHANGE_OCTET
                && (terminalProfile.at(STATE_CHANGE_OCTET) & STATE_CHANGE_BIT) != 0;
        int qualifier = knowsStateChange ? EUICC_PROFILE_STATE_CHANGE : UICC_RESET;
        var command = Tlv.of(
                0xD0,
                Tlv.of(0x81, Bytes.of(1, REFRESH, qualifier)), // command details: number, type, qualifier
                Tlv.of(0x82, Bytes.of(0x81, 0x82))); // from the UICC to the terminal
        pending = Optional.of(new Pending(command.raw(), false, whenDone));
    }

    Answer outgoing(Answer answer) {
        if (answer.statusWord() != StatusWord.OK) return answer;
        return pending.filter(it -> !it.fetched())
                .map(it -> new Answer(
                        answer.data(),
                        StatusWord.PROACTIVE_COMMAND | it.command().size()))
                .orElse(answer);
    }

    Answer terminalProfile(Command command) {
        terminalProfile = command.data();
        return Answer.OK;
    }

    Answer fetch() {
        var waiting = pending.filter(it -> !it.fetched())
                .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        pending = Optional.of(new Pending(waiting.command(), true, waiting.whenDone()));
        return Answer.of(waiting.command());
    }

    Answer terminalResponse(Command command) {
        var answered = pending.filter(Pending::fetched)
                .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        int result = result(command.data());
        pending = Optional.empty();
        // general result 0x: performed (TS 102 223 §8.12)
        if (result < 0x10) answered.whenDone().run();
        return Answer.OK;
    }

    /// Tags of comprehension TLVs come with and without the comprehension bit.
    private static int result(Bytes data) {
        try {
            for (var tlv : Tlv.parseAll(data)) {
                if ((tlv.tag() & 0x7F) == 0x03 && !tlv.value().isEmpty())
                    return tlv.value().at(0);
            }
        } catch (MalformedTlv e) {
            throw new CommandRefused(StatusWord.INCORRECT_DATA);
        }
        throw new CommandRefused(StatusWord.INCORRECT_DATA);
    }
}
