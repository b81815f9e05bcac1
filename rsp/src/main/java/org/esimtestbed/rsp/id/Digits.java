package org.esimtestbed.rsp.id;

import org.esimtestbed.rsp.tlv.Bytes;

/// Decimal digits in octets, as the card world packs them.
final class Digits {
    private Digits() {}

    static void check(String what, String digits, int min, int max) {
        if (!digits.matches("[0-9]*") || digits.length() < min || digits.length() > max) {
            throw new IllegalArgumentException(what + " must have " + (min == max ? min + "" : min + " to " + max)
                    + " decimal digits: \"" + digits + "\"");
        }
    }

    /// Two digits an octet in reading order; the number of digits is even.
    static Bytes bcd(String digits) {
        return Bytes.hex(digits);
    }

    /// Two digits an octet with the first in the low nibble, padded with F to `octets` octets.
    static Bytes swapped(String digits, int octets) {
        var padded = digits + "F".repeat(octets * 2 - digits.length());
        var swapped = new StringBuilder();
        for (int i = 0; i < padded.length(); i += 2)
            swapped.append(padded.charAt(i + 1)).append(padded.charAt(i));
        return Bytes.hex(swapped.toString());
    }

    /// The reading order of nibble-swapped octets, padding F at the end cut off. May hold hexadecimal letters.
    static String unswapped(Bytes octets) {
        var hex = octets.hex();
        var text = new StringBuilder();
        for (int i = 0; i < hex.length(); i += 2) text.append(hex.charAt(i + 1)).append(hex.charAt(i));
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 'F') end--;
        return text.substring(0, end);
    }

    /// The Luhn check digit (ISO/IEC 7812-1 Annex B) that completes the given digits.
    static char luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
