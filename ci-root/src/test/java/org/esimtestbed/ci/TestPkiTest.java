package org.esimtestbed.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestPkiTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");

    @TempDir
    Path folder;

    private TestPki pki() {
        return new TestPki(
                new PkiFolder(folder.resolve("pki"), Crypto.standard()), Crypto.standard(), InstantSource.system());
    }

    private static CertificateChain chain(TestPki pki, RevocationList revoked) {
        var ci = pki.folder().readCertificate(PkiFolder.CI);
        return new CertificateChain(Crypto.standard(), InstantSource.system(), List.of(ci), revoked);
    }

    private static void verifiesAll(TestPki pki) throws CertificateRefused {
        var chain = chain(pki, RevocationList.EMPTY);
        var ci = chain.roots().getFirst();
        var eum = pki.folder().readCertificate(PkiFolder.EUM);
        chain.verifyEum(eum, ci);
        assertThat(chain.verifyEuicc(pki.euicc(EID).certificate(), eum)).isEqualTo(EID);
        chain.verifyServer(pki.folder().readCertificate(TestPki.DP_AUTH_NAME), CertificateRole.DP_AUTH, ci);
        chain.verifyServer(pki.folder().readCertificate(TestPki.DP_PB_NAME), CertificateRole.DP_PB, ci);
        chain.verifyServer(pki.folder().readCertificate(TestPki.DP_TLS_NAME), CertificateRole.DP_TLS, ci);
    }

    @ParameterizedTest
    @EnumSource
    void issuesChainsThatVerify(Curve curve) throws Exception {
        var pki = pki();
        pki.init(curve);
        verifiesAll(pki);
        assertThat(pki.folder().names())
                .containsExactly("ci", "dpauth", "dppb", "dptls", "euicc-" + EID, "eum", "operator-tls");
        assertThat(Files.getPosixFilePermissions(folder.resolve("pki/ci.p8"))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void issuesToEachSmdsItsOwn(Curve curve) throws Exception {
        var pki = pki();
        pki.init(curve);
        var one = pki.smds("smds", TestPki.SMDS_OID);
        var root = pki.smds("root-smds", TestPki.ROOT_SMDS_OID);

        for (var smds : List.of(one, root)) {
            var chain = chain(pki, RevocationList.EMPTY);
            var ci = chain.roots().getFirst();
            chain.verifyServer(smds.dsAuth().certificate(), CertificateRole.DS_AUTH, ci);
            chain.verifyServer(smds.dsTls().certificate(), CertificateRole.DS_TLS, ci);
            assertThat(smds.dsAuth().certificate().registeredId())
                    .isEqualTo(smds.dsTls().certificate().registeredId());
        }
        assertThat(one.dsAuth().certificate().registeredId()).contains(TestPki.SMDS_OID);
        assertThat(root.dsAuth().certificate().registeredId()).contains(TestPki.ROOT_SMDS_OID);
        assertThat(pki.smds("smds", TestPki.SMDS_OID)).as("asked again").isEqualTo(one);
    }

    @ParameterizedTest
    @EnumSource
    void worksUnderThePublishedTestCi(Curve curve) throws Exception {
        var pki = pki();
        pki.importSgp26(Corpus.path("sgp26/CERT_CI_ECDSA_NIST.der").getParent(), curve);
        verifiesAll(pki);
    }

    @Test
    void refusesToImportAFolderWithoutTheMaterial() {
        assertThatThrownBy(() -> pki().importSgp26(folder, Curve.NIST_P256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CERT_CI_ECDSA_NIST.der");
        assertThat(folder.resolve("pki")).doesNotExist();
    }

    @Test
    void refusesAnEidOutsideTheNamesOfItsEum() {
        var pki = pki();
        pki.init(Curve.NIST_P256);
        var foreign = pki.eum().issueEuicc(Eid.withCheckDigits("890440450000000000000000000001"));
        assertThatThrownBy(() -> chain(pki, RevocationList.EMPTY)
                        .verifyEuicc(foreign.certificate(), pki.folder().readCertificate(PkiFolder.EUM)))
                .isInstanceOf(CertificateRefused.class)
                .hasMessageContaining("outside the names");
    }

    @Test
    void revokesByCrl() {
        var pki = pki();
        pki.init(Curve.NIST_P256);
        var auth = pki.folder().readCertificate(TestPki.DP_AUTH_NAME);
        var ci = pki.folder().readCertificate(PkiFolder.CI);
        assertThat(RevocationList.read(pki.folder().crl(), ci, Crypto.standard())
                        .entries())
                .isEmpty();
        pki.folder().revoke(auth.serialNumber(), pki.issuer());
        var revoked = RevocationList.read(pki.folder().crl(), ci, Crypto.standard());
        assertThatThrownBy(() -> chain(pki, revoked).verifyServer(auth, CertificateRole.DP_AUTH, ci))
                .isInstanceOf(CertificateRefused.class)
                .hasMessageContaining("is revoked");
    }

    @Test
    void namesTheFileThatHoldsNoKey() throws IOException {
        var pki = pki();
        pki.init(Curve.NIST_P256);
        Files.writeString(folder.resolve("pki/eum.p8"), "not a key");
        assertThatThrownBy(pki::eum).hasMessageContaining("eum.p8");
        assertThatCode(pki::issuer).doesNotThrowAnyException();
    }

    /// OpenSSL has no say over RSP roles, but over everything X.509.
    @Test
    void issuesWhatOpensslAccepts() throws Exception {
        var pki = pki();
        pki.init(Curve.NIST_P256);
        var at = folder.resolve("pki");
        openssl("verify", "-check_ss_sig", "-CAfile", at + "/ci.pem", at + "/dptls.pem");
        openssl("verify", "-ignore_critical", "-CAfile", at + "/ci.pem", at + "/dpauth.pem", at + "/dppb.pem");
        openssl("verify", "-ignore_critical", "-CAfile", at + "/ci.pem", at + "/eum.pem");
        openssl("x509", "-in", at + "/dptls.pem", "-noout", "-checkhost", "localhost");
        openssl("crl", "-inform", "der", "-in", at + "/ci.crl", "-CAfile", at + "/ci.pem", "-noout");
        openssl("pkey", "-inform", "der", "-in", at + "/dptls.p8", "-check", "-noout");
    }

    /// SGP.22 reads a name constraint as organisation and EID prefix wherever they stand in the subject, X.509 as a
    /// prefix of the whole name: OpenSSL must find everything right but that.
    @Test
    void issuesEuiccCertificatesThatOpensslFaultsForTheNameConstraintAlone() throws Exception {
        var pki = pki();
        pki.init(Curve.NIST_P256);
        pki.euicc(EID);
        var at = folder.resolve("pki");
        var said = run(
                "verify",
                "-ignore_critical",
                "-CAfile",
                at + "/ci.pem",
                "-untrusted",
                at + "/eum.pem",
                at + "/euicc-" + EID + ".pem");
        assertThat(said.lines().filter(line -> line.startsWith("error ")).toList())
                .isNotEmpty()
                .allMatch(line -> line.contains("permitted subtree violation") || line.contains("verification failed"));
    }

    private static void openssl(String... words) throws Exception {
        assertThat(run(words)).doesNotContain("NOT match", "failed", "error ");
    }

    private static String run(String... words) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException absent) {
            return Assumptions.abort("openssl is not installed");
        }
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void spoiltServersAreWrongInOneWayEach() {
        var pki = pki();
        pki.init(Curve.NIST_P256);
        var spoilt = pki.spoiltServers();
        var chain = chain(pki, RevocationList.EMPTY);
        var ci = chain.roots().getFirst();

        assertThat(spoilt)
                .containsOnlyKeys(
                        "dpauth-expired",
                        "dpauth-foreign-ci",
                        "dppb-expired",
                        "dppb-other-oid",
                        "tls-expired",
                        "tls-foreign-ci",
                        "tls-other-name");
        assertThat(spoilt.get("tls-expired").certificate().notAfter()).isBefore(Instant.now());
        assertThat(chain.rootOf(spoilt.get("tls-foreign-ci").certificate())).isEmpty();
        assertThat(spoilt.get("tls-other-name").certificate().dnsNames()).containsExactly("other.example.com");
        assertThatThrownBy(() ->
                        chain.verifyServer(spoilt.get("dpauth-expired").certificate(), CertificateRole.DP_AUTH, ci))
                .hasMessageContaining("expired");
        assertThatThrownBy(
                        () -> chain.verifyServer(spoilt.get("dppb-expired").certificate(), CertificateRole.DP_PB, ci))
                .hasMessageContaining("expired");
        assertThat(chain.rootOf(spoilt.get("dpauth-foreign-ci").certificate())).isEmpty();
        assertThatCode(() -> chain.verifyServer(spoilt.get("dppb-other-oid").certificate(), CertificateRole.DP_PB, ci))
                .doesNotThrowAnyException();
        assertThat(spoilt.get("dppb-other-oid").certificate().registeredId())
                .isPresent()
                .isNotEqualTo(Optional.of(TestPki.SMDP_OID));
        assertThat(pki.spoiltServers().get("dppb-expired").certificate())
                .as("kept")
                .isEqualTo(spoilt.get("dppb-expired").certificate());
    }
}
