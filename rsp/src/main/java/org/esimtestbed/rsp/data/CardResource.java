package org.esimtestbed.rsp.data;

import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Extended Card Resources Information (ETSI TS 102 226 §8.2.1.7.2).
///
/// @param installedApplications a count
/// @param freeNonVolatile       octets
/// @param freeVolatile          octets
public record CardResource(long installedApplications, long freeNonVolatile, long freeVolatile) {
    /// Of a card that does not tell.
    public static final CardResource NOT_TOLD = new CardResource(0, Long.MAX_VALUE, Long.MAX_VALUE);

    /// The three data objects one after another, without a tag around them.
    public Bytes encode() {
        return Tlv.join(List.of(
                Tlv.of(0x81, unsigned(installedApplications, 1)),
                Tlv.of(0x82, unsigned(freeNonVolatile, 4)),
                Tlv.of(0x83, unsigned(freeVolatile, 4))));
    }

    /// @throws MalformedTlv if one of the three is missing or no size
    public static CardResource of(Tlv extCardResource) {
        var inside = Tlv.of(0xA4, extCardResource.value()); // the octet string holds data objects
        return new CardResource(number(inside.child(0x81)), number(inside.child(0x82)), number(inside.child(0x83)));
    }

    private static long number(Tlv tlv) {
        try {
            return tlv.value().unsigned();
        } catch (ArithmeticException e) {
            throw tlv.malformed("is " + e.getMessage());
        }
    }

    private static Bytes unsigned(long number, int octets) {
        var value = new int[octets];
        for (int i = 0; i < octets; i++) value[i] = (int) (number >> 8 * (octets - 1 - i));
        return Bytes.of(value);
    }
}
