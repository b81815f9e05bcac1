package org.esimtestbed.rsp.tlv;

import java.util.EnumSet;
import java.util.Set;

/// BIT STRING with named bits (X.690 §11.2.2): bit 0 is the most significant of the first octet, trailing zero bits
/// are cut. The named bits are the constants of an enum in their order; bits beyond them are tolerated and dropped.
public final class NamedBits {
    private NamedBits() {}

    public static <E extends Enum<E>> Tlv encode(int tag, Set<E> bits) {
        int highest = bits.stream().mapToInt(Enum::ordinal).max().orElse(-1);
        var value = new byte[1 + (highest + 8) / 8];
        value[0] = (byte) (highest < 0 ? 0 : 7 - highest % 8);
        for (var bit : bits) value[1 + bit.ordinal() / 8] |= (byte) (0x80 >> bit.ordinal() % 8);
        return Tlv.of(tag, Bytes.wrap(value));
    }

    /// @throws MalformedTlv if the value is no BIT STRING
    public static <E extends Enum<E>> Set<E> decode(Tlv tlv, Class<E> type) {
        var value = tlv.value();
        if (value.isEmpty() || value.at(0) > 7 || value.size() == 1 && value.at(0) != 0) {
            throw tlv.malformed("is no BIT STRING: " + value.hex());
        }
        var bits = EnumSet.noneOf(type);
        for (var bit : type.getEnumConstants()) {
            int octet = 1 + bit.ordinal() / 8;
            if (octet < value.size() && (value.at(octet) & 0x80 >> bit.ordinal() % 8) != 0) bits.add(bit);
        }
        return bits;
    }
}
