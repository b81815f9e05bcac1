package org.esimtestbed.smdpplus.es9plus;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.OtherSignedNotification;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es9plus.HandleNotification.Request;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.HandleNotification (SGP.22 §5.6.4): the eUICC tells what it did. Acknowledged in any case; believed only if
/// the signature verifies, and harmless when it comes twice.
public final class HandleNotification {
    private static final Logger LOG = Logger.getLogger(HandleNotification.class.getName());

    private final Sessions sessions;
    private final Orders orders;
    private final EuiccAuthentication authentication;
    private final Crypto crypto;
    private final ProgressInfo progress;

    public HandleNotification(
            Sessions sessions,
            Orders orders,
            EuiccAuthentication authentication,
            Crypto crypto,
            ProgressInfo progress) {
        this.sessions = sessions;
        this.orders = orders;
        this.authentication = authentication;
        this.crypto = crypto;
        this.progress = progress;
    }

    public void accept(Request request) {
        switch (PendingNotification.of(request.pendingNotification())) {
            case ProfileInstallationResult result -> installed(result);
            case OtherSignedNotification other -> changed(other);
        }
    }

    private void installed(ProfileInstallationResult result) {
        var data = result.data().value();
        var session = sessions.find(data.transactionId());
        if (session.isEmpty() || session.get().authenticated().isEmpty()) {
            LOG.info(() -> "an installation result for no ongoing session " + data.transactionId()
                    + ": a duplicate, or too late");
            return;
        }
        var euicc = session.get().authenticated().get();
        if (!crypto.verify(
                new Certificate(euicc.euicc()).publicKey(), result.data().bytes(), result.signature())) {
            LOG.warning(
                    () -> "an installation result for " + data.transactionId() + " whose signature does not verify");
            return;
        }
        var order = orders.find(euicc.iccid())
                .filter(it -> it.state() == OrderState.DOWNLOADED && it.isOpenTo(euicc.eid()));
        if (order.isPresent()) {
            var settled = switch (data.finalResult()) {
                case ProfileInstallationResult.Success _ -> order.get().after(OrderEvent.INSTALLATION_SUCCEEDED);
                case ProfileInstallationResult.Failure failure -> order.get().after(afterFailure(failure));
            };
            orders.save(settled);
            progress.installed(settled, result);
        }
        sessions.close(data.transactionId());
    }

    /// Whether a new attempt can mend it: an interruption or a full card can, the rest is in the Profile or the
    ///
    /// binding.
    private static OrderEvent afterFailure(ProfileInstallationResult.Failure failure) {
        return switch (failure.reason()) {
            case INTERRUPTION, INSUFFICIENT_MEMORY -> OrderEvent.INSTALLATION_INTERRUPTED;
            default -> OrderEvent.INSTALLATION_FAILED;
        };
    }

    private void changed(OtherSignedNotification notification) {
        try {
            var eid = authentication.verify(notification.euicc(), notification.eum());
            boolean genuine = crypto.verify(
                    notification.euicc().publicKey(), notification.tbs().bytes(), notification.signature());
            LOG.log(
                    genuine ? Level.INFO : Level.WARNING,
                    () -> "eUICC " + eid + ": " + notification.metadata().event()
                            + notification
                                    .metadata()
                                    .iccid()
                                    .map(iccid -> " of " + iccid)
                                    .orElse("")
                            + (genuine ? "" : ", whose signature does not verify"));
        } catch (FunctionRefused refused) {
            LOG.warning(() -> "a notification whose certificates do not verify: " + refused.getMessage());
        }
    }
}
