package org.esimtestbed.smds.retention;

import java.time.Duration;
import org.esimtestbed.rspserver.retention.Recurring;
import org.esimtestbed.smds.event.Events;
import org.esimtestbed.smds.session.Sessions;

/// Drops what is over, now and then. Several servers may do so at once.
public final class Retention {
    private final Sessions sessions;
    private final Events events;

    public Retention(Sessions sessions, Events events) {
        this.sessions = sessions;
        this.events = events;
    }

    /// Begins to look in the background.
    public Recurring start(Duration every) {
        return Recurring.start("retention", every, this::look);
    }

    /// How many were dropped.
    public record Dropped(int sessions, int events) {}

    /// Drops what is over now.
    public Dropped look() {
        return new Dropped(sessions.forgetExpired(), events.forgetExpired());
    }
}
