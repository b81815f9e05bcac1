package org.esimtestbed.smdpplus.retention;

import java.time.InstantSource;
import org.esimtestbed.rspserver.retention.Recurring;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.order.EndedOrders;
import org.esimtestbed.smdpplus.session.Sessions;

/// Drops what is over, now and then, a little at a time so that nothing is locked for long. Several servers may do so
/// at once.
public final class Retention {
    private final Sessions sessions;
    private final EndedOrders orders;
    private final InstantSource clock;
    private final ServerPolicy policy;

    public Retention(Sessions sessions, EndedOrders orders, InstantSource clock, ServerPolicy policy) {
        this.sessions = sessions;
        this.orders = orders;
        this.clock = clock;
        this.policy = policy;
    }

    /// Begins to look in the background, every retentionInterval of the policy.
    public Recurring start() {
        return Recurring.start("retention", policy.retentionInterval(), this::look);
    }

    /// @param sessions that were dropped
    /// @param expired  orders whose time was over, now in Error
    /// @param dropped  orders that had ended long ago
    public record Dropped(int sessions, int expired, int dropped) {}

    /// Drops what is over now.
    public Dropped look() {
        return new Dropped(
                sessions.forgetExpired(),
                orders.expire(),
                orders.drop(clock.instant().minus(policy.finishedOrderLife())));
    }
}
