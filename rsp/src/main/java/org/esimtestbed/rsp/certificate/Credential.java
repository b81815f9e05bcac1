package org.esimtestbed.rsp.certificate;

import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.tlv.Bytes;

/// A certificate and the key it is for.
public record Credential(Certificate certificate, EcKeyPair keyPair) {
    /// What two files hold.
    ///
    /// @param certificate DER or PEM
    /// @param key         PKCS#8 or SEC1, each as DER or PEM
    /// @throws IllegalArgumentException               if there is no such key, or it is another certificate's
    /// @throws org.esimtestbed.rsp.tlv.MalformedTlv if there is no certificate
    public static Credential of(Bytes certificate, Bytes key, Crypto crypto) {
        var own = Certificate.ofFile(certificate);
        var pair = crypto.keyPair(crypto.privateKey(Pem.pkcs8(key, own.curve())));
        if (!Crypto.point(own.publicKey()).equals(pair.publicPoint())) {
            throw new IllegalArgumentException("key and certificate do not belong together");
        }
        return new Credential(own, pair);
    }

    @Override
    public String toString() {
        return certificate.toString();
    }
}
