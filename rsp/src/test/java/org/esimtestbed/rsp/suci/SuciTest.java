package org.esimtestbed.rsp.suci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.bouncycastle.util.BigIntegers;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SuciTest {
    private static final Supi.OfImsi SUPI = new Supi.OfImsi(new Imsi("274012001002086"), 3);

    @ParameterizedTest(name = "{0}")
    @DisplayName("TS 33.501 §C.4.3 and §C.4.4")
    @CsvSource({
        "PROFILE_A, c53c22208b61860b06c62e5406a7b330c2b577aa5558981510d128247d38bd1d,"
                + "5a8d38864820197c3394b92613b20b91633cbd897119273bf8e4a6f4eec0a650,"
                + "c80949f13ebe61af4ebdbd293ea4f942696b9e815d7e8f0096bbf6ed7de62256,"
                + "b2e92f836055a255837debf850b528997ce0201cb82adfe4be1f587d07d8457d, cb02352410, cddd9e730ef3fa87",
        "PROFILE_B, f1ab1074477ebcc7f554ea1c5fc368b1616730155e0041ac447d6301975fecda,"
                + "0272da71976234ce833a6907425867b82e074d44ef907dfb4b3e21c1c2256ebcd1,"
                + "99798858a1dc6a2c68637149a4b1dbfd1fdff5addd62a2142f06699ed7602529,"
                + "039aab8376597021e855679a9778ea0b67396e68c66df32c0f41e9acca2da9b9d1, 46a33fc271, 6ac7dae96aa30a4d"
    })
    void theTestDataOfTheStandardComesOut(
            ProtectionScheme scheme,
            String homePrivate,
            String homePublic,
            String ephemeralPrivate,
            String ephemeralPublic,
            String ciphertext,
            String mac) {
        var plaintext = Bytes.hex("00012080f6");
        assertThat(SUPI.plaintext()).isEqualTo(plaintext.slice(0, 5));
        assertThat(Agreement.of(scheme).publicKey(Bytes.hex(homePrivate))).isEqualTo(Bytes.hex(homePublic));
        var ecies = new Ecies(scheme);
        var concealed = ecies.conceal(plaintext, Bytes.hex(homePublic), Bytes.hex(ephemeralPrivate));
        assertThat(concealed)
                .isEqualTo(new Ecies.Concealed(Bytes.hex(ephemeralPublic), Bytes.hex(ciphertext), Bytes.hex(mac)));
        assertThat(ecies.reveal(concealed.bytes(), Bytes.hex(homePrivate))).contains(plaintext);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROFILE_A", "PROFILE_B"})
    void everyConcealmentIsNewAndATouchedOneIsNotRead(ProtectionScheme scheme) {
        var random = new SecureRandom();
        var agreement = Agreement.of(scheme);
        var ecies = new Ecies(scheme);
        for (int i = 0; i < 20; i++) {
            var homePrivate = agreement.newPrivateKey(random);
            var homePublic = agreement.publicKey(homePrivate);
            var one = ecies.conceal(Bytes.utf8("user17"), homePublic, random).bytes();
            var other = ecies.conceal(Bytes.utf8("user17"), homePublic, random).bytes();
            assertThat(one).isNotEqualTo(other);
            assertThat(ecies.reveal(one, homePrivate)).contains(Bytes.utf8("user17"));
            int last = one.size() - 9; // within the ciphertext
            assertThat(ecies.reveal(one.with(last, Bytes.of(one.at(last) ^ 1)), homePrivate))
                    .isEmpty();
        }
    }

    @Test
    void theJavaPlatformAgreesOnX25519() throws Exception {
        var random = new SecureRandom();
        var generator = KeyPairGenerator.getInstance("X25519");
        var agreement = Agreement.of(ProtectionScheme.PROFILE_A);
        for (int i = 0; i < 20; i++) {
            var theirs = generator.generateKeyPair();
            var u = BigIntegers.asUnsignedByteArray(32, ((XECPublicKey) theirs.getPublic()).getU());
            var mine = agreement.newPrivateKey(random);
            var jca = KeyAgreement.getInstance("X25519");
            jca.init(theirs.getPrivate());
            var myU = BigIntegers.fromUnsignedByteArray(
                    reversed(agreement.publicKey(mine).toArray()));
            jca.doPhase(
                    KeyFactory.getInstance("X25519")
                            .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, myU)),
                    true);
            assertThat(agreement.sharedSecret(mine, Bytes.wrap(reversed(u))).toArray())
                    .isEqualTo(jca.generateSecret());
        }
    }

    @Test
    void theProvidersAgreeOnP256AndAnUncompressedPointIsAKeyToo() {
        var crypto = Crypto.standard();
        var agreement = Agreement.of(ProtectionScheme.PROFILE_B);
        var theirs = crypto.generateKeyPair(Curve.NIST_P256);
        var mine = agreement.newPrivateKey(new SecureRandom());
        var point = BouncyPoint.uncompressed(agreement.publicKey(mine));
        assertThat(agreement.sharedSecret(mine, theirs.publicPoint()))
                .isEqualTo(crypto.agree(theirs.privateKey(), crypto.publicKey(Curve.NIST_P256, point)));
    }

    private static final class BouncyPoint {
        static Bytes uncompressed(Bytes compressed) {
            var curve = org.bouncycastle.jce.ECNamedCurveTable.getParameterSpec("P-256")
                    .getCurve();
            return Bytes.wrap(curve.decodePoint(compressed.toArray()).getEncoded(false));
        }
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        var random = new SecureRandom();
        var a = new Ecies(ProtectionScheme.PROFILE_A);
        var b = new Ecies(ProtectionScheme.PROFILE_B);
        assertThatThrownBy(() -> a.conceal(Bytes.EMPTY, Bytes.repeat(1, 31), random))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.conceal(Bytes.EMPTY, Bytes.repeat(0, 32), random))
                .hasMessageContaining("small order");
        assertThatThrownBy(() -> b.conceal(Bytes.EMPTY, Bytes.repeat(4, 65), random))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ecies(ProtectionScheme.NULL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("TS 24.501 figure 9.11.3.4.3")
    void anImsiIsLaidOutOctetByOctet() {
        var suci = new Suci(SUPI, "678", ProtectionScheme.NULL, 0, SUPI.plaintext());
        assertThat(suci.encode().hex()).isEqualTo("01" + "722410" + "76F8" + "00" + "00" + "00012080F6");
        var twoDigits = new Supi.OfImsi(new Imsi("234150999999999"), 2);
        assertThat(new Suci(twoDigits, "0", ProtectionScheme.NULL, 0, twoDigits.plaintext())
                        .encode()
                        .hex())
                .isEqualTo("01" + "32F451" + "F0FF" + "0000" + "9099999999");
    }

    /// The examples of the standard: §28.7.3.
    @Test
    @DisplayName("TS 23.003 §28.7.3")
    void aNetworkSpecificIdentifierBecomesAnNai() {
        var supi = new Supi.OfNai(1, "user17@example.com");
        assertThat(new Suci(supi, "678", ProtectionScheme.NULL, 0, supi.plaintext()).encode())
                .isEqualTo(Bytes.of(0x11).plus(Bytes.utf8("type1.rid678.schid0.useriduser17@example.com")));
        var output = Bytes.concat(Bytes.repeat(0xAB, 32), Bytes.hex("0102"), Bytes.repeat(0xCD, 8));
        assertThat(new Suci(supi, "678", ProtectionScheme.PROFILE_A, 27, output)
                        .encode()
                        .from(1)
                        .utf8())
                .isEqualTo("type1.rid678.schid1.hnkey27.ecckey" + "ab".repeat(32) + ".cip0102.mac" + "cd".repeat(8)
                        + "@example.com");
    }

    private static byte[] reversed(byte[] octets) {
        var reversed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) reversed[i] = octets[octets.length - 1 - i];
        return reversed;
    }
}
