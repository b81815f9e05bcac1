package org.esimtestbed.rsp.crypto;

import org.esimtestbed.rsp.tlv.Bytes;

/// The ANSI X9.63 key derivation function with SHA-256 (BSI TR-03111 §4.3.3), as SGP.22 §2.6.4.2 uses it.
public final class X963Kdf {
    private X963Kdf() {}

    /// `octets` octets derived from the shared secret and the shared information.
    public static Bytes derive(Bytes sharedSecret, Bytes sharedInfo, int octets) {
        var output = Bytes.EMPTY;
        for (int counter = 1; output.size() < octets; counter++) {
            output = output.plus(
                    Sha256.of(Bytes.concat(sharedSecret, Bytes.of(0, 0, counter >> 8, counter), sharedInfo)));
        }
        return output.first(octets);
    }
}
