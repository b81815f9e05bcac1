package org.esimtestbed.rspserver.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Instants as columns of type `timestamp with time zone`, to the microsecond. Not as `java.sql.Timestamp`: that one is
/// of the machine's time zone, and the drivers reckon it there and back.
public final class Moments {
    private Moments() {}

    /// What a statement takes for it.
    public static OffsetDateTime of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /// @param column from 1; never null
    public static Instant in(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// @param column from 1
    public static Optional<Instant> maybeIn(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
