package org.esimtestbed.lpa.download;

/// A package is here that the eUICC has not got: another session would take away what it is bound to.
public final class DownloadWaiting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DownloadWaiting(KeptDownload waiting) {
        super("a package from " + waiting.way().smdpAddress()
                + " waits to be loaded: resume that download or cancel it first");
    }
}
