package org.esimtestbed.ci;

import java.time.Duration;
import java.time.InstantSource;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;

/// The card maker: signs the certificates of the eUICCs it makes (SGP.22 §4.5.2.1.0.3).
public final class Eum {
    private static final Duration EUICC_LIFE = Duration.ofDays(25 * 365);

    private final Crypto crypto;
    private final InstantSource clock;
    private final Credential credential;
    private final String organisation;

    /// @param organisation as the name constraints of CERT.EUM permit it
    public Eum(Crypto crypto, InstantSource clock, Credential credential, String organisation) {
        this.crypto = crypto;
        this.clock = clock;
        this.credential = credential;
        this.organisation = organisation;
    }

    public Credential credential() {
        return credential;
    }

    /// CERT.EUICC for an EID. Whether the EUM may use that EID is for those who verify.
    public Credential issueEuicc(Eid eid) {
        var pair = crypto.generateKeyPair(credential.keyPair().curve());
        var name = new X500Name("C=DE,O=" + organisation + ",serialNumber=" + eid.digits() + ",CN=Test eUICC");
        var certificate = new CertificateForm(name, pair, EUICC_LIFE)
                .role(CertificateRole.EUICC)
                .keyUsage(KeyUsage.digitalSignature)
                .signedBy(credential, crypto, clock);
        return new Credential(certificate, pair);
    }
}
