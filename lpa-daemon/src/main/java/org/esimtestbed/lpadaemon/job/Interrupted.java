package org.esimtestbed.lpadaemon.job;

/// The daemon stops while the End User is asked: nobody has said no, so that the session is not cancelled.
final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interrupted() {
        super("the daemon is stopping: the download is kept", null, false, false);
    }
}
