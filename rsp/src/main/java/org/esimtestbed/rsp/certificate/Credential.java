package org.esimtestbed.rsp.certificate;

import org.esimtestbed.rsp.crypto.EcKeyPair;

/// A certificate and the key it is for.
public record Credential(Certificate certificate, EcKeyPair keyPair) {
    @Override
    public String toString() {
        return certificate.toString();
    }
}
