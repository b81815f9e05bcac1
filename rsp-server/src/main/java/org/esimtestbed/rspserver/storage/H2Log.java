package org.esimtestbed.rspserver.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.jdbc.core.JdbcOperations;

/// H2, asked to write. It would say that there is nothing to write while it is writing of its own accord what it was
/// asked for; so there is always something new, in the row of `write_mark`, and that is written after all before it.
record H2Log(JdbcOperations jdbc) implements Durability.Log {
    private static final Logger LOG = Logger.getLogger(H2Log.class.getName());

    @Override
    public void write() {
        jdbc.execute(H2Log::checkpoint);
    }

    // Without the pool's proxy, which would close the connection at the first failure.
    private static boolean checkpoint(Connection pooled) throws SQLException {
        var connection = pooled.unwrap(Connection.class);
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("update write_mark set times = times + 1");
            return statement.execute("checkpoint");
        } catch (SQLException unwritable) {
            shutDown(connection);
            throw unwritable;
        }
    }

    // What it holds in memory differs from what is written, and it would never write again: whoever connects next opens
    // the file anew.
    private static void shutDown(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException closedAlready) {
            LOG.log(Level.FINE, "a database that cannot be written was closed already", closedAlready);
        }
    }
}
