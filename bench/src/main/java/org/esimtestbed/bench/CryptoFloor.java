package org.esimtestbed.bench;

import java.time.Duration;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.tlv.Bytes;

/// What the elliptic curves of one download cost if nothing else does: two one-time keys, six signatures made and
/// checked (serverSignature1, euiccSignature1, smdpSignature2, euiccSignature2, smdpSign, euiccSignPIR), both ends
/// of the key agreement, and CERT.EUICC checked, which is new with each device.
final class CryptoFloor {
    private static final int ROUNDS = 300;
    private static final int SIGNATURES = 6;

    private CryptoFloor() {}

    static Duration measure(Crypto crypto) {
        round(crypto, ROUNDS);
        long start = System.nanoTime();
        round(crypto, ROUNDS);
        return Duration.ofNanos((System.nanoTime() - start) / ROUNDS);
    }

    private static void round(Crypto crypto, int rounds) {
        var signer = crypto.generateKeyPair(Curve.NIST_P256);
        var key = crypto.publicKey(Curve.NIST_P256, signer.publicPoint());
        var data = Bytes.repeat(0x5A, 300);
        for (int i = 0; i < rounds; i++) {
            var mine = crypto.generateKeyPair(Curve.NIST_P256);
            var theirs = crypto.generateKeyPair(Curve.NIST_P256);
            var signature = Bytes.EMPTY;
            for (int s = 0; s < SIGNATURES; s++) {
                signature = crypto.sign(signer.privateKey(), data);
                check(crypto.verify(key, data, signature));
            }
            check(crypto.verify(key, data, signature));
            var one = crypto.agree(mine.privateKey(), crypto.publicKey(Curve.NIST_P256, theirs.publicPoint()));
            var other = crypto.agree(theirs.privateKey(), crypto.publicKey(Curve.NIST_P256, mine.publicPoint()));
            check(one.equals(other));
        }
    }

    private static void check(boolean holds) {
        if (!holds) throw new IllegalStateException("the crypto providers disagree with themselves");
    }
}
