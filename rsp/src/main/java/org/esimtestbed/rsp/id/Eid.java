package org.esimtestbed.rsp.id;

import java.math.BigInteger;
import org.esimtestbed.rsp.tlv.Bytes;

/// The eUICC-ID (SGP.22 §4.3.1, SGP.29): 32 decimal digits; the last two are check digits by ISO/IEC 7064 MOD 97-10
/// where its issuer followed SGP.29.
/// On the wire 16 octets, two digits each in reading order.
public record Eid(String digits) {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    /// @throws IllegalArgumentException if these are not 32 digits
    public Eid {
        Digits.check("EID", digits, 32, 32);
    }

    /// An EID that a person has typed.
    ///
    /// @throws IllegalArgumentException if these are not 32 digits, or the check digits are wrong
    public static Eid typed(String digits) {
        var eid = new Eid(digits);
        if (!eid.hasCheckDigits()) {
            throw new IllegalArgumentException("EID has wrong check digits: \"" + digits + "\"");
        }
        return eid;
    }

    /// Whether the last two digits are the check digits of the others. What an EUM has certified is the EID, be they
    /// right or not.
    public boolean hasCheckDigits() {
        return new BigInteger(digits).mod(NINETY_SEVEN).equals(BigInteger.ONE);
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
