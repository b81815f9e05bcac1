package org.esimtestbed.smdpplus.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rspserver.storage.Batches;
import org.esimtestbed.rspserver.storage.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What operators are to be told, as rows that several servers work off together: a server claims rows for a while,
/// tells, and removes them. If it dies meanwhile, another claims them once the time is over.
public final class CallbackRows {
    /// How long a row is the server's that has claimed it.
    static final Duration CLAIM = Duration.ofMinutes(1);

    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final Batches batches;
    private final InstantSource clock;

    public CallbackRows(JdbcClient jdbc, Batches batches, InstantSource clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /// @param callId   functionCallIdentifier
    /// @param message  HandleDownloadProgressInfo as JSON
    /// @param attempts that failed
    record Row(long id, Iccid iccid, String callId, String message, int attempts, Instant createdAt) {}

    void add(String operator, Iccid iccid, String callId, String message) {
        jdbc.sql("insert into callback (operator, iccid, call_id, message, attempts, due_at, created_at)"
                        + " values (?, ?, ?, ?, 0, ?, ?)")
                .param(operator)
                .param(iccid.digits())
                .param(callId)
                .param(message)
                .param(now())
                .param(now())
                .update();
    }

    /// The operators there is something to tell. Each costs two looks along an index, however many rows wait: a query
    /// for distinct ones would read them all.
    List<String> operatorsDue() {
        var due = new ArrayList<String>();
        var next = operatorAfter("");
        while (next.isPresent()) {
            if (isDue(next.get())) due.add(next.get());
            next = operatorAfter(next.get());
        }
        return due;
    }

    private Optional<String> operatorAfter(String operator) {
        return jdbc.sql("select operator from callback where operator > ? order by operator fetch first 1 row only")
                .param(operator)
                .query(String.class)
                .optional();
    }

    private boolean isDue(String operator) {
        return jdbc.sql("select 1 from callback where operator = ? and due_at <= ? fetch first 1 row only")
                .param(operator)
                .param(now())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// Claims some of what is due for an operator, of each Profile the oldest: a later point waits until the earlier
    /// one
    /// is told. What another server was faster to claim is not among it.
    List<Row> claimDue(String operator) {
        var due = due(operator);
        if (due.isEmpty()) return due;
        var until = Moments.of(clock.instant().plus(CLAIM));
        var now = now();
        return batches.writeThose("update callback set due_at = ? where id = ? and due_at <= ?", due, row ->
                new Object[] {until, row.id(), now});
    }

    private List<Row> due(String operator) {
        return jdbc.sql("select id, iccid, call_id, message, attempts, created_at from callback c"
                        + " where operator = ? and due_at <= ? and not exists (select 1 from callback e"
                        + " where e.operator = c.operator and e.iccid = c.iccid and e.id < c.id)"
                        + " order by operator, due_at fetch first " + BATCH + " rows only")
                .param(operator)
                .param(now())
                .query((row, number) -> new Row(
                        row.getLong(1),
                        new Iccid(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        Moments.in(row, 6)))
                .list();
    }

    /// They are told, or not to be told any more.
    void remove(Collection<Row> rows) {
        batches.write("delete from callback where id = ?", rows, row -> new Object[] {row.id()});
    }

    /// Anybody may claim them now.
    void release(Collection<Row> rows) {
        var now = now();
        batches.write("update callback set due_at = ? where id = ?", rows, row -> new Object[] {now, row.id()});
    }

    void postpone(Row row, Duration pause) {
        jdbc.sql("update callback set attempts = ?, due_at = ? where id = ?")
                .param(row.attempts() + 1)
                .param(Moments.of(clock.instant().plus(pause)))
                .param(row.id())
                .update();
    }

    /// How many wait.
    public long count() {
        return jdbc.sql("select count(*) from callback").query(Long.class).single();
    }

    private OffsetDateTime now() {
        return Moments.of(clock.instant());
    }
}
