package org.esimtestbed.smdpplus.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.esimtestbed.corpus.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session under certificates the GSMA published (SGP.26): DPauth, DPpb and EUM are theirs, the eUICC's is issued
/// here
/// under that EUM. Skipped, and says so, where the published material is not at hand.
class Sgp26SessionTest {
    private static final String EID = "89049032000000000000000000012385";

    @TempDir
    Path folder;

    @Test
    void recoversThePackageUnderPublishedCertificates() throws Exception {
        session(ForeignCurve.NIST_P256, "NIST");
    }

    @Test
    void servesBothCurvesSideBySideAsAFixtureSays() throws Exception {
        var published = Corpus.path("sgp26/CERT_CI_ECDSA_BRP.der").getParent();
        try (var smdp = SmDpPlusUnderTest.startUnderBothOfSgp26(folder, published)) {
            // the JVM's own TLS knows no brainpoolP256r1
            session(
                    smdp,
                    CurlEs9Plus.over(folder.resolve("BRP/ci.pem"), smdp.es9(1)),
                    ForeignCurve.BRAINPOOL_P256R1,
                    "BRP");
            session(smdp, Es9Plus.over(smdp.https(), smdp.es9(0)), ForeignCurve.NIST_P256, "NIST");
        }
    }

    private void session(ForeignCurve curve, String suffix) throws Exception {
        var published = Corpus.path("sgp26/CERT_CI_ECDSA_" + suffix + ".der").getParent();
        try (var smdp = SmDpPlusUnderTest.startUnderSgp26(folder, published, curve)) {
            session(smdp, Es9Plus.over(smdp.https(), smdp.es9()), curve, suffix);
        }
    }

    private static void session(SmDpPlusUnderTest smdp, Es9Plus es9, ForeignCurve curve, String suffix)
            throws Exception {
        var trust = ForeignTrust.in(Corpus.read("sgp26/CERT_CI_ECDSA_" + suffix + ".der"), smdp.now());
        var lpa = new ForeignLpa(es9, card(curve, suffix, trust), trust, SmDpPlusUnderTest.ADDRESS);
        var iccid = smdp.released("");
        var session = lpa.authenticate(iccid);

        assertThat(session.server().dpAuth().getEncoded())
                .isEqualTo(Corpus.read("sgp26/CERT_S_SM_DPauth_ECDSA_" + suffix + ".der"));
        assertThat(session.offer().dpPb().getEncoded())
                .isEqualTo(Corpus.read("sgp26/CERT_S_SM_DPpb_ECDSA_" + suffix + ".der"));
        assertThat(lpa.download(session.offer(), Optional.empty()).profilePackage())
                .isEqualTo(smdp.packageOf(iccid));
        lpa.notifyInstalled(session);
        assertThat(smdp.stateOf(iccid)).isEqualTo("INSTALLED");
    }

    /// CERT.EUICC as §4.5.2.1.0.3 profiles it.
    private static ForeignCard card(ForeignCurve curve, String suffix, ForeignTrust trust) throws Exception {
        var eum = ForeignTrust.certificate(Corpus.read("sgp26/CERT_EUM_ECDSA_" + suffix + ".der"));
        var eumKey = ForeignCurve.privateKey(Corpus.read("sgp26/SK_EUM_ECDSA_" + suffix + ".p8"));
        var pair = curve.generate();
        var extensions = new JcaX509ExtensionUtils();
        var policy = new PolicyInformation(new ASN1ObjectIdentifier("2.23.146.1.2.1.1"));
        var certificate = new JcaX509v3CertificateBuilder(
                        new JcaX509CertificateHolder(eum).getSubject(),
                        BigInteger.TEN,
                        Date.from(trust.at().minus(Duration.ofDays(1))),
                        Date.from(trust.at().plus(Duration.ofDays(1))),
                        new X500Name("C=ES,O=RSP Test EUM,serialNumber=" + EID + ",CN=Foreign eUICC"),
                        pair.getPublic())
                .addExtension(Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(eum))
                .addExtension(
                        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.certificatePolicies, true, new CertificatePolicies(policy))
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(ForeignCurve.PROVIDER)
                        .build(eumKey));
        return new ForeignCard(
                curve, pair.getPrivate(), certificate.getEncoded(), eum.getEncoded(), trust.keyIdentifier());
    }
}
