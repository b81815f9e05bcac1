package org.esimtestbed.rsp.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.StringReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemReader;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.tlv.Bytes;

/// What files hold certificates and keys in: DER, or PEM with whatever text around it.
final class Pem {
    private static final String BEGIN = "-----BEGIN ";

    private Pem() {}

    /// @throws IllegalArgumentException if it is PEM without a certificate
    static Bytes certificate(Bytes file) {
        return isPem(file) ? block(file, "CERTIFICATE") : file;
    }

    /// A private key as PKCS#8, also where the file has it as SEC1 (`EC PRIVATE KEY`).
    ///
    /// @param curve that a SEC1 key is on if it does not say so itself
    /// @throws IllegalArgumentException if there is none
    static Bytes pkcs8(Bytes file, Curve curve) {
        var der = isPem(file) ? block(file, "PRIVATE KEY") : file;
        try {
            var sequence = ASN1Sequence.getInstance(der.toArray());
            // PKCS#8 goes on with an AlgorithmIdentifier, SEC1 with the octets of the key
            if (sequence.getObjectAt(1) instanceof ASN1Sequence) return der;
            ASN1Integer.getInstance(sequence.getObjectAt(0));
            var key = ECPrivateKey.getInstance(sequence);
            var own = key.getParametersObject();
            ASN1Encodable parameters =
                    own == null ? new ASN1ObjectIdentifier(curve.oid().dotted()) : own;
            var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters);
            return Bytes.wrap(new PrivateKeyInfo(algorithm, key).getEncoded());
        } catch (IOException | RuntimeException e) { // not shown: it may be a key
            throw new IllegalArgumentException("no private key in PKCS#8 or SEC1", e);
        }
    }

    private static boolean isPem(Bytes file) {
        return new String(file.toArray(), ISO_8859_1).contains(BEGIN);
    }

    // The last word of a label: "EC PRIVATE KEY" is a PRIVATE KEY, "EC PARAMETERS" before it is not.
    private static Bytes block(Bytes file, String label) {
        try (var blocks = new PemReader(new StringReader(new String(file.toArray(), ISO_8859_1)))) {
            for (var block = blocks.readPemObject(); block != null; block = blocks.readPemObject()) {
                if (block.getType().equals("ENCRYPTED PRIVATE KEY")) {
                    throw new IllegalArgumentException("the private key is encrypted");
                }
                if (block.getType().endsWith(label)) return Bytes.wrap(block.getContent());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("broken PEM: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("PEM without a " + label);
    }
}
