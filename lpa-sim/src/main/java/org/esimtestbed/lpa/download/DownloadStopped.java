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

    /// What the LPA told eUICC and server, where there was a session to cancel.
    public CancelSessionReason reason() {
        return reason;
    }

    /// @throws DownloadStopped for undefinedReason, if it does not hold
    static void check(boolean holds, String otherwise) {
        if (!holds) throw new DownloadStopped(CancelSessionReason.UNDEFINED_REASON, otherwise);
    }
}
