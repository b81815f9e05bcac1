package org.esimtestbed.smdpplus.storage;

import org.springframework.jdbc.core.simple.JdbcClient;

/// A row that counts the changes of operators and profile types, so that servers need not read them all to learn that
/// nothing has changed.
public final class Revision {
    private final JdbcClient jdbc;

    public Revision(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long current() {
        return jdbc.sql("select ver from catalogue_revision where id = 1")
                .query(Long.class)
                .single();
    }

    /// Counts a change. Whoever changes something calls this first, in the same transaction: one waits for the other.
    public void next() {
        jdbc.sql("update catalogue_revision set ver = ver + 1 where id = 1").update();
    }
}
