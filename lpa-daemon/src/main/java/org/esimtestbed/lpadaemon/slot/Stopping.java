package org.esimtestbed.lpadaemon.slot;

/// The daemon begins nothing new.
public final class Stopping extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopping() {
        super("the daemon is stopping", null, false, false); // an answer, not an accident: no stack trace
    }
}
