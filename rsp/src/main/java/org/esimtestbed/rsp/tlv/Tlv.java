package org.esimtestbed.rsp.tlv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One BER-TLV data object, kept byte for byte as it arrived.
///
/// Tags are written as they stand on the wire, 1 to 4 octets in an int: `0x5A`, `0x5F37`, `0xBF38`.
///
/// @param tag    the tag octets
/// @param raw    tag, length and value as received
/// @param value  the value alone
/// @param offset where `raw` begins in the input that was parsed; 0 for a data object that was built
public record Tlv(int tag, Bytes raw, Bytes value, int offset) {

    /// The one data object that fills `input`.
    ///
    /// @throws MalformedTlv if it does not, or octets follow
    public static Tlv parse(Bytes input) {
        var tlv = first(input);
        if (tlv.raw.size() != input.size()) {
            throw new MalformedTlv(tlv.raw.size(), input.size() - tlv.raw.size() + " octets follow " + name(tlv.tag));
        }
        return tlv;
    }

    /// The data object at the start of `input`; what follows is left alone.
    public static Tlv first(Bytes input) {
        return read(input, 0, 0);
    }

    /// All data objects that fill `input`, none for an empty one.
    public static List<Tlv> parseAll(Bytes input) {
        return parseAll(input, 0);
    }

    private static List<Tlv> parseAll(Bytes input, int base) {
        var all = new ArrayList<Tlv>();
        for (int at = 0; at < input.size(); ) {
            var tlv = read(input, at, base);
            all.add(tlv);
            at += tlv.raw.size();
        }
        return all;
    }

    private static Tlv read(Bytes input, int start, int base) {
        int at = start;
        int tag = octet(input, at++, base, "a tag");
        if ((tag & 0x1F) == 0x1F) {
            int octets = 1;
            int next;
            do {
                next = octet(input, at++, base, "a tag");
                if (++octets > 4) throw new MalformedTlv(base + start, "a tag of more than 4 octets");
                tag = tag << 8 | next;
            } while ((next & 0x80) != 0);
        }
        int length = octet(input, at++, base, "a length");
        if (length == 0x80) throw new MalformedTlv(base + at - 1, "indefinite length in " + name(tag));
        if (length > 0x80) {
            int octets = length & 0x7F;
            if (octets > 4) throw new MalformedTlv(base + at - 1, "a length of " + octets + " octets in " + name(tag));
            long wide = 0;
            for (int i = 0; i < octets; i++) wide = wide << 8 | octet(input, at++, base, "a length");
            if (wide > input.size() - at) throw tooLong(base + start, tag, wide, input.size() - at);
            length = (int) wide;
        }
        if (length > input.size() - at) throw tooLong(base + start, tag, length, input.size() - at);
        return new Tlv(tag, input.slice(start, at + length), input.slice(at, at + length), base + start);
    }

    private static MalformedTlv tooLong(int offset, int tag, long length, int left) {
        return new MalformedTlv(offset, name(tag) + " claims " + length + " octets where " + left + " are left");
    }

    private static int octet(Bytes input, int at, int base, String what) {
        if (at >= input.size()) throw new MalformedTlv(base + at, "the data ends within " + what);
        return input.at(at);
    }

    /// Octets that tag and length of this data object take.
    public int headerSize() {
        return raw.size() - value.size();
    }

    /// Tag and length alone, as received.
    public Bytes header() {
        return raw.first(headerSize());
    }

    public boolean isConstructed() {
        return isConstructed(tag);
    }

    /// Bit 6 of the first tag octet (X.690 §8.1.2.5).
    public static boolean isConstructed(int tag) {
        int leading = tag;
        while (leading >>> 8 != 0) leading >>>= 8;
        return (leading & 0x20) != 0;
    }

    /// The data objects inside a constructed one.
    ///
    /// @throws MalformedTlv if this one is primitive or what it holds is no sequence of data objects
    public List<Tlv> children() {
        if (!isConstructed()) throw new MalformedTlv(offset, name(tag) + " is primitive and holds no data objects");
        return parseAll(value, offset + headerSize());
    }

    /// The first data object with that tag inside this one.
    public Optional<Tlv> find(int wanted) {
        for (var child : children()) if (child.tag == wanted) return Optional.of(child);
        return Optional.empty();
    }

    /// The first data object with that tag inside this one.
    ///
    /// @throws MalformedTlv if there is none
    public Tlv child(int wanted) {
        return find(wanted)
                .orElseThrow(() -> MalformedTlv.missing(offset, name(tag) + " lacks the mandatory " + name(wanted)));
    }

    /// The first data object with that tag inside this one.
    ///
    /// @param member as the specification calls it, for the error
    /// @throws MalformedTlv if there is none
    public Tlv child(int wanted, String member) {
        return find(wanted)
                .orElseThrow(() -> MalformedTlv.missing(
                        offset, name(tag) + " lacks the mandatory " + member + ", " + name(wanted)));
    }

