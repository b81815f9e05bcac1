package org.esimtestbed.smdpplus.es9plus;

import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage.Request;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage.Response;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.binding.Binding;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.GetBoundProfilePackage (SGP.22 §5.6.2): the package is bound there and then for this one eUICC.
public final class GetBoundProfilePackage {
    /// How many wrong Confirmation Codes an order survives (§5.6.2, the number is the server's choice).
    public static final int MAX_CONFIRMATION_ATTEMPTS = 3;

    private final Sessions sessions;
    private final Orders orders;
    private final Crypto crypto;
    private final Binding binding;
    private final ProgressInfo progress;

    public GetBoundProfilePackage(
            Sessions sessions, Orders orders, Crypto crypto, Binding binding, ProgressInfo progress) {
        this.sessions = sessions;
        this.orders = orders;
        this.crypto = crypto;
        this.binding = binding;
        this.progress = progress;
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.2
    public Response answer(Request request) {
        var session = sessions.ongoing(request.transactionId()); // else 8.10.1 / 3.9
        var euicc = session.authenticated()
                .orElseThrow(() -> StatusCode.TRANSACTION_UNKNOWN.because("the session is not authenticated yet"));
        var ok = switch (PrepareDownloadResponse.of(request.prepareDownloadResponse())) {
            case PrepareDownloadResponse.Ok it -> it;
            case PrepareDownloadResponse.Refused refused ->
                throw StatusCode.EUICC_SIGNATURE_INVALID.because("the eUICC refuses the download: " + refused.code());
        };
        var signed2 = ok.euiccSigned2();
        var key = new Certificate(euicc.euicc()).publicKey();
        if (!crypto.verify(key, EuiccSigned2.covered(signed2.tlv(), euicc.smdpSignature2()), ok.signature2())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because("euiccSignature2 does not verify");
        }
        if (!signed2.value().transactionId().equals(session.transactionId())) {
            throw StatusCode.TRANSACTION_UNKNOWN.because("euiccSigned2 names another TransactionID");
        }
        var order = orders.find(euicc.iccid())
                .orElseThrow(() -> StatusCode.TRANSACTION_UNKNOWN.because("the order is gone"));
        checkDelivery(order, euicc.eid()); // else 8.2 / 3.7
        checkConfirmationCode(order, session, signed2.value().hashCc()); // else 8.2.7
        return bound(session, euicc, order, signed2.value().euiccOtpk());
    }

    private Response bound(Session session, Session.Authenticated euicc, ProfileOrder order, Bytes euiccOtpk) {
        var profilePackage = orders.profilePackage(order.iccid());
        try {
            var bpp = binding.bind(
                    session.transactionId(), euicc.eid(), euiccOtpk, euicc.profileMetadata(), profilePackage);
            sessions.save(session.boundTo(euiccOtpk));
            // whoever is overtaken here has bound for nothing: the Profile goes to one eUICC only
            var downloaded = orders.save(
                    order.after(OrderEvent.BIND).linkedTo(euicc.eid()).withDownloadAttempt());
            progress.bppDownloaded(downloaded);
            return new Response(session.transactionId(), bpp);
        } catch (Orders.Overtaken overtaken) {
            throw StatusCode.BPP_UNAVAILABLE.because(String.valueOf(overtaken.getMessage()));
        } catch (IllegalArgumentException noPoint) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because(String.valueOf(noPoint.getMessage()));
        }
    }

    // Another eUICC may have been faster since this one was offered the Profile.
    private static void checkDelivery(ProfileOrder order, Eid eid) {
        if (!order.isOpenTo(eid)) throw StatusCode.BPP_UNAVAILABLE.because("another eUICC has got the Profile");
        if (order.state() != OrderState.RELEASED && order.state() != OrderState.DOWNLOADED) {
            throw StatusCode.BPP_UNAVAILABLE.because(
                    "the order is " + order.state().title());
        }
    }

    private void checkConfirmationCode(ProfileOrder order, Session session, Optional<Bytes> hashCc) {
        if (order.confirmationCodeHash().isEmpty()) return;
        var received =
                hashCc.orElseThrow(() -> StatusCode.CONFIRMATION_CODE_MISSING.because("euiccSigned2 has no hashCc"));
        var expected = ConfirmationCode.hashCc(order.confirmationCodeHash().get(), session.transactionId());
        if (order.confirmationAttempts() >= MAX_CONFIRMATION_ATTEMPTS) {
            throw refused(order, StatusCode.CONFIRMATION_CODE_RETRIES_EXCEEDED.because("no attempt is left"));
        }
        if (!expected.equals(received)) count(order, session, received);
    }

    /// Counts a wrong Confirmation Code, and those that come at the same time each for itself.
    private void count(ProfileOrder order, Session session, Bytes received) {
        var counted = order.withConfirmationAttempt();
        boolean last = counted.confirmationAttempts() >= MAX_CONFIRMATION_ATTEMPTS;
        try {
            orders.save(last ? counted.after(OrderEvent.RETRIES_EXCEEDED) : counted);
        } catch (Orders.Overtaken overtaken) {
            var now = orders.find(order.iccid()).orElseThrow(() -> overtaken);
            checkDelivery(now, session.authenticated().orElseThrow().eid());
            checkConfirmationCode(now, session, Optional.of(received));
            return;
        }
        throw refused(
                order,
                last
                        ? StatusCode.CONFIRMATION_CODE_RETRIES_EXCEEDED.because("that was the last attempt")
                        : StatusCode.CONFIRMATION_CODE_REFUSED.because(
                                MAX_CONFIRMATION_ATTEMPTS - counted.confirmationAttempts() + " attempts are left"));
    }

    private FunctionRefused refused(ProfileOrder order, FunctionRefused refusal) {
        progress.confirmationCodeRefused(order, refusal);
        return refusal;
    }
}
