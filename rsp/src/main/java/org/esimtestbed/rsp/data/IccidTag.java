package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Tag 5A: an ICCID coded as in EF.ICCID.
public final class IccidTag {
    private IccidTag() {}

    public static Tlv encode(Iccid iccid) {
        return Tlv.of(Tags.ICCID, iccid.ef());
    }

    /// @throws MalformedTlv if the value is no ICCID of 10 octets
    public static Iccid of(Tlv tlv) {
        try {
            return Iccid.ofEf(tlv.expect(Tags.ICCID).sized(10));
        } catch (IllegalArgumentException e) {
            throw tlv.malformed("is no ICCID: " + e.getMessage());
        }
    }
}
