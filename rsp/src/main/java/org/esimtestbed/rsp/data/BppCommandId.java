package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Which command of the Bound Profile Package failed (BppCommandId of SGP.22 §2.5.6).
public enum BppCommandId {
    INITIALISE_SECURE_CHANNEL,
    CONFIGURE_ISDP,
    STORE_METADATA,
    STORE_METADATA_2,
    REPLACE_SESSION_KEYS,
    LOAD_PROFILE_ELEMENTS;

    public Tlv encode(int tag) {
        return Tlv.number(tag, ordinal());
    }

    /// @throws MalformedTlv for a number that is no command
    public static BppCommandId of(Tlv tlv) {
        int number = tlv.asInt();
        if (number < 0 || number >= values().length) throw tlv.malformed("is no BppCommandId: " + number);
        return values()[number];
    }
}
