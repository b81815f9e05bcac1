package org.esimtestbed.smdpplus.retention;

import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.order.EndedOrders;
import org.esimtestbed.smdpplus.session.Sessions;
import org.springframework.dao.DataAccessException;

/// Drops what is over, now and then, a little at a time so that nothing is locked for long. Several servers may do so
/// at
/// once.
public final class Retention implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Retention.class.getName());

    private final Sessions sessions;
    private final EndedOrders orders;
    private final InstantSource clock;
    private final ServerPolicy policy;
    private final Semaphore closing = new Semaphore(0);

    public Retention(Sessions sessions, EndedOrders orders, InstantSource clock, ServerPolicy policy) {
        this.sessions = sessions;
        this.orders = orders;
        this.clock = clock;
        this.policy = policy;
    }

    /// Begins to look in the background, every retentionInterval of the policy.
    public Retention start() {
        Thread.ofVirtual().name("retention").start(() -> {
            try {
                while (!closing.tryAcquire(policy.retentionInterval().toMillis(), TimeUnit.MILLISECONDS)) lookAndLog();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    private void lookAndLog() {
        try {
            look();
        } catch (DataAccessException e) { // the database may come back
            LOG.log(Level.WARNING, "cannot drop what is over", e);
        }
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

    @Override
    public void close() {
        closing.release();
    }
}
