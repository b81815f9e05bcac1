package org.esimtestbed.smdpplus.callback;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.rsp.id.Iccid;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What operators are to be told, as rows that several servers work off together: a server claims a row for a while,
/// tells, and removes it. If it dies meanwhile, another claims the row once the time is over.
public final class CallbackRows {
    /// Longer than any attempt takes.
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public CallbackRows(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
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

    /// The operators there is something to tell.
    List<String> operatorsDue() {
        return jdbc.sql("select distinct operator from callback where due_at <= ?")
                .param(now())
                .query(String.class)
                .list();
    }

    /// What is due for an operator, of each Profile the oldest: a later point waits until the earlier one is told.
    List<Row> due(String operator) {
        return jdbc.sql("select id, iccid, call_id, message, attempts, created_at from callback c"
                        + " where operator = ? and due_at <= ? and not exists (select 1 from callback e"
                        + " where e.operator = c.operator and e.iccid = c.iccid and e.id < c.id)"
                        + " order by id fetch first " + BATCH + " rows only")
                .param(operator)
                .param(now())
                .query((row, number) -> new Row(
                        row.getLong(1),
                        new Iccid(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getTimestamp(6).toInstant()))
                .list();
    }

    /// Whether the row is this server's to tell now; false if another was faster.
    boolean claim(Row row) {
        return jdbc.sql("update callback set due_at = ? where id = ? and due_at <= ?")
                        .param(Timestamp.from(clock.instant().plus(CLAIM)))
                        .param(row.id())
                        .param(now())
                        .update()
                == 1;
    }

    void remove(Row row) {
        jdbc.sql("delete from callback where id = ?").param(row.id()).update();
    }

    void postpone(Row row, Duration pause) {
        jdbc.sql("update callback set attempts = ?, due_at = ? where id = ?")
                .param(row.attempts() + 1)
                .param(Timestamp.from(clock.instant().plus(pause)))
                .param(row.id())
                .update();
    }

    /// How many wait.
    public long count() {
        return jdbc.sql("select count(*) from callback").query(Long.class).single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
