package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Whether a Profile is selectable by the Device (SGP.22 §3.1.1).
public enum ProfileState {
    DISABLED,
    ENABLED;

    /// @throws MalformedTlv for a number that is no state
    public static ProfileState of(Tlv tlv) {
        return switch (tlv.asInt()) {
            case 0 -> DISABLED;
            case 1 -> ENABLED;
            default -> throw tlv.malformed("is no ProfileState: " + tlv.value().hex());
        };
    }
}
