package org.esimtestbed.rsp.id;

import org.esimtestbed.rsp.tlv.Bytes;

/// The identity of a profile (ITU-T E.118): 18 to 20 decimal digits, the last a Luhn digit where its issuer followed
/// E.118. In EF.ICCID and in tag `5A` 10 octets, nibbles swapped, padded with F.
public record Iccid(String digits) {
    /// @throws IllegalArgumentException if these are not 18 to 20 digits
    public Iccid {
        Digits.check("ICCID", digits, 18, 20);
    }

    /// Completes 17 to 19 digits with their Luhn digit.
    public static Iccid withLuhnDigit(String digits) {
        Digits.check("ICCID without check digit", digits, 17, 19);
        return new Iccid(digits + Digits.luhn(digits));
    }

    /// @throws IllegalArgumentException if the 10 octets hold anything but digits and final padding
    public static Iccid ofEf(Bytes ten) {
        return new Iccid(Digits.unswapped(ten));
    }

    /// Whether the last digit is the Luhn digit of the others. Published test profiles do not always care.
    public boolean hasLuhnDigit() {
        return Digits.luhn(digits.substring(0, digits.length() - 1)) == digits.charAt(digits.length() - 1);
    }

    /// As in EF.ICCID (ETSI TS 102 221 §13.2) and in tag `5A`: 10 octets.
    public Bytes ef() {
        return Digits.swapped(digits, 10);
    }

    @Override
    public String toString() {
        return digits;
    }
}
