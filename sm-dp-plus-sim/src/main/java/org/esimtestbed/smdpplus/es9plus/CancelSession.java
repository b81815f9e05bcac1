package org.esimtestbed.smdpplus.es9plus;

import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.es9plus.CancelSession.Request;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.CancelSession (SGP.22 §5.6.5): the session ends early, and the eUICC has signed why.
public final class CancelSession {
    private final Sessions sessions;
    private final Orders orders;
    private final Crypto crypto;
    private final Oid smdpOid;

    /// @param smdpOid the OID in CERT.DPauth
    public CancelSession(Sessions sessions, Orders orders, Crypto crypto, Oid smdpOid) {
        this.sessions = sessions;
        this.orders = orders;
        this.crypto = crypto;
        this.smdpOid = smdpOid;
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.5
    public EmptyResponse answer(Request request) {
        var session = sessions.ongoing(request.transactionId()); // else 8.10.1 / 3.9
        var euicc = session.authenticated()
                .orElseThrow(() -> StatusCode.TRANSACTION_UNKNOWN.because("the session is not authenticated yet"));
        var ok = switch (CancelSessionResponse.of(request.cancelSessionResponse())) {
            case CancelSessionResponse.Ok it -> it;
            case CancelSessionResponse.Refused refused ->
                throw StatusCode.EUICC_SIGNATURE_INVALID.because("the eUICC refuses to cancel: " + refused.code());
        };
        var signed = ok.cancelSessionSigned();
        if (!crypto.verify(new Certificate(euicc.euicc()).publicKey(), signed.bytes(), ok.signature())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because("euiccCancelSessionSignature does not verify");
        }
        if (!signed.value().transactionId().equals(session.transactionId())) {
            throw StatusCode.TRANSACTION_UNKNOWN.because("the signed TransactionID is another");
        }
        if (!signed.value().smdpOid().equals(smdpOid)) {
            throw StatusCode.SMDP_OID_REFUSED.because(
                    "this is " + smdpOid + ", not " + signed.value().smdpOid());
        }
        settle(euicc, signed.value().reason());
        sessions.close(session.transactionId());
        return new EmptyResponse();
    }

    /// What the reason does to the order (§3.1.3.1): a refusal by the End User is final, anything else may be tried
    /// again.
    private void settle(Session.Authenticated euicc, CancelSessionReason reason) {
        var event = switch (reason) {
            case END_USER_REJECTION, PPR_NOT_ALLOWED, METADATA_MISMATCH -> OrderEvent.END_USER_REJECTED;
            case POSTPONED, TIMEOUT, LOAD_BPP_EXECUTION_ERROR, UNDEFINED_REASON -> OrderEvent.INSTALLATION_INTERRUPTED;
        };
        var order = orders.find(euicc.iccid())
                .filter(it -> it.isOpenTo(euicc.eid())) // another eUICC's download is not this one's to end
                .filter(it -> it.state() == OrderState.RELEASED || it.state() == OrderState.DOWNLOADED);
        if (order.isEmpty()) return;
        try {
            orders.save(order.get().after(event));
        } catch (Orders.Overtaken overtaken) {
            settle(euicc, reason); // the reason stands, whatever the order has become
        }
    }
}
