package org.esimtestbed.rspserver.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.JdbcOperations;

/// Lets what has been committed outlive the process before anybody is told of it.
///
/// PostgreSQL does that by itself. H2 writes what is committed twice a second, or, if it is told to, at each commit;
/// then it spends more on writing than a role does on all the rest. So it is asked to write when it matters, and once
/// for all who wait at the same time: who comes while it writes waits for the next time.
public final class Durability {
    /// The database sees to it.
    public static final Durability BY_ITSELF = new Durability(() -> {});

    private static final String H2 = "jdbc:h2:";
    private static final String OF_H2 = ";WRITE_DELAY=500";

    private final Runnable flush;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private long asked;
    private long done;
    private boolean writing;

    /// @param flush writes what has been committed
    Durability(Runnable flush) {
        this.flush = flush;
    }

    /// @param url of the database that is reached by `jdbc`
    public static Durability of(String url, JdbcOperations jdbc) {
        return url.startsWith(H2) ? new Durability(() -> jdbc.execute(Durability::checkpoint)) : BY_ITSELF;
    }

    // Without the pool's proxy, which would close the connection at the first failure.
    private static boolean checkpoint(Connection pooled) throws SQLException {
        var connection = pooled.unwrap(Connection.class);
        try (var statement = connection.createStatement()) {
            return statement.execute("checkpoint");
        } catch (SQLException unwritable) {
            abandon(connection, unwritable);
            throw unwritable;
        }
    }

    // What it holds in memory differs now from what is written, and it would never write again: the next connection
    // opens the file anew.
    private static void abandon(Connection connection, SQLException why) {
        try (var statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException closedAlready) {
            why.addSuppressed(closedAlready);
        }
    }

    /// How a database is opened whose role asks for durability: H2 writes twice a second what nobody has asked for.
    public static String url(String url) {
        return url.startsWith(H2) ? url + OF_H2 : url;
    }

    /// Returns once everything that was committed before is written.
    ///
    /// @throws org.springframework.dao.DataAccessException if it cannot be written
    public void await() {
        if (this == BY_ITSELF) return;
        lock.lock();
        try {
            long mine = ++asked;
            while (done < mine) {
                if (writing) written.awaitUninterruptibly();
                else write();
            }
        } finally {
            lock.unlock();
        }
    }

    /// How often anybody has waited.
    long asked() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    // For all who have asked by now; the lock is free meanwhile. If it fails, the others try for themselves.
    private void write() {
        long upTo = asked;
        writing = true;
        lock.unlock();
        try {
            flush.run();
            lock.lock();
            done = upTo;
        } finally {
            if (!lock.isHeldByCurrentThread()) lock.lock();
            writing = false;
            written.signalAll();
        }
    }
}
