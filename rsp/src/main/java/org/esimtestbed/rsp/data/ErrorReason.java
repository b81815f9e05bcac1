package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.tlv.Tlv;

/// Why an installation failed (ErrorReason of SGP.22 §2.5.6). A number that is none of these reads as unknown error.
public enum ErrorReason {
    INCORRECT_INPUT_VALUES(1, "incorrectInputValues"),
    INVALID_SIGNATURE(2, "invalidSignature"),
    INVALID_TRANSACTION_ID(3, "invalidTransactionId"),
    UNSUPPORTED_CRT_VALUES(4, "unsupportedCrtValues"),
    UNSUPPORTED_REMOTE_OPERATION_TYPE(5, "unsupportedRemoteOperationType"),
    UNSUPPORTED_PROFILE_CLASS(6, "unsupportedProfileClass"),
    SCP03T_STRUCTURE_ERROR(7, "scp03tStructureError"),
    SCP03T_SECURITY_ERROR(8, "scp03tSecurityError"),
    ICCID_ALREADY_EXISTS(9, "installFailedDueToIccidAlreadyExistsOnEuicc"),
    INSUFFICIENT_MEMORY(10, "installFailedDueToInsufficientMemoryForProfile"),
    INTERRUPTION(11, "installFailedDueToInterruption"),
    PE_PROCESSING_ERROR(12, "installFailedDueToPEProcessingError"),
    DATA_MISMATCH(13, "installFailedDueToDataMismatch"),
    INVALID_NAA_KEY(14, "testProfileInstallFailedDueToInvalidNaaKey"),
    PPR_NOT_ALLOWED(15, "pprNotAllowed"),
    UNKNOWN_ERROR(127, "installFailedDueToUnknownError");

    private final int number;
    private final String title;

    ErrorReason(int number, String title) {
        this.number = number;
        this.title = title;
    }

    public int number() {
        return number;
    }

    /// As the specification writes it.
    public String title() {
        return title;
    }

    public static ErrorReason of(Tlv tlv) {
        int number = tlv.asInt();
        for (var reason : values()) if (reason.number == number) return reason;
        return UNKNOWN_ERROR;
    }
}
