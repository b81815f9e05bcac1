package org.esimtestbed.rspserver.storage;

import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcOperations;

/// The same statement for many rows in one go.
public final class Batches {
    private final JdbcOperations jdbc;

    public Batches(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /// @param parameters of the statement, for one row
    public <T> void write(String sql, List<T> rows, Function<T, Object[]> parameters) {
        if (!rows.isEmpty()) jdbc.batchUpdate(sql, rows.stream().map(parameters).toList());
    }
}
