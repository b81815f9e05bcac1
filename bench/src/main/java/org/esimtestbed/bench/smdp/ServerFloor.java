package org.esimtestbed.bench.smdp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.esimtestbed.bench.load.Child;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.tlv.Bytes;

/// What the elliptic curves of one session cost the server if nothing else does: three signatures made
/// (serverSignature1, smdpSignature2, smdpSign), three checked (euiccSignature1, euiccSignature2, euiccSignPIR), one
/// one-time key and one agreement. Certificates it has seen before it checks no more.
final class ServerFloor {
    private static final int ROUNDS = 4000;
    private static final int SIGNATURES = 3;

    /// Rounds until it is as fast as it gets: a floor of a JVM that still compiles is too low.
    private static final int WARM = 8;

    private ServerFloor() {}

    /// Answers each line with sessions a second: a machine is not as fast at one time as at another.
    ///
    /// @param args none
    public static void main(String[] args) throws IOException {
        sessions(WARM * ROUNDS);
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (commands.readLine() != null) {
            long start = System.nanoTime();
            sessions(ROUNDS);
            Child.say(ROUNDS * 1e9 / (System.nanoTime() - start));
        }
    }

    private static void sessions(int rounds) {
        var crypto = Crypto.standard();
        var signer = crypto.generateKeyPair(Curve.NIST_P256);
        var key = crypto.publicKey(Curve.NIST_P256, signer.publicPoint());
        var theirs = crypto.generateKeyPair(Curve.NIST_P256).publicPoint();
        var data = Bytes.repeat(0x5A, 300);
        for (int i = 0; i < rounds; i++) {
            for (int s = 0; s < SIGNATURES; s++) {
                var signature = crypto.sign(signer.privateKey(), data);
                if (!crypto.verify(key, data, signature))
                    throw new IllegalStateException("a signature does not verify");
            }
            var mine = crypto.generateKeyPair(Curve.NIST_P256);
            crypto.agree(mine.privateKey(), crypto.publicKey(Curve.NIST_P256, theirs));
        }
    }
}
