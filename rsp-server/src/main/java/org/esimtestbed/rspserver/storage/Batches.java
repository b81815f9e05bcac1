package org.esimtestbed.rspserver.storage;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcOperations;

/// The same statement for many rows in one go.
public final class Batches {
    private final JdbcOperations jdbc;

    public Batches(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /// @param parameters of the statement, for one row
    public <T> void write(String sql, Collection<T> rows, Function<T, Object[]> parameters) {
        if (!rows.isEmpty()) jdbc.batchUpdate(sql, rows.stream().map(parameters).toList());
    }

    /// Rows that several servers want: those the statement has found as it wanted them.
    public <T> List<T> writeThose(String sql, List<T> rows, Function<T, Object[]> parameters) {
        int[] written = jdbc.batchUpdate(sql, rows.stream().map(parameters).toList());
        return IntStream.range(0, rows.size())
                .filter(i -> written[i] == 1)
                .mapToObj(rows::get)
                .toList();
    }
}
