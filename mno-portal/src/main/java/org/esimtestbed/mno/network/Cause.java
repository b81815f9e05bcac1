package org.esimtestbed.mno.network;

/// Why the network refuses something, as the specification of the procedure names and numbers it.
enum Cause {
    /// 3GPP TS 24.301 §9.9.3.9.
    IMPLICITLY_DETACHED("implicitly detached", 10),
    /// 3GPP TS 24.301 §9.9.4.4.
    MISSING_OR_UNKNOWN_APN("missing or unknown APN", 27),
    /// 3GPP TS 24.008 Annex H, TS 24.011 §8.2.5.4.
    REQUESTED_FACILITY_NOT_SUBSCRIBED("requested facility not subscribed", 50),
    /// 3GPP TS 24.008 Annex H, TS 24.011 §8.2.5.4.
    UNASSIGNED_NUMBER("unassigned (unallocated) number", 1),
    /// 3GPP TS 24.008 Annex H.
    DESTINATION_OUT_OF_ORDER("destination out of order", 27),
    /// 3GPP TS 24.011 §8.2.5.4.
    MEMORY_CAPACITY_EXCEEDED("memory capacity exceeded", 22);

    private final String text;

    Cause(String name, int number) {
        this.text = name + " (" + number + ")";
    }

    /// `missing or unknown APN (27)`.
    String text() {
        return text;
    }
}
