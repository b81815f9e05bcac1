package org.esimtestbed.smdpplus.es9plus;

import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.FinalResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.smdpplus.order.OrderEvent;

/// What the end of a session does to the order. Where a new attempt may mend it, the Profile may be downloaded again
/// (SGP.22 §3.1.3.3 leaves the choice to the server).
final class Settlement {
    private Settlement() {}

    static OrderEvent after(FinalResult result) {
        return switch (result) {
            case Success _ -> OrderEvent.INSTALLATION_SUCCEEDED;
            case Failure failure -> after(failure.reason());
        };
    }

    private static OrderEvent after(ErrorReason reason) {
        return switch (reason) {
            // broken on the way, by a loss of power or for want of room
            case INVALID_SIGNATURE,
                    INVALID_TRANSACTION_ID,
                    SCP03T_STRUCTURE_ERROR,
                    SCP03T_SECURITY_ERROR,
                    INSUFFICIENT_MEMORY,
                    INTERRUPTION,
                    UNKNOWN_ERROR -> OrderEvent.INSTALLATION_INTERRUPTED;
            // in the Profile, the server or the eUICC: it would fail again
            case INCORRECT_INPUT_VALUES,
                    UNSUPPORTED_CRT_VALUES,
                    UNSUPPORTED_REMOTE_OPERATION_TYPE,
                    UNSUPPORTED_PROFILE_CLASS,
                    ICCID_ALREADY_EXISTS,
                    PE_PROCESSING_ERROR,
                    DATA_MISMATCH,
                    INVALID_NAA_KEY,
                    PPR_NOT_ALLOWED -> OrderEvent.INSTALLATION_FAILED;
        };
    }

    /// SGP.22 §3.1.3.1: the End User's no is final, and so is what will not change by itself.
    static OrderEvent after(CancelSessionReason reason) {
        return switch (reason) {
            case END_USER_REJECTION, PPR_NOT_ALLOWED, METADATA_MISMATCH -> OrderEvent.END_USER_REJECTED;
            case POSTPONED, TIMEOUT, LOAD_BPP_EXECUTION_ERROR, UNDEFINED_REASON -> OrderEvent.INSTALLATION_INTERRUPTED;
        };
    }
}
