package org.esimtestbed.smdpplus.foreign;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.interfaces.ECPublicKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECPublicKeySpec;

/// The two curves of SGP.22 §2.6.7.2 with what the protocol does on them, all by BouncyCastle.
enum ForeignCurve {
    NIST_P256("P-256"),
    BRAINPOOL_P256R1("brainpoolP256r1");

    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final String name;

    ForeignCurve(String name) {
        this.name = name;
    }

    KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param pkcs8 DER
    static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("EC", PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// 04, x, y: 65 octets.
    static byte[] point(PublicKey key) {
        return ((ECPublicKey) key).getQ().getEncoded(false);
    }

    /// The x-coordinate of the ECKA point (BSI TR-03111 §4.3.1), 32 octets.
    ///
    /// @param peer 65 octets
    /// @throws ForeignRefusal if the point is not on the curve
    byte[] agree(PrivateKey own, byte[] peer) {
        try {
            var curve = ECNamedCurveTable.getParameterSpec(name);
            var key = KeyFactory.getInstance("EC", PROVIDER)
                    .generatePublic(new ECPublicKeySpec(curve.getCurve().decodePoint(peer), curve));
            var agreement = KeyAgreement.getInstance("ECDH", PROVIDER);
            agreement.init(own);
            agreement.doPhase(key, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ForeignRefusal("the server's one-time key is no point of the curve", e);
        }
    }

    /// r‖s, 64 octets (BSI TR-03111 §5.2.1).
    static byte[] sign(PrivateKey key, byte[]... covered) {
        try {
            var signature = Signature.getInstance("SHA256withPLAIN-ECDSA", PROVIDER);
            signature.initSign(key);
            for (var part : covered) signature.update(part);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param signed r‖s in 5F37
    /// @throws ForeignRefusal naming the signature, if it does not verify
    static void verify(String what, PublicKey key, DataObject signed, byte[]... covered) {
        try {
            var value = signed.expect("5F37").value();
            var signature = Signature.getInstance("SHA256withPLAIN-ECDSA", PROVIDER);
            signature.initVerify(key);
            for (var part : covered) signature.update(part);
            ForeignRefusal.unless(value.length == 64 && signature.verify(value), what + " does not verify");
        } catch (GeneralSecurityException e) {
            throw new ForeignRefusal(what + " does not verify", e);
        }
    }
}
