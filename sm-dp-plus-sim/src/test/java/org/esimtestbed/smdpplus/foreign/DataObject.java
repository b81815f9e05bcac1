package org.esimtestbed.smdpplus.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.util.encoders.Hex;

/// A DER data object of the specification's messages, over BouncyCastle's. What is read is DER to the last octet, so
/// that its encoding is what was received and what a signature covers.
record DataObject(ASN1Primitive asn1) {
    /// @throws ForeignRefusal if the octets are no single data object in DER
    static DataObject read(byte[] octets) {
        try {
            var object = new DataObject(ASN1Primitive.fromByteArray(octets));
            ForeignRefusal.unless(Arrays.equals(object.octets(), octets), "not DER: " + Hex.toHexString(octets));
            return object;
        } catch (IOException | RuntimeException e) {
            throw e instanceof ForeignRefusal refusal ? refusal : new ForeignRefusal("no data object", e);
        }
    }

    /// Data objects one after another, as the value of a package of profile elements is.
    ///
    /// @throws ForeignRefusal if they are not, or have octets left over
    static List<DataObject> readAll(byte[] octets) {
        var sequence = new ArrayList<DataObject>();
        try (var stream = new org.bouncycastle.asn1.ASN1InputStream(octets)) {
            for (var next = stream.readObject(); next != null; next = stream.readObject()) {
                sequence.add(new DataObject(next));
            }
            return sequence;
        } catch (IOException | RuntimeException e) {
            throw new ForeignRefusal("no data objects one after another", e);
        }
    }

    /// A primitive data object with a tag of class context or application.
    static DataObject of(int tagClass, int number, byte[] value) {
        return new DataObject(new DERTaggedObject(false, tagClass, number, new DEROctetString(value)));
    }

    static DataObject context(int number, byte[] value) {
        return of(BERTags.CONTEXT_SPECIFIC, number, value);
    }

    static DataObject context(int number, DataObject... children) {
        return new DataObject(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, number, sequence(children).asn1));
    }

    /// A primitive data object with a tag of class application: 5F37 is 55, 5F49 is 73.
    static DataObject application(int number, byte[] value) {
        return of(BERTags.APPLICATION, number, value);
    }

    static DataObject sequence(DataObject... children) {
        var all = new ASN1EncodableVector();
        for (var child : children) all.add(child.asn1);
        return new DataObject(new DERSequence(all));
    }

    static DataObject octetString(byte[] value) {
        return new DataObject(new DEROctetString(value));
    }

    static DataObject text(String value) {
        return new DataObject(new DERUTF8String(value));
    }

    /// An INTEGER under a context tag.
    static DataObject number(int tag, long value) {
        return context(tag, BigInteger.valueOf(value).toByteArray());
    }

    /// A BIT STRING of named bits under a context tag: unused bits, then the octets.
    static DataObject bits(int tag, int unused, int... octets) {
        var value = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) value[i] = (byte) octets[i];
        ASN1BitString string = new DERBitString(value, unused);
        return new DataObject(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, tag, string));
    }

    /// Tag, length and value.
    byte[] octets() {
        try {
            return asn1.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new ForeignRefusal("cannot be encoded", e);
        }
    }

    /// The tag as the specification writes it, `BF36`.
    String tag() {
        var octets = octets();
        int size = 1;
        if ((octets[0] & 0x1F) == 0x1F) {
            while ((octets[size] & 0x80) != 0) size++;
            size++;
        }
        return Hex.toHexString(octets, 0, size).toUpperCase(java.util.Locale.ROOT);
    }

    /// Tag and length alone: what a MAC of the BSP covers before the data.
    byte[] header() {
        var octets = octets();
        int tag = tag().length() / 2;
        int first = octets[tag] & 0xFF;
        return Arrays.copyOf(octets, tag + 1 + (first < 0x80 ? 0 : first & 0x7F));
    }

    /// The value octets, without tag and length.
    byte[] value() {
        var octets = octets();
        return Arrays.copyOfRange(octets, header().length, octets.length);
    }

    /// @throws ForeignRefusal if it is primitive
    List<DataObject> children() {
        try {
            var sequence = asn1 instanceof ASN1TaggedObject tagged
                    ? ASN1Sequence.getInstance(tagged, false)
                    : ASN1Sequence.getInstance(asn1);
            var children = new ArrayList<DataObject>();
            for (var child : sequence) children.add(new DataObject(child.toASN1Primitive()));
            return children;
        } catch (RuntimeException e) {
            throw new ForeignRefusal(tag() + " has no children", e);
        }
    }

    Optional<DataObject> find(String tag) {
        return children().stream().filter(child -> child.tag().equals(tag)).findFirst();
    }

    /// @throws ForeignRefusal if there is none
    DataObject child(String tag) {
        return find(tag).orElseThrow(() -> new ForeignRefusal(tag() + " lacks " + tag));
    }

    /// The children, which are to have these tags in this order and no other.
    List<DataObject> children(String... tags) {
        var children = children();
        ForeignRefusal.unless(
                children.stream().map(DataObject::tag).toList().equals(List.of(tags)),
                tag() + " holds other data objects than " + String.join(", ", tags));
        return children;
    }

    /// @throws ForeignRefusal if it has another tag
    DataObject expect(String tag) {
        ForeignRefusal.unless(tag().equals(tag), tag + " expected, not " + tag());
        return this;
    }

    int asInt() {
        return new BigInteger(value()).intValueExact();
    }

    String asText() {
        return new String(value(), UTF_8);
    }

    boolean is(DataObject other) {
        return Arrays.equals(octets(), other.octets());
    }
}
