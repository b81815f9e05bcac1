package org.esimtestbed.smdpplus.es9plus;

import java.util.List;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.es9plus.CancelSession.Request;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.CancelSession (SGP.22 §5.6.5): the session ends early, and the eUICC has signed why.
public final class CancelSession {
    private final Sessions sessions;
    private final Orders orders;
    private final Crypto crypto;
    private final List<ServerIdentity> identities;
    private final ProgressInfo progress;
    private final Transactions transactions;

    public CancelSession(
            Sessions sessions,
            Orders orders,
            ProgressInfo progress,
            Transactions transactions,
            SmDpPlusSettings settings) {
        this.sessions = sessions;
        this.orders = orders;
        this.crypto = settings.crypto();
        this.identities = settings.identities();
        this.progress = progress;
        this.transactions = transactions;
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
        if (!crypto.verify(Certificate.of(euicc.euicc()).publicKey(), signed.bytes(), ok.signature())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because("euiccCancelSessionSignature does not verify");
        }
        if (!signed.value().transactionId().equals(session.transactionId())) {
            throw StatusCode.TRANSACTION_UNKNOWN.because("the signed TransactionID is another");
        }
        var smdpOid = ServerIdentity.under(session.serverCi(), identities).oid();
        if (!signed.value().smdpOid().equals(smdpOid)) {
            throw StatusCode.SMDP_OID_REFUSED.because(
                    "this is " + smdpOid + ", not " + signed.value().smdpOid());
        }
        settle(session, euicc, signed.value().reason());
        return new EmptyResponse();
    }

    // a session that was bound after this one goes on
    private static boolean isUnderWay(ProfileOrder order, Session session) {
        return order.state() == OrderState.DOWNLOADED && order.wasLastBoundIn(session.transactionId());
    }

    private void settle(Session session, Session.Authenticated euicc, CancelSessionReason reason) {
        var event = Settlement.after(reason);
        try {
            transactions.write(() -> {
                sessions.giveUp(session);
                orders.find(euicc.iccid())
                        .filter(it -> it.isOpenTo(euicc.eid())) // another eUICC's download is not this one's to end
                        .filter(it -> it.state() == OrderState.RELEASED || isUnderWay(it, session))
                        .ifPresent(order -> {
                            var change = Change.byEuicc(
                                    euicc.eid(), "cancelled: " + reason.title(), session.transactionId());
                            progress.cancelled(orders.save(order.after(event), change), session, reason);
                        });
            });
        } catch (Orders.Overtaken overtaken) {
            settle(session, euicc, reason); // the reason stands, whatever the order has become
        }
    }
}
