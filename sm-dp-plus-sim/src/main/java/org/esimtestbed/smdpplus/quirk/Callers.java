package org.esimtestbed.smdpplus.quirk;

import java.util.Optional;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.OtherSignedNotification;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// Whom a call concerns. Nothing is verified here: who lies about it gets the wrong quirk, and the honest checks
/// after it.
final class Callers {
    private final Sessions sessions;
    private final Orders orders;

    Callers(Sessions sessions, Orders orders) {
        this.sessions = sessions;
        this.orders = orders;
    }

    Whom of(Es9PlusRequest request) {
        try {
            return switch (request) {
                case InitiateAuthentication.Request _ -> Whom.UNKNOWN; // who calls is not said yet
                case AuthenticateClient.Request it -> authenticating(it);
                case GetBoundProfilePackage.Request it -> inSession(ongoing(it.transactionId()));
                case CancelSession.Request it -> inSession(ongoing(it.transactionId()));
                case HandleNotification.Request it -> notifying(it);
            };
        } catch (MalformedTlv | FunctionRefused | IllegalArgumentException nobodyKnown) {
            return Whom.UNKNOWN; // the honest function says what is wrong with it
        }
    }

    private Optional<Session> ongoing(TransactionId transactionId) {
        return Optional.of(sessions.ongoing(transactionId));
    }

    private Whom authenticating(AuthenticateClient.Request request) {
        if (!(AuthenticateServerResponse.of(request.authenticateServerResponse())
                instanceof AuthenticateServerResponse.Ok ok)) {
            return Whom.UNKNOWN;
        }
        var eid = ok.euicc().subjectSerialNumber().map(Eid::new);
        var matchingId = ok.euiccSigned1().value().ctxParams1().matchingId().filter(it -> !it.isEmpty());
        var order =
                matchingId.isPresent() ? matchingId.flatMap(orders::findByMatchingId) : eid.flatMap(orders::findForEid);
        return new Whom(eid, matchingId, order);
    }

    private Whom inSession(Optional<Session> session) {
        var euicc = session.flatMap(Session::authenticated);
        var order = euicc.flatMap(it -> orders.find(it.iccid()));
        return new Whom(
                euicc.map(Session.Authenticated::eid),
                order.flatMap(it -> it.delivery().matchingId()),
                order);
    }

    private Whom notifying(HandleNotification.Request request) {
        return switch (PendingNotification.of(request.pendingNotification())) {
            case ProfileInstallationResult result ->
                inSession(sessions.awaitingResult(result.data().value().transactionId()));
            case OtherSignedNotification other -> {
                var order = other.metadata().iccid().flatMap(orders::find);
                yield new Whom(
                        other.euicc().subjectSerialNumber().map(Eid::new),
                        order.flatMap(it -> it.delivery().matchingId()),
                        order);
            }
        };
    }
}
