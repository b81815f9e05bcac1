package org.esimtestbed.rspserver.retention;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.dao.DataAccessException;

/// Does something in the background again and again until it is closed. A database that cannot be reached may come
/// back: then it is done the next time.
public final class Recurring implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Recurring.class.getName());

    private final String name;
    private final Duration every;
    private final Runnable what;
    private final Semaphore closing = new Semaphore(0);

    private Recurring(String name, Duration every, Runnable what) {
        this.name = name;
        this.every = every;
        this.what = what;
    }

    /// Begins, the first time after one interval.
    ///
    /// @param name of the thread, and in the log
    public static Recurring start(String name, Duration every, Runnable what) {
        var recurring = new Recurring(name, every, what);
        Thread.ofVirtual().name(name).start(recurring::run);
        return recurring;
    }

    private void run() {
        try {
            while (!closing.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) once();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            what.run();
        } catch (DataAccessException e) {
            LOG.log(Level.WARNING, name + ": the database does not do it now", e);
        }
    }

    @Override
    public void close() {
        closing.release();
    }
}
