package org.esimtestbed.rsp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates and keys in every form that files have them in.
class CredentialTest {
    private static Bytes certificate(String suffix) {
        return Bytes.wrap(Corpus.read("sgp26/CERT_S_SM_DPauth_ECDSA_" + suffix + ".der"));
    }

    private static Bytes pkcs8(String suffix) {
        return Bytes.wrap(Corpus.read("sgp26/SK_S_SM_DPauth_ECDSA_" + suffix + ".p8"));
    }

    private static Bytes sec1(String suffix) throws Exception {
        return Bytes.wrap(PrivateKeyInfo.getInstance(pkcs8(suffix).toArray())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded());
    }

    private static Bytes pem(String label, Bytes der) {
        return Bytes.utf8("-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.toArray()) + "\n-----END " + label
                + "-----\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NIST", "BRP"})
    void readsTheSameFromEveryForm(String suffix) throws Exception {
        var parameters = pem("EC PARAMETERS", Bytes.hex("06082A8648CE3D030107"));
        var forms = new Bytes[] {
            pkcs8(suffix),
            sec1(suffix),
            pem("PRIVATE KEY", pkcs8(suffix)),
            pem("EC PRIVATE KEY", sec1(suffix)),
            parameters.plus(pem("EC PRIVATE KEY", sec1(suffix)))
        };
        for (var form : forms) {
            for (var certificate : new Bytes[] {
                certificate(suffix), Bytes.utf8("subject: x\n").plus(pem("CERTIFICATE", certificate(suffix)))
            }) {
                var read = Credential.of(certificate, form, Crypto.standard());

                assertThat(read.certificate().der()).isEqualTo(certificate(suffix));
                assertThat(Crypto.point(read.certificate().publicKey()))
                        .isEqualTo(read.keyPair().publicPoint());
            }
        }
    }

    @Test
    void saysWhatAFileHolds() {
        var crypto = Crypto.standard();
        assertThatThrownBy(() -> Credential.of(certificate("NIST"), pkcs8("BRP"), crypto))
                .hasMessage("key and certificate do not belong together");
        assertThatThrownBy(() -> Credential.of(certificate("NIST"), Bytes.hex("3000"), crypto))
                .hasMessageContaining("no private key");
        assertThatThrownBy(() ->
                        Credential.of(certificate("NIST"), pem("ENCRYPTED PRIVATE KEY", Bytes.hex("3000")), crypto))
                .hasMessage("the private key is encrypted");
        assertThatThrownBy(() -> Credential.of(certificate("NIST"), pem("CERTIFICATE", certificate("NIST")), crypto))
                .hasMessage("PEM without a PRIVATE KEY");
        assertThatThrownBy(() -> Credential.of(pem("X509 CRL", Bytes.hex("3000")), pkcs8("NIST"), crypto))
                .hasMessage("PEM without a CERTIFICATE");
    }
}
