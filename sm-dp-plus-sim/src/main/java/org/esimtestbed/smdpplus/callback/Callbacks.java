package org.esimtestbed.smdpplus.callback;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo.Request;
import org.esimtestbed.rsp.json.RspJson;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What operators are still to be told: rows, delivered in the background, tried again with growing pauses until
/// they are taken.
public final class Callbacks implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Callbacks.class.getName());
    private static final int BATCH = 100;
    private static final int MAX_ATTEMPTS = 12;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final OperatorClient operators;
    private final InstantSource clock;
    private final Semaphore something = new Semaphore(0);
    private final Thread worker;

    private record Row(long id, String operator, String message, int attempts) {}

    public Callbacks(JdbcClient jdbc, OperatorClient operators, InstantSource clock) {
        this.jdbc = jdbc;
        this.operators = operators;
        this.clock = clock;
        this.worker = Thread.ofVirtual().name("es2plus-callbacks").start(this::run);
    }

    void add(String operator, Request message) {
        jdbc.sql("insert into callback (operator, message, attempts, due_at) values (?, ?, 0, ?)")
                .param(operator)
                .param(RspJson.mapper().writeValueAsString(message))
                .param(Timestamp.from(clock.instant()))
                .update();
        something.release();
    }

    private void run() {
        try {
            while (true) {
                something.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                something.drainPermits();
                deliverDue();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliverDue() {
        try {
            List<Row> due;
            do {
                due = due();
                due.forEach(this::deliver);
            } while (due.size() == BATCH);
        } catch (DataAccessException e) { // the database may come back
            LOG.log(Level.WARNING, "cannot read the callbacks", e);
        }
    }

    private List<Row> due() {
        return jdbc.sql("select id, operator, message, attempts from callback where due_at <= ? order by id"
                        + " fetch first " + BATCH + " rows only")
                .param(Timestamp.from(clock.instant()))
                .query((row, number) -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)))
                .list();
    }

    private void deliver(Row row) {
        var message = RspJson.mapper().readValue(row.message(), Request.class);
        var failure = operators.tell(row.operator(), message);
        if (failure.isEmpty()) {
            jdbc.sql("delete from callback where id = ?").param(row.id()).update();
            return;
        }
        LOG.warning(() -> "operator " + row.operator() + " was not told of " + message.iccid() + ": " + failure.get());
        int attempts = row.attempts() + 1;
        if (attempts >= MAX_ATTEMPTS) {
            jdbc.sql("delete from callback where id = ?").param(row.id()).update();
            LOG.severe(() -> "operator " + row.operator() + " will not be told of " + message.iccid() + " any more");
            return;
        }
        var pause = Duration.ofSeconds(1L << Math.min(attempts, 10));
        jdbc.sql("update callback set attempts = ?, due_at = ? where id = ?")
                .param(attempts)
                .param(Timestamp.from(clock.instant().plus(pause)))
                .param(row.id())
                .update();
    }

    @Override
    public void close() {
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
