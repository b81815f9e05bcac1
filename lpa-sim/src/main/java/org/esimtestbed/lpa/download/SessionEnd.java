package org.esimtestbed.lpa.download;

import java.util.Optional;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// The session eUICC and SM-DP+ have with one another, and how the LPA ends it early (SGP.22 §3.1.3.1).
final class SessionEnd {
    private record Open(WayIn way, TransactionId transactionId) {}

    private final Isdr euicc;
    private final Es9Plus smdp;
    private Optional<Open> open = Optional.empty();

    SessionEnd(Isdr euicc, Es9Plus smdp) {
        this.euicc = euicc;
        this.smdp = smdp;
    }

    void opened(WayIn way, TransactionId transactionId) {
        open = Optional.of(new Open(way, transactionId));
    }

    /// Of the SM-DP+ in the session.
    String address() {
        return open.orElseThrow().way().smdpAddress();
    }

    /// Cancels it once on both sides; nothing where none is open. A download that fails reports its first error, and a
    /// server's session expires by itself; so what goes wrong here is for those who ask.
    ///
    /// @return why eUICC or SM-DP+ have not cancelled it
    Optional<RuntimeException> cancel(CancelSessionReason reason) {
        if (open.isEmpty()) return Optional.empty();
        var session = open.get();
        open = Optional.empty();
        try {
            return switch (euicc.call(new CancelSession(session.transactionId(), reason))) { // ES10b §5.7.14
                case CancelSessionResponse.Ok ok -> {
                    smdp.cancelSession( // ES9+ §5.6.5
                            session.way().smdpAddress(),
                            new org.esimtestbed.rsp.es9plus.CancelSession.Request(
                                    session.transactionId(), ok.encode()));
                    yield Optional.empty();
                }
                case CancelSessionResponse.Refused refused -> Optional.of(Es10Refused.with(refused));
            };
        } catch (FunctionRefused | ServerUnreachable | StatusWordRefused | MalformedTlv | CardGone failed) {
            return Optional.of(failed);
        }
    }
}
