package org.esimtestbed.smdpplus.session;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.dao.DataAccessException;

/// Deletes sessions that have expired, now and then, as long as the server runs. An expired session answers nothing
/// even before.
public final class Retention implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Retention.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final Thread worker;

    public Retention(Sessions sessions) {
        this.sessions = sessions;
        this.worker = Thread.ofVirtual().name("session-retention").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                expire();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void expire() {
        try {
            int gone = sessions.expire();
            if (gone > 0) LOG.fine(() -> gone + " sessions have expired");
        } catch (DataAccessException e) { // the database may come back
            LOG.log(Level.WARNING, "cannot delete expired sessions", e);
        }
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
