package org.esimtestbed.smdpplus.es9plus;

import java.time.InstantSource;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;

/// Finds the order that waits for an eUICC, and says which code it is refused with if it waits no more (SGP.22 §5.6.3).
final class PendingOrders {
    private final Orders orders;
    private final ServerPolicy policy;
    private final ProgressInfo progress;
    private final Transactions transactions;
    private final InstantSource clock;

    PendingOrders(
            Orders orders, ServerPolicy policy, ProgressInfo progress, Transactions transactions, InstantSource clock) {
        this.orders = orders;
        this.policy = policy;
        this.progress = progress;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param matchingId of the Activation Code or the event; absent or empty finds by EID (default SM-DP+)
    /// @throws FunctionRefused with 8.2.6/3.8, 8.1.1/3.8, 8.2/1.2, 8.8.5/4.10 or 8.8.5/6.4, in this order
    ProfileOrder awaiting(Optional<String> matchingId, Eid eid, TransactionId transactionId) {
        var named = matchingId.filter(id -> !id.isEmpty());
        var found = named.isPresent() ? named(named.get()) : waitingFor(eid);
        if (!found.isOpenTo(eid)) throw StatusCode.EID_REFUSED.because("the order is for another eUICC");
        var why = found.state().title();
        return switch (found.state()) {
            case RELEASED, DOWNLOADED -> inTime(found, eid, transactionId);
            case ALLOCATED, LINKED, CONFIRMED -> throw StatusCode.PROFILE_NOT_RELEASED.because("the order is " + why);
            case ERROR -> throw ended(found);
            case AVAILABLE, INSTALLED, UNAVAILABLE ->
                throw StatusCode.MATCHING_ID_REFUSED.because("the order is " + why);
        };
    }

    private ProfileOrder named(String matchingId) {
        return orders.findByMatchingId(matchingId)
                .orElseThrow(() -> StatusCode.MATCHING_ID_REFUSED.because("no order has the MatchingID " + matchingId));
    }

    // there is no MatchingID that could be refused: the EID is all the LPA brought
    private ProfileOrder waitingFor(Eid eid) {
        return orders.findForEid(eid)
                .orElseThrow(() -> StatusCode.EID_REFUSED.because("no order waits for the eUICC " + eid));
    }

    private ProfileOrder inTime(ProfileOrder order, Eid eid, TransactionId transactionId) {
        if (order.hasExpired(clock.instant())) {
            throw end(order, OrderEvent.EXPIRE, expired(order), Change.byEuicc(eid, "came too late", transactionId));
        }
        if (order.attempts().downloads() >= policy.maxDownloadAttempts()) {
            throw end(
                    order,
                    OrderEvent.RETRIES_EXCEEDED,
                    exhausted(order),
                    Change.byEuicc(eid, "came too often", transactionId));
        }
        return order;
    }

    // Why it ended is said again, as long as it can still be seen.
    private FunctionRefused ended(ProfileOrder order) {
        if (order.hasExpired(clock.instant())) return expired(order);
        if (order.attempts().downloads() >= policy.maxDownloadAttempts()) return exhausted(order);
        return StatusCode.MATCHING_ID_REFUSED.because(
                "the order is " + order.state().title());
    }

    private FunctionRefused end(ProfileOrder order, OrderEvent event, FunctionRefused refusal, Change change) {
        try {
            transactions.write(() -> {
                orders.save(order.after(event), change);
                progress.eligibilityRefused(order, refusal);
            });
            return refusal;
        } catch (Orders.Overtaken another) { // whoever was faster has told the operator
            return refusal;
        }
    }

    private static FunctionRefused expired(ProfileOrder order) {
        return StatusCode.ORDER_EXPIRED.because(
                "it ended at " + order.delivery().expiresAt().orElseThrow());
    }

    private static FunctionRefused exhausted(ProfileOrder order) {
        return StatusCode.DOWNLOAD_RETRIES_EXCEEDED.because(order.attempts().downloads() + " attempts were made");
    }
}
