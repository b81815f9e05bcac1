package org.esimtestbed.rsp.id;

import org.esimtestbed.rsp.tlv.Bytes;

/// The subscriber's identity (3GPP TS 23.003 §2.2): 6 to 15 decimal digits, MCC first.
public record Imsi(String digits) {
    /// @throws IllegalArgumentException if these are not 6 to 15 digits
    public Imsi {
        Digits.check("IMSI", digits, 6, 15);
    }

    /// Reads EF.IMSI (3GPP TS 31.102 §4.2.2).
    ///
    /// @throws IllegalArgumentException if the octets are no IMSI
    public static Imsi ofEf(Bytes nine) {
        if (nine.isEmpty() || nine.at(0) < 1 || nine.at(0) > 8 || nine.size() <= nine.at(0)) {
            throw new IllegalArgumentException("EF.IMSI holds no IMSI: " + nine.hex());
        }
        var digits = Digits.unswapped(nine.slice(1, 1 + nine.at(0)));
        return new Imsi(digits.substring(1)); // the first nibble is the parity
    }

    /// As in EF.IMSI: a length octet, then parity nibble 9 (odd) or 1 (even) and swapped digits; 9 octets.
    public Bytes ef() {
        var parity = digits.length() % 2 == 1 ? "9" : "1";
        int octets = (digits.length() + 2) / 2;
        return Bytes.concat(Bytes.of(octets), Digits.swapped(parity + digits, octets), Bytes.repeat(0xFF, 8 - octets));
    }

    @Override
    public String toString() {
        return digits;
    }
}
