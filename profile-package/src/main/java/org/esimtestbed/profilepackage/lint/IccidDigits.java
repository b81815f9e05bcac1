package org.esimtestbed.profilepackage.lint;

import org.esimtestbed.rsp.tlv.Bytes;

/// The digits of an ICCID as a package writes them, whatever they are.
final class IccidDigits {
    private IccidDigits() {}

    /// In reading order.
    static String ofHeader(Bytes octets) {
        return octets.hex().replaceFirst("F+$", "");
    }

    /// Nibbles swapped.
    static String ofEf(Bytes octets) {
        var swapped = new StringBuilder();
        var hex = octets.hex();
        for (int i = 0; i < hex.length(); i += 2)
            swapped.append(hex.charAt(i + 1)).append(hex.charAt(i));
        return swapped.toString().replaceFirst("F+$", "");
    }
}
