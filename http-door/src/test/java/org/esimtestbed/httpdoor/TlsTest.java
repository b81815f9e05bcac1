package org.esimtestbed.httpdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.tls.MutualTls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TLS of a listener (SGP.22 §2.6.6)")
class TlsTest {
    private static final String ASK = "{\"name\":\"alice\"}";

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class AnyCurve {
        private final Curve curve;
        TestPki pki;
        RunningRole role;
        String ci;

        AnyCurve(Curve curve) {
            this.curve = curve;
        }

        @BeforeAll
        void start(@TempDir Path folder) {
            pki = TestRole.pki(folder, curve);
            var tls = TestRole.server(pki);
            role = TestRole.start(() -> tls, Operation.DEFAULT);
            ci = folder.resolve(PkiFolder.CI + ".pem").toString();
        }

        @AfterAll
        void stop() {
            role.close();
        }

        String file(String name) {
            return pki.folder().path().resolve(name).toString();
        }

        String serial() {
            return pki.folder()
                    .read(TestPki.DP_TLS_NAME)
                    .certificate()
                    .serialNumber()
                    .toString(16);
        }

        @Test
        void speaksTheSuiteOfTheSpecification() {
            assertThat(OpenSsl.client(
                            role.port(),
                            "-tls1_2",
                            "-cipher",
                            "ECDHE-ECDSA-AES128-GCM-SHA256",
                            "-curves",
                            "P-256:brainpoolP256r1",
                            "-verify_return_error",
                            "-CAfile",
                            ci))
                    .contains("Protocol version: TLSv1.2", "Ciphersuite: ECDHE-ECDSA-AES128-GCM-SHA256")
                    .contains("Verification: OK");
        }

        @Test
        void refusesRsaAndCbcSuites() {
            for (var suite : List.of("ECDHE-ECDSA-AES128-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "AES128-SHA")) {
                assertThat(OpenSsl.client(role.port(), "-tls1_2", "-cipher", suite, "-curves", "P-256:brainpoolP256r1"))
                        .as(suite)
                        .contains("handshake failure")
                        .doesNotContain("CONNECTION ESTABLISHED");
            }
        }

        @Test
        void refusesTls11() {
            assertThat(OpenSsl.client(role.port(), "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"))
                    .contains("alert protocol version")
                    .doesNotContain("CONNECTION ESTABLISHED");
        }

        @Test
        void showsItsOwnCertificate() throws IOException {
            var answer = Ask.post(TestRole.operator(pki), role.port(), TestRole.ECHO, ASK);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("alice", "Executed-Success");
            var shown = (java.security.cert.X509Certificate)
                    answer.sslSession().orElseThrow().getPeerCertificates()[0];
            assertThat(shown.getSerialNumber().toString(16)).isEqualTo(serial());
        }

        @Test
        void answersCurl() {
            assertThat(OpenSsl.run(List.of(
                            "curl",
                            "-sS",
                            "--cacert",
                            ci,
                            "--curves",
                            "P-256:brainpoolP256r1",
                            "-H",
                            "Content-Type: application/json",
                            "-d",
                            ASK,
                            "https://localhost:" + role.port() + TestRole.ECHO)))
                    .contains("Executed-Success");
        }

        @Test
        void mutualTlsTakesAClientUnderTheSameCi() throws IOException {
            assertThat(Ask.post(TestRole.operator(pki), role.otherPort(0), TestRole.MUTUAL, ASK)
                            .body())
                    .contains("Executed-Success");
        }

        @Test
        void mutualTlsRefusesAClientUnderAnotherCiAndOneWithoutACertificate(@TempDir Path elsewhere) {
            var stranger = TestRole.pki(elsewhere, curve);
            var tls = MutualTls.context(
                    stranger.folder().read(TestPki.OPERATOR_TLS_NAME),
                    List.of(pki.folder().readCertificate(PkiFolder.CI)));
            assertThatThrownBy(() -> Ask.post(tls, role.otherPort(0), TestRole.MUTUAL, ASK))
                    .isInstanceOf(IOException.class);
            assertThat(OpenSsl.run(List.of(
                            "curl",
                            "-sS",
                            "--cacert",
                            ci,
                            "--curves",
                            "P-256:brainpoolP256r1",
                            "-d",
                            ASK,
                            "https://localhost:" + role.otherPort(0) + TestRole.MUTUAL)))
                    .contains("curl: (");
        }
    }

    @Nested
    @DisplayName("with a certificate on P-256")
    class OnP256 extends AnyCurve {
        OnP256() {
            super(Curve.NIST_P256);
        }

        @Test
        void speaksTls13() {
            assertThat(OpenSsl.client(role.port(), "-tls1_3", "-verify_return_error", "-CAfile", ci))
                    .contains("Protocol version: TLSv1.3", "Verification: OK");
        }
    }

    @Nested
    @DisplayName("with a certificate on brainpoolP256r1")
    class OnBrainpool extends AnyCurve {
        OnBrainpool() {
            super(Curve.BRAINPOOL_P256R1);
        }

        @Test
        void doesNotSpeakTls13() {
            assertThat(OpenSsl.client(role.port(), "-tls1_3"))
                    .contains("alert protocol version")
                    .doesNotContain("CONNECTION ESTABLISHED");
        }

        @Test
        void speaksToAClientThatKnowsBrainpoolAlone() {
            assertThat(OpenSsl.client(role.port(), "-tls1_2", "-curves", "brainpoolP256r1", "-CAfile", ci))
                    .contains("Server Temp Key: ECDH, brainpoolP256r1", "Verification: OK");
        }

        @Test
        void mutualTlsTakesAForeignClient() {
            var key = file("operator-key.pem");
            OpenSsl.run(List.of(
                    "openssl", "pkey", "-inform", "DER", "-in", file(TestPki.OPERATOR_TLS_NAME + ".p8"), "-out", key));
            assertThat(OpenSsl.run(List.of(
                            "curl",
                            "-sS",
                            "--cacert",
                            ci,
                            "--tls-max",
                            "1.2",
                            "--curves",
                            "brainpoolP256r1",
                            "--cert",
                            file(TestPki.OPERATOR_TLS_NAME + ".pem"),
                            "--key",
                            key,
                            "-H",
                            "Content-Type: application/json",
                            "-d",
                            ASK,
                            "https://localhost:" + role.otherPort(0) + TestRole.MUTUAL)))
                    .contains("Executed-Success");
        }

        @Test
        void leavesTheProvidersOfTheJvmAsTheyAre() {
            assertThat(java.security.Security.getProvider("BCJSSE")).isNull();
            assertThat(System.getProperty("jdk.tls.namedGroups")).isNull();
        }
    }
}