    /// The only data object inside this one: the alternative of an explicitly tagged CHOICE.
    public Tlv only() {
        var children = children();
        if (children.size() != 1) {
            throw new MalformedTlv(offset, name(tag) + " holds " + children.size() + " data objects where one belongs");
        }
        return children.getFirst();
    }

    /// This data object, checked for its tag.
    ///
    /// @throws MalformedTlv if it has another tag
    public Tlv expect(int wanted) {
        if (tag != wanted) throw new MalformedTlv(offset, name(tag) + " stands where " + name(wanted) + " belongs");
        return this;
    }

    public MalformedTlv malformed(String what) {
        return new MalformedTlv(offset, name(tag) + " " + what);
    }

    /// INTEGER, two's complement (X.690 §8.3).
    ///
    /// @throws MalformedTlv if empty or wider than an int
    public int asInt() {
        long number = asLong();
        if (number != (int) number) throw malformed("is too large a number: " + value.hex());
        return (int) number;
    }

    public long asLong() {
        if (value.isEmpty()) throw malformed("is an empty INTEGER");
        long number = (byte) value.at(0);
        for (int i = 1; i < value.size(); i++) {
            if (number != number << 8 >> 8) throw malformed("is too large a number: " + value.hex());
            number = number << 8 | value.at(i);
        }
        return number;
    }

    public boolean asBoolean() {
        if (value.size() != 1) throw malformed("is no BOOLEAN: " + value.hex());
        return value.at(0) != 0;
    }

    /// @throws MalformedTlv if the value is no UTF-8: a text that is read must be the text that was sent
    public String asText() {
        var text = value.utf8();
        if (!Bytes.utf8(text).equals(value)) throw malformed("is no UTF-8");
        return text;
    }

    /// @throws MalformedTlv if the value is no UTF-8, or longer than so many octets
    public String asText(int longest) {
        sized(0, longest);
        return asText();
    }

    /// The value, which must have one of the sizes from `min` to `max` octets.
    public Bytes sized(int min, int max) {
        if (value.size() < min || value.size() > max) {
            throw malformed("has " + value.size() + " octets, not " + (min == max ? min : min + " to " + max));
        }
        return value;
    }

    public Bytes sized(int size) {
        return sized(size, size);
    }

    public static Tlv of(int tag, Bytes value) {
        var header = header(tag, value.size());
        var raw = Bytes.concat(header, value);
        return new Tlv(tag, raw, raw.from(header.size()), 0);
    }

    public static Tlv of(int tag, Tlv... children) {
        return of(tag, List.of(children));
    }

    public static Tlv of(int tag, Collection<Tlv> children) {
        return of(tag, join(children));
    }

    /// The data objects one after another.
    public static Bytes join(Collection<Tlv> tlvs) {
        return Bytes.concat(tlvs.stream().map(Tlv::raw).toArray(Bytes[]::new));
    }

    /// INTEGER in the fewest octets.
    public static Tlv number(int tag, long number) {
        int octets = 1;
        while (octets < 8 && number >> (octets * 8 - 1) != number >> 63) octets++;
        var value = new byte[octets];
        for (int i = 0; i < octets; i++) value[i] = (byte) (number >> (octets - 1 - i) * 8);
        return of(tag, Bytes.wrap(value));
    }

    /// BOOLEAN in DER: FF or 00.
    public static Tlv bool(int tag, boolean flag) {
        return of(tag, Bytes.of(flag ? 0xFF : 0x00));
    }

    public static Tlv text(int tag, String text) {
        return of(tag, Bytes.utf8(text));
    }

    /// Tag and minimal length (X.690 §10.1) of a value of that many octets.
    public static Bytes header(int tag, int length) {
        int tagOctets = tag >>> 8 == 0 ? 1 : tag >>> 16 == 0 ? 2 : tag >>> 24 == 0 ? 3 : 4;
        int lengthOctets = length < 0x80 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : length < 0x1000000 ? 4 : 5;
        var header = new byte[tagOctets + lengthOctets];
        for (int i = 0; i < tagOctets; i++) header[i] = (byte) (tag >> (tagOctets - 1 - i) * 8);
        if (lengthOctets == 1) {
            header[tagOctets] = (byte) length;
        } else {
            header[tagOctets] = (byte) (0x80 | lengthOctets - 1);
            for (int i = 1; i < lengthOctets; i++) {
                header[tagOctets + i] = (byte) (length >> (lengthOctets - 1 - i) * 8);
            }
        }
        return Bytes.wrap(header);
    }

    private static String name(int tag) {
        return "'" + Integer.toHexString(tag).toUpperCase(java.util.Locale.ROOT) + "'";
    }

    @Override
    public String toString() {
        return raw.hex();
    }
}
