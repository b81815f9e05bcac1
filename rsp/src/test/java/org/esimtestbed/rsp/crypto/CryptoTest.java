package org.esimtestbed.rsp.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.KeyAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.params.KDFParameters;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CryptoTest {
    private final Crypto crypto = Crypto.standard();

    @ParameterizedTest
    @EnumSource
    void signsSoThatBouncyCastleVerifies(Curve curve) throws Exception {
        var pair = crypto.generateKeyPair(curve);
        var data = crypto.random(300);
        var signature = crypto.sign(pair.privateKey(), data);
        assertThat(signature.size()).isEqualTo(64);

        var foreign = Signature.getInstance("SHA256withPLAIN-ECDSA", Crypto.BOUNCY_CASTLE);
        foreign.initVerify(bouncyCastleKey(curve, pair.publicPoint()));
        foreign.update(data.toArray());
        assertThat(foreign.verify(signature.toArray())).isTrue();

        var key = crypto.publicKey(curve, pair.publicPoint());
        assertThat(crypto.verify(key, data, signature)).isTrue();
        assertThat(crypto.verify(key, data.plus(Bytes.of(0)), signature)).isFalse();
        assertThat(crypto.verify(key, data, Bytes.repeat(0, 64))).isFalse();
        assertThat(crypto.verify(key, data, signature.first(63))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void verifiesWhatBouncyCastleSigns(Curve curve) throws Exception {
        var pair = crypto.generateKeyPair(curve);
        var data = crypto.random(77);
        var foreign = Signature.getInstance("SHA256withPLAIN-ECDSA", Crypto.BOUNCY_CASTLE);
        foreign.initSign(KeyFactory.getInstance("EC", Crypto.BOUNCY_CASTLE)
                .generatePrivate(new PKCS8EncodedKeySpec(pair.privateKey().getEncoded())));
        foreign.update(data.toArray());
        var key = crypto.publicKey(curve, pair.publicPoint());
        assertThat(crypto.verify(key, data, Bytes.wrap(foreign.sign()))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void agreesOnWhatBouncyCastleAgreesOn(Curve curve) throws Exception {
        var mine = crypto.generateKeyPair(curve);
        var theirs = crypto.generateKeyPair(curve);
        var foreign = KeyAgreement.getInstance("ECDH", Crypto.BOUNCY_CASTLE);
        foreign.init(KeyFactory.getInstance("EC", Crypto.BOUNCY_CASTLE)
                .generatePrivate(new PKCS8EncodedKeySpec(theirs.privateKey().getEncoded())));
        foreign.doPhase(bouncyCastleKey(curve, mine.publicPoint()), true);
        assertThat(crypto.agree(mine.privateKey(), crypto.publicKey(curve, theirs.publicPoint())))
                .isEqualTo(Bytes.wrap(foreign.generateSecret()));
    }

    private static java.security.PublicKey bouncyCastleKey(Curve curve, Bytes point) throws Exception {
        var w = new ECPoint(
                new BigInteger(1, point.slice(1, 33).toArray()),
                new BigInteger(1, point.slice(33, 65).toArray()));
        return KeyFactory.getInstance("EC", Crypto.BOUNCY_CASTLE)
                .generatePublic(new ECPublicKeySpec(w, curve.parameters()));
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPointThatIsNotOnTheCurve(Curve curve) {
        var point = crypto.generateKeyPair(curve).publicPoint();
        var off = point.with(64, Bytes.of(point.at(64) ^ 1));
        assertThatThrownBy(() -> crypto.publicKey(curve, off))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no point of " + curve.title());
        assertThatThrownBy(() -> crypto.publicKey(curve, point.first(64))).hasMessageContaining("65 octets");
    }

    @ParameterizedTest
    @CsvSource({"SK_CI_ECDSA_NIST.p8,CERT_CI_ECDSA_NIST.der", "SK_CI_ECDSA_BRP.p8,CERT_CI_ECDSA_BRP.der"})
    void findsThePublicPointOfAPublishedKey(String key, String certificate) {
        var pair = crypto.keyPair(crypto.privateKey(Bytes.wrap(Corpus.read("sgp26/" + key))));
        var published =
                org.esimtestbed.rsp.certificate.Certificate.parse(Bytes.wrap(Corpus.read("sgp26/" + certificate)));
        assertThat(pair.publicPoint()).isEqualTo(Crypto.point(published.publicKey()));
    }

    @Test
    void repeatsItselfForASeed() {
        var once = Crypto.seeded(42);
        var again = Crypto.seeded(42);
        var pair = once.generateKeyPair(Curve.NIST_P256);
        assertThat(again.generateKeyPair(Curve.NIST_P256).publicPoint()).isEqualTo(pair.publicPoint());
        assertThat(once.sign(pair.privateKey(), Bytes.of(1))).isEqualTo(again.sign(pair.privateKey(), Bytes.of(1)));
    }

    @ParameterizedTest
    @CsvSource({"32,48", "32,16", "20,100", "32,32"})
    void derivesKeysAsBouncyCastleDoes(int secret, int octets) {
        var sharedSecret = crypto.random(secret);
        var sharedInfo = crypto.random(30);
        // KDF2 of ISO 18033-2 counts from 1 after the secret: the same function as X9.63
        var foreign = new KDF2BytesGenerator(new SHA256Digest());
        foreign.init(new KDFParameters(sharedSecret.toArray(), sharedInfo.toArray()));
        var derived = new byte[octets];
        foreign.generateBytes(derived, 0, octets);
        assertThat(X963Kdf.derive(sharedSecret, sharedInfo, octets)).isEqualTo(Bytes.wrap(derived));
    }

    /// ANSI X9.63 KDF with SHA-256, from the CAVS vectors NIST publishes (CAVS 12.0, "ANSI X9.63-2001").
    @Test
    void derivesTheKeyOfThePublishedVector() {
        assertThat(X963Kdf.derive(Bytes.hex("96c05619d56c328ab95fe84b18264b08725b85e33fd34f08"), Bytes.EMPTY, 16))
                .isEqualTo(Bytes.hex("443024c3dae66b95e6f5670601558f71"));
    }

    /// RFC 4493 §4.
    @Nested
    class Cmac {
        private static final String MESSAGE = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

        @ParameterizedTest
        @CsvSource({
            "0,bb1d6929e95937287fa37d129b756746",
            "16,070a16b46b4d4144f79bdd9dd04a287c",
            "40,dfa66747de9ae63030ca32611497c827",
            "64,51f0bebf7e3b9d92fc49741779363cfe"
        })
        void isThatOfTheRfc(int octets, String mac) {
            var aes = new Aes(Bytes.hex("2b7e151628aed2a6abf7158809cf4f3c"));
            assertThat(aes.cmac(Bytes.hex(MESSAGE).first(octets))).isEqualTo(Bytes.hex(mac));
        }
    }

    @Test
    void masksKeys() {
        assertThat(new Aes(Bytes.repeat(0x11, 16)).toString()).doesNotContain("11");
    }
}
