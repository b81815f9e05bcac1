package org.esimtestbed.rsp.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.KeyAgreement;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.esimtestbed.rsp.tlv.Bytes;

/// The elliptic-curve operations of SGP.22 §2.6.7 and the randomness that goes with them.
///
/// P-256 runs natively where the library for this machine loads, else in BouncyCastle; brainpoolP256r1 always in
/// BouncyCastle. A seeded instance uses BouncyCastle for both, because only there every random octet comes from the
/// seed.
public final class Crypto {
    /// BouncyCastle by object: the order of the JVM's providers is nobody's business but the host program's.
    public static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final Crypto STANDARD = new Crypto(nativeOrBouncyCastle(), new SecureRandom());

    private final Provider p256;
    private final SecureRandom random;

    private Crypto(Provider p256, SecureRandom random) {
        this.p256 = p256;
        this.random = random;
    }

    /// The fastest providers this machine has, and the system's randomness.
    public static Crypto standard() {
        return STANDARD;
    }

    /// Repeats itself octet for octet for the same seed, used from one thread.
    public static Crypto seeded(long seed) {
        return new Crypto(BOUNCY_CASTLE, new SeededRandom(seed));
    }

    private static Provider nativeOrBouncyCastle() {
        try {
            var accp = AmazonCorrettoCryptoProvider.INSTANCE;
            return accp.getLoadingError() == null ? accp : BOUNCY_CASTLE;
        } catch (LinkageError notOnThisMachine) {
            return BOUNCY_CASTLE;
        }
    }

    /// Which provider computes what, for people.
    public String describe() {
        return "P-256 by " + p256.getName() + " " + p256.getVersionStr() + ", brainpoolP256r1 by "
                + BOUNCY_CASTLE.getName() + " " + BOUNCY_CASTLE.getVersionStr();
    }

    public SecureRandom random() {
        return random;
    }

    public Bytes random(int octets) {
        var buffer = new byte[octets];
        random.nextBytes(buffer);
        return Bytes.wrap(buffer);
    }

    public EcKeyPair generateKeyPair(Curve curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC", provider(curve));
            generator.initialize(new ECGenParameterSpec(curve.jcaName()), random);
            var pair = generator.generateKeyPair();
            return new EcKeyPair(curve, pair.getPrivate(), point((ECPublicKey) pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate a key on " + curve.title(), e);
        }
    }

    /// ECDSA with SHA-256, coded plain as r‖s (BSI TR-03111 §5.2.1), 64 octets.
    public Bytes sign(PrivateKey key, Bytes data) {
        try {
            var signature = ecdsa(Curve.of((ECKey) key));
            signature.initSign(key, random);
            signature.update(data.asBuffer());
            return Bytes.wrap(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /// Whether 64 octets r‖s are an ECDSA signature with SHA-256 over `data`. Never throws for a bad signature.
    public boolean verify(PublicKey key, Bytes data, Bytes plainSignature) {
        if (plainSignature.size() != 64) return false;
        try {
            var signature = ecdsa(Curve.of((ECKey) key));
            signature.initVerify(key);
            signature.update(data.asBuffer());
            return signature.verify(plainSignature.toArray());
        } catch (SignatureException | InvalidKeyException notEvenASignature) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot verify", e);
        }
    }

    /// Whether a DER-coded ECDSA signature with SHA-256, as certificates and CRLs carry it, is one over `data`.
    public boolean verifyDer(PublicKey key, Bytes data, Bytes derSignature) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA", provider(Curve.of((ECKey) key)));
            signature.initVerify(key);
            signature.update(data.asBuffer());
            return signature.verify(derSignature.toArray());
        } catch (SignatureException | InvalidKeyException notEvenASignature) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot verify", e);
        }
    }

