package org.esimtestbed.smdpplus.es9plus;

import java.util.Optional;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.session.Session;

/// Whether the End User knew the Confirmation Code (SGP.22 §5.6.2). A wrong one is counted before it is refused, so
/// that nobody guesses faster by asking at the same time.
final class ConfirmationCodeCheck {
    private final Orders orders;
    private final ProgressInfo progress;
    private final Transactions transactions;
    private final int maxAttempts;

    ConfirmationCodeCheck(Orders orders, ProgressInfo progress, Transactions transactions, int maxAttempts) {
        this.orders = orders;
        this.progress = progress;
        this.transactions = transactions;
        this.maxAttempts = maxAttempts;
    }

    /// @throws FunctionRefused with 8.2.7/2.2, 8.2.7/3.8 or 8.2.7/6.4
    void check(ProfileOrder order, Session session, Optional<Bytes> hashCc) {
        var hash = order.delivery().confirmationCodeHash();
        if (hash.isEmpty()) return;
        var received = hashCc.filter(it -> !it.isEmpty()) // LPAs are known that send an empty one for none
                .orElseThrow(() -> StatusCode.CONFIRMATION_CODE_MISSING.because("euiccSigned2 has no hashCc"));
        if (order.attempts().confirmations() >= maxAttempts) {
            throw StatusCode.CONFIRMATION_CODE_RETRIES_EXCEEDED.because("no attempt is left");
        }
        if (!ConfirmationCode.hashCc(hash.get(), session.transactionId()).equals(received)) {
            count(order, session, received);
        }
    }

    private void count(ProfileOrder order, Session session, Bytes received) {
        var counted = order.withConfirmationAttempt();
        int left = maxAttempts - counted.attempts().confirmations();
        var refusal = left > 0
                ? StatusCode.CONFIRMATION_CODE_REFUSED.because(left + " attempts are left")
                : StatusCode.CONFIRMATION_CODE_RETRIES_EXCEEDED.because("that was the last attempt");
        var eid = session.authenticated().orElseThrow().eid();
        var change = Change.byEuicc(eid, "brought a wrong Confirmation Code", session.transactionId());
        try {
            transactions.write(() -> {
                orders.save(left > 0 ? counted : counted.after(OrderEvent.RETRIES_EXCEEDED), change);
                progress.confirmationCodeRefused(order, refusal);
            });
        } catch (Orders.Overtaken overtaken) { // those that come at the same time count each for itself
            var now = orders.find(order.iccid()).orElseThrow(() -> overtaken);
            GetBoundProfilePackage.checkDelivery(now, eid);
            check(now, session, Optional.of(received));
            return;
        }
        throw refusal;
    }
}
