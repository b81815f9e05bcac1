package org.esimtestbed.lpa.download;

import org.esimtestbed.rsp.data.CancelSessionReason;

/// A download ended before the eUICC gave a ProfileInstallationResult, by the LPA, the End User or the eUICC; not by
/// the server, whose refusal is a [org.esimtestbed.rsp.status.FunctionRefused].
public final class DownloadStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CancelSessionReason reason;

    public DownloadStopped(CancelSessionReason reason, String what) {
        super(what);
        this.reason = reason;
    }

    /// Because of what the eUICC or a message said.
    public DownloadStopped(CancelSessionReason reason, String what, Throwable cause) {
        super(what, cause);
        this.reason = reason;
    }

    /// Whether nothing has failed: the End User did not want it, not now, or said nothing.
    public boolean isWishOfEndUser() {
        return switch (reason) {
            case END_USER_REJECTION, POSTPONED, TIMEOUT -> true;
            case PPR_NOT_ALLOWED, METADATA_MISMATCH, LOAD_BPP_EXECUTION_ERROR, UNDEFINED_REASON -> false;
        };
    }

    /// What the LPA told eUICC and server, where there was a session to cancel.
    public CancelSessionReason reason() {
        return reason;
    }

    /// @throws DownloadStopped for undefinedReason, if it does not hold
    static void check(boolean holds, String otherwise) {
        if (!holds) throw new DownloadStopped(CancelSessionReason.UNDEFINED_REASON, otherwise);
    }
}
