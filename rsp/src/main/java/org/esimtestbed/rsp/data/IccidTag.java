package org.esimtestbed.rsp.data;

import java.util.Optional;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Tag 5A: an ICCID coded as in EF.ICCID.
public final class IccidTag {
    private IccidTag() {}

    public static Tlv encode(Iccid iccid) {
        return Tlv.of(Tags.ICCID, iccid.ef());
    }

    /// Empty for 10 octets that are no digits: cards carry such ICCIDs, made so on purpose by their operators.
    ///
    /// @throws MalformedTlv if the value is not of 10 octets
    public static Optional<Iccid> readable(Tlv tlv) {
        try {
            return Optional.of(Iccid.ofEf(tlv.expect(Tags.ICCID).sized(10)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
