package org.esimtestbed.rsp.suci;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.BigIntegers;
import org.esimtestbed.rsp.tlv.Bytes;

/// The Diffie-Hellman primitive of a protection scheme, over private keys of 32 octets.
sealed interface Agreement {
    Bytes newPrivateKey(SecureRandom random);

    /// As the scheme output carries it.
    Bytes publicKey(Bytes privateKey);

    /// 32 octets.
    ///
    /// @throws IllegalArgumentException if the public key is none
    Bytes sharedSecret(Bytes privateKey, Bytes publicKey);

    /// @throws IllegalArgumentException for the null scheme, which has none
    static Agreement of(ProtectionScheme scheme) {
        return switch (scheme) {
            case PROFILE_A -> new OnCurve25519();
            case PROFILE_B -> new OnP256();
            case NULL -> throw new IllegalArgumentException("the null scheme has no keys");
        };
    }

    /// RFC 7748 §5.
    record OnCurve25519() implements Agreement {
        @Override
        public Bytes newPrivateKey(SecureRandom random) {
            var key = new byte[X25519.SCALAR_SIZE];
            X25519.generatePrivateKey(random, key);
            return Bytes.wrap(key);
        }

        @Override
        public Bytes publicKey(Bytes privateKey) {
            var key = new byte[X25519.POINT_SIZE];
            X25519.generatePublicKey(privateKey.toArray(), 0, key, 0);
            return Bytes.wrap(key);
        }

        @Override
        public Bytes sharedSecret(Bytes privateKey, Bytes publicKey) {
            if (publicKey.size() != X25519.POINT_SIZE) {
                throw new IllegalArgumentException("a key of X25519 has 32 octets, not " + publicKey.size());
            }
            var secret = new byte[X25519.POINT_SIZE];
            if (!X25519.calculateAgreement(privateKey.toArray(), 0, publicKey.toArray(), 0, secret, 0)) {
                throw new IllegalArgumentException("a key of X25519 of small order");
            }
            return Bytes.wrap(secret);
        }
    }

    /// SEC 1 §3.3.1 with point compression (TS 33.501 §C.3.4.2).
    record OnP256() implements Agreement {
        private static final org.bouncycastle.asn1.x9.X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");

        @Override
        public Bytes newPrivateKey(SecureRandom random) {
            var key =
                    BigIntegers.createRandomInRange(BigInteger.ONE, CURVE.getN().subtract(BigInteger.ONE), random);
            return Bytes.wrap(BigIntegers.asUnsignedByteArray(32, key));
        }

        @Override
        public Bytes publicKey(Bytes privateKey) {
            ECPoint point = new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar(privateKey));
            return Bytes.wrap(point.getEncoded(true));
        }

        /// @param publicKey compressed or not; both stand in files of operators
        @Override
        public Bytes sharedSecret(Bytes privateKey, Bytes publicKey) {
            var point = CURVE.getCurve().decodePoint(publicKey.toArray());
            if (point.isInfinity()) throw new IllegalArgumentException("the point at infinity is no key");
            var product = point.multiply(scalar(privateKey)).normalize();
            return Bytes.wrap(product.getAffineXCoord().getEncoded());
        }

        private static BigInteger scalar(Bytes privateKey) {
            return new BigInteger(1, privateKey.toArray());
        }
    }
}
