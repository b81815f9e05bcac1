package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ProfileClass (SGP.22 §2.4.5.3).
public enum ProfileClass {
    TEST,
    PROVISIONING,
    OPERATIONAL;

    public Tlv encode(int tag) {
        return Tlv.number(tag, ordinal());
    }

    /// @throws MalformedTlv for a number that is no class
    public static ProfileClass of(Tlv tlv) {
        int number = tlv.asInt();
        if (number < 0 || number >= values().length) throw tlv.malformed("is no ProfileClass: " + number);
        return values()[number];
    }
}
