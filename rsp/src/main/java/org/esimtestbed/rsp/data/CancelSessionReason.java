package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.tlv.Tlv;

/// CancelSessionReason (SGP.22 §5.7.14). A number that is none of these reads as undefinedReason.
public enum CancelSessionReason {
    END_USER_REJECTION(0, "endUserRejection"),
    POSTPONED(1, "postponed"),
    TIMEOUT(2, "timeout"),
    PPR_NOT_ALLOWED(3, "pprNotAllowed"),
    METADATA_MISMATCH(4, "metadataMismatch"),
    LOAD_BPP_EXECUTION_ERROR(5, "loadBppExecutionError"),
    UNDEFINED_REASON(127, "undefinedReason");

    private final int number;
    private final String title;

    CancelSessionReason(int number, String title) {
        this.number = number;
        this.title = title;
    }

    public Tlv encode(int tag) {
        return Tlv.number(tag, number);
    }

    public static CancelSessionReason of(Tlv tlv) {
        int number = tlv.asInt();
        for (var reason : values()) if (reason.number == number) return reason;
        return UNDEFINED_REASON;
    }

    /// As the specification writes it.
    public String title() {
        return title;
    }
}
