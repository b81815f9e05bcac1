package org.esimtestbed.smdpplus.callback;

import static java.util.concurrent.Future.State.FAILED;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo.Request;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.callback.CallbackRows.Row;
import org.esimtestbed.smdpplus.delivery.Deliveries;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.Orders;
import tools.jackson.core.JacksonException;

/// Tells operators in the background what is to be told. What is not taken is tried again with growing pauses, until it
/// is too old.
public final class Callbacks implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Callbacks.class.getName());
    private static final int MAX_PAUSE_EXPONENT = 10; // 2^10 seconds, 17 minutes
    private static final int CALL_ID = 16;
    private static final int AT_ONCE = 4; // requests to one operator

    private final CallbackRows rows;
    private final OperatorClient operators;
    private final Orders orders;
    private final Crypto crypto;
    private final InstantSource clock;
    private final Duration life;
    private final Deliveries deliveries;

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
        this.deliveries = new Deliveries("es2plus-callbacks", rows::operatorsDue, this::tellDue);
        deliveries.start();
    }

    void add(String operator, Request message) {
        if (!operators.wantsToBeTold(operator)) return;
        rows.add(
                operator,
                message.iccid(),
                crypto.random(CALL_ID).hex(),
                RspJson.mapper().writeValueAsString(message));
        Transactions.afterCommit(() -> deliveries.serveNow(operator)); // nobody sees the row before
    }

    // Each of the claimed rows is of another Profile: they may be told at once.
    private boolean tellDue(String operator) {
        var claimed = new ConcurrentLinkedQueue<>(rows.claimDue(operator));
        var settled = new ConcurrentLinkedQueue<Row>();
        boolean closing = false;
        try (var couriers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<?> courier = Executors.callable(() -> tellSome(operator, claimed, settled));
            for (var ended : couriers.invokeAll(Collections.nCopies(Math.min(AT_ONCE, claimed.size()), courier))) {
                if (ended.state() == FAILED && ended.exceptionNow() instanceof RuntimeException e) throw e;
            }
        } catch (InterruptedException e) {
            closing = true;
        } finally {
            rows.remove(settled);
            rows.release(claimed);
        }
        if (closing) Thread.currentThread().interrupt(); // not before: H2 closes its file under a thread interrupted
        return !settled.isEmpty();
    }

    private void tellSome(String operator, Queue<Row> claimed, Queue<Row> settled) {
        var enough = clock.instant().plus(CallbackRows.CLAIM.dividedBy(2)); // the last attempt ends within the claim
        while (!deliveries.isClosed() && clock.instant().isBefore(enough)) {
            var row = claimed.poll();
            if (row == null) return;
            var failure = tell(operator, row);
            if (Thread.interrupted()) claimed.add(row);
            else if (failure.isEmpty() || givenUp(operator, row, failure.get())) settled.add(row);
        }
    }

    private boolean givenUp(String operator, Row row, String failure) {
        LOG.warning(() -> "operator " + operator + " was not told of " + row.iccid() + ": " + failure);
        if (clock.instant().isBefore(row.createdAt().plus(life))) {
            rows.postpone(row, Duration.ofSeconds(1L << Math.min(row.attempts() + 1, MAX_PAUSE_EXPONENT)));
            return false;
        }
        orders.find(row.iccid())
                .ifPresent(order ->
                        orders.note(order, Change.byServer("gave up telling operator " + operator + ": " + failure)));
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
        deliveries.close();
    }
}
