package org.esimtestbed.rspserver.storage;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;

/// Lets what has been committed outlive the process before anybody is told of it.
///
/// PostgreSQL does that by itself. H2 writes what is committed twice a second, or, if it is told to, at each commit;
/// then it spends more on writing than a role does on all the rest. So it is asked to write when it matters, and once
/// for all who wait at the same time: who comes while it writes waits for the next time. A writing costs about the same
/// for one as for twenty: where several wait, the next time is when no more come. Whoever is alone is written for at
/// once. An H2 that could not write has forgotten what it had not written, and whoever had begun before is told so.
public final class Durability {
    /// The database sees to it.
    public static final Durability BY_ITSELF = new Durability(() -> {}, () -> 0, _ -> {});

    private static final String H2 = "jdbc:h2:";
    private static final String DELAY = ";WRITE_DELAY=";

    /// From the beginning of a writing for several to that of the next, at most.
    private static final long APART = TimeUnit.MILLISECONDS.toNanos(10);

    /// Whoever has not come within this time is waited for no longer.
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(2);

    /// Where what was committed is written.
    interface Log {
        /// Returns once everything committed before is written.
        ///
        /// @throws DataAccessException if it may not be
        void write();
    }

    private final Log log;
    private final LongSupplier nanos;
    private final LongConsumer gathering;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private int failures;
    private long asked;
    private long done;
    private boolean writing;
    private long lastBegun;
    private long servedLast;

    /// @param nanos     what time it is
    /// @param gathering lets that many nanoseconds pass
    Durability(Log log, LongSupplier nanos, LongConsumer gathering) {
        this.log = log;
        this.nanos = nanos;
        this.gathering = gathering;
    }

    /// @param url of the database that is reached by `jdbc`
    public static Durability of(String url, JdbcOperations jdbc) {
        return url.startsWith(H2)
                ? new Durability(new H2Log(jdbc), System::nanoTime, LockSupport::parkNanos)
                : BY_ITSELF;
    }

    /// How a database is opened whose role asks for durability: H2 writes twice a second what nobody has asked for.
    public static String url(String url) {
        return url.startsWith(H2) && !url.toUpperCase(Locale.ROOT).contains(DELAY) ? url + DELAY + 500 : url;
    }

    /// To be asked before the first change is made.
    ///
    /// @return what [#await] needs
    public int begin() {
        lock.lock();
        try {
            return failures;
        } finally {
            lock.unlock();
        }
    }

    /// Returns once everything that was committed before is written.
    ///
    /// @param begun what [#begin] said
    /// @throws DataAccessException if it may not be, now or later
    public void await(int begun) {
        if (this == BY_ITSELF) return;
        lock.lock();
        try {
            long mine = ++asked;
            while (done < mine) {
                if (failures != begun) throw new DataAccessResourceFailureException("the database was lost meanwhile");
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

    // For all who have asked by then; the lock is free meanwhile. If it fails, it has failed for all.
    private void write() {
        writing = true;
        gather();
        lastBegun = nanos.getAsLong();
        long upTo = asked;
        servedLast = upTo - done;
        boolean stands = false;
        lock.unlock();
        try {
            log.write();
            stands = true;
        } finally {
            lock.lock();
            writing = false;
            if (stands) done = upTo;
            else failures++;
            written.signalAll();
        }
    }

    // As long as others come, and not for long.
    private void gather() {
        if (servedLast < 2) return;
        long came;
        do {
            long left = APART - (nanos.getAsLong() - lastBegun);
            if (left <= 0) return;
            came = asked;
            lock.unlock();
            try {
                gathering.accept(Math.min(left, PATIENCE));
            } finally {
                lock.lock();
            }
        } while (asked > came);
    }
}