    /// ECKA (SGP.22 §2.6.7.3): the x-coordinate of the shared point, 32 octets.
    ///
    /// @throws IllegalArgumentException if the other key is on another curve
    public Bytes agree(PrivateKey mine, ECPublicKey theirs) {
        try {
            var agreement = KeyAgreement.getInstance("ECDH", provider(Curve.of((ECKey) mine)));
            agreement.init(mine);
            agreement.doPhase(theirs, true);
            return Bytes.wrap(agreement.generateSecret());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the keys do not belong together: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot agree on a key", e);
        }
    }

    /// A public key from an uncompressed point of 65 octets.
    ///
    /// @throws IllegalArgumentException if the octets are no point of that curve
    public ECPublicKey publicKey(Curve curve, Bytes point) {
        if (point.size() != 65 || point.at(0) != 0x04) {
            throw new IllegalArgumentException("no uncompressed point of 65 octets: " + point.hex());
        }
        var x = new BigInteger(1, point.slice(1, 33).toArray());
        var y = new BigInteger(1, point.slice(33, 65).toArray());
        if (!isOn(curve, x, y)) throw new IllegalArgumentException("no point of " + curve.title() + ": " + point.hex());
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC", provider(curve))
                    .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve.parameters()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no point of " + curve.title() + ": " + point.hex(), e);
        }
    }

    // A point off the curve would leak the private key through the agreement; both curves have cofactor 1.
    private static boolean isOn(Curve curve, BigInteger x, BigInteger y) {
        var field = curve.parameters().getCurve().getField();
        var p = ((ECFieldFp) field).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) return false;
        var a = curve.parameters().getCurve().getA();
        var b = curve.parameters().getCurve().getB();
        return y.multiply(y)
                .mod(p)
                .equals(x.multiply(x).add(a).multiply(x).add(b).mod(p));
    }

    /// A private key from PKCS#8 DER.
    ///
    /// @throws IllegalArgumentException if the octets are no EC key on a curve of SGP.22
    public PrivateKey privateKey(Bytes pkcs8) {
        try {
            var spec = new PKCS8EncodedKeySpec(pkcs8.toArray());
            var key = KeyFactory.getInstance("EC", BOUNCY_CASTLE).generatePrivate(spec);
            return Curve.of((ECKey) key) == Curve.NIST_P256 && !p256.equals(BOUNCY_CASTLE)
                    ? KeyFactory.getInstance("EC", p256).generatePrivate(spec)
                    : key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no private key on a curve of SGP.22", e);
        }
    }

    /// The pair that belongs to a private key.
    public EcKeyPair keyPair(PrivateKey key) {
        var curve = Curve.of((ECKey) key);
        try {
            var parameters = PrivateKeyFactory.createKey(key.getEncoded());
            var ec = (ECPrivateKeyParameters) parameters;
            var q = ec.getParameters().getG().multiply(ec.getD()).normalize();
            return new EcKeyPair(curve, key, Bytes.wrap(q.getEncoded(false)));
        } catch (IOException e) {
            throw new IllegalArgumentException("no private key on a curve of SGP.22", e);
        }
    }

    /// The uncompressed point of a public key: 65 octets.
    public static Bytes point(ECPublicKey key) {
        var w = key.getW();
        return Bytes.concat(Bytes.of(0x04), coordinate(w.getAffineX()), coordinate(w.getAffineY()));
    }

    private static Bytes coordinate(BigInteger number) {
        var octets = Bytes.wrap(number.toByteArray());
        return octets.size() > 32 ? octets.last(32) : Bytes.concat(Bytes.repeat(0, 32 - octets.size()), octets);
    }

    private Provider provider(Curve curve) {
        return curve == Curve.NIST_P256 ? p256 : BOUNCY_CASTLE;
    }

    private Signature ecdsa(Curve curve) throws GeneralSecurityException {
        var provider = provider(curve);
        var name = provider.equals(BOUNCY_CASTLE) ? "SHA256withPLAIN-ECDSA" : "SHA256withECDSAinP1363Format";
        return Signature.getInstance(name, provider);
    }
}
