package org.esimtestbed.smdpplus.es9plus;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.OtherSignedNotification;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es9plus.HandleNotification.Request;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rspserver.authentication.EuiccAuthentication;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.HandleNotification (SGP.22 §5.6.4): the eUICC tells what it did. Acknowledged in any case, for the LPA would
/// keep it for ever otherwise; believed only if the signature verifies, and harmless when it comes twice.
public final class HandleNotification {
    private static final Logger LOG = Logger.getLogger(HandleNotification.class.getName());

    private final Sessions sessions;
    private final Orders orders;
    private final EuiccAuthentication authentication;
    private final Crypto crypto;
    private final ProgressInfo progress;
    private final Transactions transactions;

    public HandleNotification(
            Sessions sessions,
            Orders orders,
            EuiccAuthentication authentication,
            Crypto crypto,
            ProgressInfo progress,
            Transactions transactions) {
        this.sessions = sessions;
        this.orders = orders;
        this.authentication = authentication;
        this.crypto = crypto;
        this.progress = progress;
        this.transactions = transactions;
    }

    /// @throws MalformedTlv if it is no notification at all
    public void accept(Request request) {
        var notification = request.pendingNotification();
        if (notification.tag() != Tags.PROFILE_INSTALLATION_RESULT) notification.expect(Tags.SEQUENCE);
        try {
            if (notification.tag() == Tags.PROFILE_INSTALLATION_RESULT) {
                installed(InstallationReport.of(notification));
            } else {
                changed(OtherSignedNotification.of(notification));
            }
        } catch (MalformedTlv malformed) { // eUICCs are known that set no event bit, or several
            LOG.warning(() -> "a notification that cannot be read: " + malformed.getMessage());
        }
    }

    private void installed(InstallationReport report) {
        var transactionId = report.transactionId();
        var session = sessions.awaitingResult(transactionId);
        if (session.isEmpty()) {
            transactions.settle(); // what ended the session may still be on its way to the disk
            LOG.info(() -> "an installation result for " + transactionId + ": a duplicate, or of no session here");
            return;
        }
        var euicc = session.get().authenticated().orElseThrow();
        if (!crypto.verify(Certificate.of(euicc.euicc()).publicKey(), report.covered(), report.signature())) {
            LOG.warning(() -> "an installation result for " + transactionId + " whose signature does not verify");
            return;
        }
        settle(session.get(), euicc, report);
    }

    private void settle(Session session, Session.Authenticated euicc, InstallationReport report) {
        var event = Settlement.after(report.finalResult());
        try {
            transactions.write(() -> {
                sessions.close(session.transactionId());
                orders.find(euicc.iccid())
                        .filter(it -> it.isOpenTo(euicc.eid()))
                        .ifPresent(order -> settle(order, event, session, report));
            });
        } catch (Orders.Overtaken overtaken) {
            settle(session, euicc, report); // what the eUICC has done stands, whatever the order has become
        }
    }

    private void settle(ProfileOrder order, OrderEvent event, Session session, InstallationReport report) {
        var eid = session.authenticated().orElseThrow().eid();
        var what = event.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        // a Profile that is there is there, but a package that failed says nothing of the one bound after it
        boolean counts = report.finalResult() instanceof Success || order.wasLastBoundIn(session.transactionId());
        if (counts && order.state().takes(event)) {
            var settled = orders.save(order.after(event), Change.byEuicc(eid, what, session.transactionId()));
            progress.installed(settled, report.finalResult(), report.tlv());
        } else {
            orders.note(order, Change.byEuicc(eid, what + ", too late to count", session.transactionId()));
        }
    }

    private void changed(OtherSignedNotification notification) {
        var what = notification.metadata().event().name().toLowerCase(Locale.ROOT) + " of "
                + notification.metadata().iccid().map(Iccid::toString).orElse("an unnamed Profile");
        try {
            var eid = authentication.verify(notification.euicc(), notification.eum());
            boolean genuine = crypto.verify(
                    notification.euicc().publicKey(), notification.tbs().bytes(), notification.signature());
            LOG.log(
                    genuine ? Level.INFO : Level.WARNING,
                    () -> "eUICC " + eid + ": " + what + (genuine ? "" : ", whose signature does not verify"));
            if (genuine) {
                notification
                        .metadata()
                        .iccid()
                        .flatMap(orders::find)
                        .filter(it -> it.eid().filter(eid::equals).isPresent())
                        .ifPresent(order -> orders.note(order, Change.byEuicc(eid, "notifies: " + what)));
            }
        } catch (FunctionRefused refused) {
            LOG.warning(
                    () -> "a notification (" + what + ") whose certificates do not verify: " + refused.getMessage());
        }
    }
}
