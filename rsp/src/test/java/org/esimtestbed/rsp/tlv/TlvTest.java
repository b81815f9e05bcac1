package org.esimtestbed.rsp.tlv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlvTest {

    @Test
    void keepsTheBytesItReceivedEvenWhereTheLengthIsNotMinimal() {
        var raw = Bytes.hex("BF2E 8200 03 8081 00");
        var tlv = Tlv.parse(raw);
        assertThat(tlv.tag()).isEqualTo(0xBF2E);
        assertThat(tlv.raw()).isEqualTo(raw);
        assertThat(tlv.child(0x80).value()).isEqualTo(Bytes.EMPTY);
        assertThat(tlv.child(0x80).offset()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "30,1,the data ends within a length",
        "3003020100FF,5,1 octets follow",
        "30050201,0,claims 5 octets where 2 are left",
        "3080020100,1,indefinite length",
        "3003020500,2,claims 5 octets where 1 are left",
        "0485010000000000,1,a length of 5 octets",
        "0484FFFFFFFF00,0,claims 4294967295 octets",
        "BF81,2,the data ends within a tag",
        "BF8181818100,0,a tag of more than 4 octets",
    })
    void refusesWhatIsNotATlvAndSaysWhere(String hex, int offset, String words) {
        var input = Bytes.hex(hex);
        assertThatThrownBy(() -> deepParse(Tlv.parse(input)))
                .isInstanceOf(MalformedTlv.class)
                .hasMessageContaining(words)
                .extracting(e -> ((MalformedTlv) e).offset())
                .isEqualTo(offset);
    }

    private static void deepParse(Tlv tlv) {
        if (tlv.isConstructed()) tlv.children().forEach(TlvTest::deepParse);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65535, 65536, 1 << 24})
    void codesLengthsInTheFewestOctets(int length) throws IOException {
        var ours = Tlv.of(0x04, Bytes.repeat(7, length)).raw();
        var theirs =
                new org.bouncycastle.asn1.DEROctetString(Bytes.repeat(7, length).toArray()).getEncoded();
        assertThat(ours).isEqualTo(Bytes.wrap(theirs));
        assertThat(Tlv.parse(ours).value().size()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                127,
                128,
                -128,
                -129,
                255,
                256,
                32767,
                32768,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                1L << 40
            })
    void codesIntegersAsBouncyCastleDoes(long number) throws IOException {
        var ours = Tlv.number(0x02, number);
        assertThat(ours.raw()).isEqualTo(Bytes.wrap(new ASN1Integer(number).getEncoded()));
        assertThat(ours.asLong()).isEqualTo(number);
    }

    @Test
    void isReadByBouncyCastle() throws IOException {
        var ours = Tlv.of(0x30, Tlv.number(0x02, 300), Tlv.text(0x0C, "Größe"));
        var theirs = (ASN1Sequence) ASN1Primitive.fromByteArray(ours.raw().toArray());
        assertThat(theirs)
                .isEqualTo(new DERSequence(
                        new org.bouncycastle.asn1.ASN1Encodable[] {new ASN1Integer(300), new DERUTF8String("Größe")}));
    }

    @Test
    void survivesAnyOctets() {
        var random = new Random(22);
        for (int i = 0; i < 200_000; i++) {
            var octets = new byte[random.nextInt(24)];
            random.nextBytes(octets);
            try {
                for (var tlv : Tlv.parseAll(Bytes.wrap(octets))) deepParse(tlv);
            } catch (MalformedTlv expected) {
                assertThat(expected.offset()).isBetween(0, octets.length);
            }
        }
    }

    enum Bit {
        A,
        B,
        C,
        D,
        E,
        F,
        G,
        H,
        I
    }

    @Test
    void cutsTrailingZeroBits() {
        assertThat(NamedBits.encode(0x99, java.util.EnumSet.of(Bit.B)).raw()).isEqualTo(Bytes.hex("99020640"));
        assertThat(NamedBits.encode(0x99, java.util.EnumSet.noneOf(Bit.class)).raw())
                .isEqualTo(Bytes.hex("990100"));
        var ninth = NamedBits.encode(0x99, java.util.EnumSet.of(Bit.A, Bit.I));
        assertThat(ninth.raw()).isEqualTo(Bytes.hex("9903078080"));
        assertThat(NamedBits.decode(ninth, Bit.class)).containsExactly(Bit.A, Bit.I);
        assertThatThrownBy(() -> NamedBits.decode(Tlv.parse(Bytes.hex("9900")), Bit.class))
                .isInstanceOf(MalformedTlv.class);
    }

    @Test
    void namesTheMissingMember() {
        var tlv = Tlv.of(0xBF31, List.of());
        assertThatThrownBy(() -> tlv.child(0x80)).hasMessage("at offset 0: 'BF31' lacks the mandatory '80'");
    }
}
