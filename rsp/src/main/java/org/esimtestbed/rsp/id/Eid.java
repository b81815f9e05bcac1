package org.esimtestbed.rsp.id;

import java.math.BigInteger;
import org.esimtestbed.rsp.tlv.Bytes;

/// The eUICC-ID (SGP.22 §4.3.1, SGP.29): 32 decimal digits; the last two are check digits by ISO/IEC 7064 MOD 97-10.
/// On the wire 16 octets, two digits each in reading order.
public record Eid(String digits) {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    /// @throws IllegalArgumentException if these are not 32 digits, or the check digits are wrong
    public Eid {
        Digits.check("EID", digits, 32, 32);
        if (!new BigInteger(digits).mod(NINETY_SEVEN).equals(BigInteger.ONE)) {
            throw new IllegalArgumentException("EID has wrong check digits: \"" + digits + "\"");
        }
    }

    /// Completes 30 digits with their two check digits.
    public static Eid withCheckDigits(String thirty) {
        Digits.check("EID without check digits", thirty, 30, 30);
        int rest = new BigInteger(thirty + "00").mod(NINETY_SEVEN).intValue();
        int check = 98 - rest;
        return new Eid(thirty + (check < 10 ? "0" : "") + check);
    }

    /// @throws IllegalArgumentException if the 16 octets are no EID
    public static Eid of(Bytes sixteen) {
        return new Eid(sixteen.hex());
    }

    public Bytes bytes() {
        return Digits.bcd(digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
