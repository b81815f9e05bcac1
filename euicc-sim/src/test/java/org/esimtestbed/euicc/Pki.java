package org.esimtestbed.euicc;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.esimtestbed.ci.CertificateIssuer;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;

/// A CI with one EUM, one eUICC and one SM-DP+ below it.
public record Pki(Credential ci, EuiccIdentity identity, Credential dpAuth, Credential dpPb, CertificateIssuer issuer) {
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    public static final InstantSource CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final Eid EID = Eid.withCheckDigits("890490320010012345678901234500");
    public static final Crypto CRYPTO = Crypto.standard();
    public static final Oid SMDP_OID = new Oid("2.999.10");

    public static Pki create(Curve curve) {
        var issuer = CertificateIssuer.create(CRYPTO, CLOCK, curve);
        var eum = issuer.issueEum("Maker", "89049032");
        var euicc = eum.issueEuicc(EID);
        var credential = new EuiccIdentity.Credential(
                euicc.keyPair().privateKey(),
                euicc.certificate(),
                eum.credential().certificate());
        return new Pki(
                issuer.ci(),
                new EuiccIdentity(EID, List.of(credential)),
                issuer.issueServer(CertificateRole.DP_AUTH, names(SMDP_OID)),
                issuer.issueServer(CertificateRole.DP_PB, names(SMDP_OID)),
                issuer);
    }

    public static ServerNames names(Oid oid) {
        return new ServerNames("Server", "smdp.example.com", oid, List.of(), List.of());
    }

    public Bytes ciKey() {
        return ci.certificate().subjectKeyIdentifier().orElseThrow();
    }
}
