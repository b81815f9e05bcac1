package org.esimtestbed.rsp.data;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// OperatorID: who owns a Profile.
///
/// @param mccMnc 3 octets as in 3GPP TS 24.008 §10.5.1.13
public record OperatorId(Bytes mccMnc, Optional<Bytes> gid1, Optional<Bytes> gid2) {
    /// @param mcc 3 digits
    /// @param mnc 2 or 3 digits
    public static OperatorId of(String mcc, String mnc) {
        if (!mcc.matches("[0-9]{3}") || !mnc.matches("[0-9]{2,3}")) {
            throw new IllegalArgumentException("no MCC and MNC: " + mcc + " " + mnc);
        }
        var third = mnc.length() == 3 ? mnc.charAt(2) : 'F';
        var swapped = "" + mcc.charAt(1) + mcc.charAt(0) + third + mcc.charAt(2) + mnc.charAt(1) + mnc.charAt(0);
        return new OperatorId(Bytes.hex(swapped), Optional.empty(), Optional.empty());
    }

    /// MCC and MNC as digits: `00101`.
    public String digits() {
        var hex = mccMnc.hex();
        var third = hex.charAt(2) == 'F' ? "" : hex.substring(2, 3);
        return "" + hex.charAt(1) + hex.charAt(0) + hex.charAt(3) + hex.charAt(5) + hex.charAt(4) + third;
    }

    /// Whether this, of a row of the Rules Authorisation Table, stands for that owner: nibbles E of mccMnc for
    /// any digit,
    /// an absent GID for any (SGP.22 §2.9.2.1).
    public boolean covers(OperatorId owner) {
        return digitsCover(mccMnc.hex(), owner.mccMnc.hex())
                && (gid1.isEmpty() || gid1.equals(owner.gid1))
                && (gid2.isEmpty() || gid2.equals(owner.gid2));
    }

    private static boolean digitsCover(String pattern, String digits) {
        if (pattern.length() != digits.length()) return false;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != 'E' && pattern.charAt(i) != digits.charAt(i)) return false;
        }
        return true;
    }

    public Tlv encode(int tag) {
        var members = new ArrayList<Tlv>();
        members.add(Tlv.of(0x80, mccMnc));
        gid1.ifPresent(gid -> members.add(Tlv.of(0x81, gid)));
        gid2.ifPresent(gid -> members.add(Tlv.of(0x82, gid)));
        return Tlv.of(tag, members);
    }

    /// @throws MalformedTlv if mccMnc is missing or has another size than 3
    public static OperatorId of(Tlv tlv) {
        return new OperatorId(
                tlv.child(0x80).sized(3),
                tlv.find(0x81).map(Tlv::value),
                tlv.find(0x82).map(Tlv::value));
    }
}
