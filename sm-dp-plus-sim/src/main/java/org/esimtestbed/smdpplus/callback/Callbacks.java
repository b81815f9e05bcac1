package org.esimtestbed.smdpplus.callback;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo.Request;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.smdpplus.callback.CallbackRows.Row;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.storage.Transactions;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JacksonException;

/// Tells operators in the background what is to be told, each operator on a thread of its own, so that one who does not
/// answer keeps no other waiting. What is not taken is tried again with growing pauses, until it is too old.
public final class Callbacks implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Callbacks.class.getName());
    private static final int MAX_PAUSE_EXPONENT = 10; // 2^10 seconds, 17 minutes
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int CALL_ID = 16;

    private final CallbackRows rows;
    private final OperatorClient operators;
    private final Orders orders;
    private final Crypto crypto;
    private final InstantSource clock;
    private final Duration life;
    private final Semaphore something = new Semaphore(0);
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final Set<Thread> tellers = ConcurrentHashMap.newKeySet();
    private final Thread worker;
    private volatile boolean closed;

    /// @param life how long it is tried; after that the order's audit says that nobody was told
    public Callbacks(
            CallbackRows rows,
            OperatorClient operators,
            Orders orders,
            Crypto crypto,
            InstantSource clock,
            Duration life) {
        this.rows = rows;
        this.operators = operators;
        this.orders = orders;
        this.crypto = crypto;
        this.clock = clock;
        this.life = life;
        this.worker = Thread.ofVirtual().name("es2plus-callbacks").start(this::run);
    }

    void add(String operator, Request message) {
        rows.add(
                operator,
                message.iccid(),
                crypto.random(CALL_ID).hex(),
                RspJson.mapper().writeValueAsString(message));
        Transactions.afterCommit(something::release); // nobody sees the row before
    }

    private void run() {
        try {
            while (!closed) {
                something.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                something.drainPermits();
                look();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            for (var operator : rows.operatorsDue()) {
                if (served.add(operator)) serve(operator);
            }
        } catch (DataAccessException e) { // the database may come back
            LOG.log(Level.WARNING, "cannot read the callbacks", e);
        }
    }

    private void serve(String operator) {
        var thread = Thread.ofVirtual().name("es2plus-" + operator).unstarted(() -> {
            try {
                boolean told = true;
                while (told && !closed) told = tellDue(operator);
            } catch (DataAccessException e) {
                if (!closed) LOG.log(Level.WARNING, "cannot read or write the callbacks of " + operator, e);
            } finally {
                served.remove(operator);
                tellers.remove(Thread.currentThread());
                something.release(); // what came when we had just looked
            }
        });
        tellers.add(thread);
        thread.start();
    }

    // Whether anything was told: what waited behind it may be due now.
    private boolean tellDue(String operator) {
        boolean told = false;
        for (var row : rows.due(operator)) {
            if (closed) return false;
            if (rows.claim(row)) told |= deliver(operator, row);
        }
        return told;
    }

    private boolean deliver(String operator, Row row) {
        var failure = tell(operator, row);
        if (failure.isEmpty()) {
            rows.remove(row);
            return true;
        }
        LOG.warning(() -> "operator " + operator + " was not told of " + row.iccid() + ": " + failure.get());
        if (clock.instant().isBefore(row.createdAt().plus(life))) {
            rows.postpone(row, Duration.ofSeconds(1L << Math.min(row.attempts() + 1, MAX_PAUSE_EXPONENT)));
            return false;
        }
        orders.find(row.iccid())
                .ifPresent(order -> orders.note(
                        order, Change.byServer("gave up telling operator " + operator + ": " + failure.get())));
        rows.remove(row);
        return true;
    }

    private Optional<String> tell(String operator, Row row) {
        try {
            return operators.tell(operator, row.callId(), RspJson.mapper().readValue(row.message(), Request.class));
        } catch (JacksonException e) { // one bad row must not keep the others waiting
            return Optional.of("the row cannot be read: " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            worker.interrupt();
            worker.join(CLOSING);
            for (var teller : tellers) teller.interrupt();
            for (var teller : tellers) teller.join(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
