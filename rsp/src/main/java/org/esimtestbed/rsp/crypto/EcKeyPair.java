package org.esimtestbed.rsp.crypto;

import java.security.PrivateKey;
import org.esimtestbed.rsp.tlv.Bytes;

/// A key pair; prints as its public half.
///
/// @param publicPoint the uncompressed point, 65 octets: 04, x, y
public record EcKeyPair(Curve curve, PrivateKey privateKey, Bytes publicPoint) {
    @Override
    public String toString() {
        return "key pair on " + curve.title() + " with public point " + publicPoint;
    }
}
