package org.esimtestbed.bench.smdp;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.rsp.id.Iccid;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What lies in the database beside the orders that are downloaded, and how much is written to it.
final class Stored {
    private static final int BATCH = 10_000;
    private static final int PG_IDLE_SECONDS = 12;

    private final JdbcTemplate jdbc;
    private final boolean h2;
    private int filled;
    private long before;

    Stored(String url) {
        this.jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
        this.h2 = url.startsWith("jdbc:h2:");
    }

    /// Old orders up to that many, installed long ago, each with a MatchingID and an EID.
    String fill(int upTo) {
        var then = Timestamp.from(Instant.now());
        while (filled < upTo) {
            var rows = new ArrayList<Object[]>();
            for (int i = 0; i < BATCH && filled < upTo; i++, filled++) {
                var iccid = Iccid.withLuhnDigit("89882118" + "%010d".formatted(filled))
                        .digits();
                rows.add(new Object[] {
                    iccid, "8904903200000000" + "%016d".formatted(filled % 1000), iccid, then, then, then
                });
            }
            insert(rows);
        }
        jdbc.execute("analyze");
        return "ok";
    }

    private void insert(List<Object[]> rows) {
        jdbc.batchUpdate(
                "insert into profile_order (iccid, state, operator, profile_type, eid, matching_id, download_attempts,"
                        + " cc_attempts, ver, created_at, changed_at, ended, clock_at)"
                        + " values (?, 'INSTALLED', 'bench-operator', 'generic', ?, ?, 1, 0, 4, ?, ?, true, ?)",
                rows);
    }

    /// Begins to count rows that are inserted, updated and deleted.
    String count() {
        if (h2) jdbc.execute("set query_statistics true");
        before = h2 ? written() : settled();
        return "ok";
    }

    /// How many there were since then. What counts no longer costs no longer.
    String counted() {
        long rows = (h2 ? written() : settled()) - before;
        if (h2) jdbc.execute("set query_statistics false");
        return String.valueOf(rows);
    }

    private long written() {
        var rows = jdbc.queryForObject(
                h2
                        ? "select coalesce(sum(cumulative_row_count), 0) from information_schema.query_statistics"
                                + " where (lower(sql_statement) like 'insert %'"
                                + " or lower(sql_statement) like 'update %' or lower(sql_statement) like 'delete %')"
                                + " and sql_statement not like '%write_mark%'" // no session's, but H2's own
                        : "select tup_inserted + tup_updated + tup_deleted from pg_stat_database"
                                + " where datname = current_database()",
                Long.class);
        return Objects.requireNonNull(rows);
    }

    // A connection of PostgreSQL adds what it has counted once it has been idle for ten seconds.
    private long settled() {
        long rows = written();
        for (int quiet = 0; quiet < PG_IDLE_SECONDS; quiet++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            long now = written();
            if (now != rows) quiet = 0;
            rows = now;
        }
        return rows;
    }
}
