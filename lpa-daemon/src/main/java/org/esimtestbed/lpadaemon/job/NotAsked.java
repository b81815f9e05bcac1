package org.esimtestbed.lpadaemon.job;

/// An answer to a question the job does not ask now, or a wish that comes too late; nothing has happened.
public final class NotAsked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAsked(String why) {
        super(why, null, false, false); // an answer, not an accident: no stack trace
    }
}
