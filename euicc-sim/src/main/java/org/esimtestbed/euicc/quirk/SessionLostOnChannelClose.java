package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The RSP session belongs to the logical channel.
record SessionLostOnChannelClose() implements Quirk {
    private static final int MANAGE_CHANNEL = 0x70;
    private static final int CLOSE = 0x80;
    static final QuirkKind KIND = QuirkKind.plain(
            "session-lost-on-channel-close",
            "An LPA that closes its channel between two commands, or between two segments, finds its session gone: "
                    + "6985 until the next GetEUICCChallenge.",
            "SGP.22 §3.0.1: a session lasts until the next challenge or reset",
            "MineSunshineone/sms_forwarding#29",
            new SessionLostOnChannelClose());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Misbehaviour onCard() {
        return new Misbehaviour() {
            private boolean lost;

            @Override
            public Answer answered(Command command, Answer answer) {
                lost |= command.ins() == MANAGE_CHANNEL && command.p1() == CLOSE;
                return answer;
            }

            @Override
            public void reset() {
                lost = false;
            }

            @Override
            public Optional<Tlv> responding(Tlv request) {
                switch (request.tag()) {
                    case GetEuiccChallenge.TAG -> lost = false;
                    case AuthenticateServer.TAG, PrepareDownload.TAG, CancelSession.TAG -> refuseIfLost();
                    default -> {
                        // needs no session
                    }
                }
                return Optional.empty();
            }

            @Override
            public void segment(int number, Bytes segment) {
                refuseIfLost();
            }

            private void refuseIfLost() {
                if (lost) throw new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED);
            }
        };
    }
}
