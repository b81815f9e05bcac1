package org.esimtestbed.smdpplus.order;

/// What moves an order on (SGP.22 §3.1.6).
public enum OrderEvent {
    /// DownloadOrder without an EID.
    RESERVE,
    /// DownloadOrder with an EID.
    RESERVE_FOR_EUICC,
    CONFIRM_ORDER,
    RELEASE_PROFILE,
    BIND,
    INSTALLATION_SUCCEEDED,
    INSTALLATION_FAILED,
    /// The eUICC or the LPA gave up in a way that a new attempt may mend.
    INSTALLATION_INTERRUPTED,
    END_USER_REJECTED,
    RETRIES_EXCEEDED,
    /// The time the order had is over.
    EXPIRE,
    /// CancelOrder with finalProfileStatusIndicator Available.
    CANCEL_TO_AVAILABLE,
    /// CancelOrder with finalProfileStatusIndicator Unavailable.
    CANCEL_TO_UNAVAILABLE
}
