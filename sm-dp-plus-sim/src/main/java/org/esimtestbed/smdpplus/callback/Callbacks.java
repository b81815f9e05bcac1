package org.esimtestbed.smdpplus.callback;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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
        rows.add(
                operator,
                message.iccid(),
                crypto.random(CALL_ID).hex(),
                RspJson.mapper().writeValueAsString(message));
        Transactions.afterCommit(deliveries::look); // nobody sees the row before
    }

    private boolean tellDue(String operator) {
        boolean told = false;
        for (var row : rows.due(operator)) {
            if (deliveries.isClosed()) return false;
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
        deliveries.close();
    }
}
