package org.esimtestbed.httpdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A certificate that is replaced while the server runs")
class CertificateFilesTest {
    private static final String ASK = "{\"name\":\"alice\"}";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private TestPki pki;
    private Path certificate;
    private Path key;
    private CertificateFiles files;
    private RunningRole role;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        pki = TestRole.pki(folder.resolve("pki"), Curve.NIST_P256);
        certificate = folder.resolve("tls.der");
        key = folder.resolve("tls.p8");
        install(TestPki.DP_TLS_NAME);
        files = files();
        role = TestRole.start(files, Operation.DEFAULT);
    }

    @AfterEach
    void stop() {
        role.close();
    }

    private CertificateFiles files() {
        InstantSource clock = now::get;
        return new CertificateFiles(
                certificate, key, List.of(pki.folder().readCertificate(PkiFolder.CI)), Crypto.standard(), clock);
    }

    // the operator's certificate names localhost as well
    private void install(String name) throws IOException {
        installCertificate(name);
        Files.copy(pki.folder().path().resolve(name + ".p8"), key, StandardCopyOption.REPLACE_EXISTING);
    }

    private void installCertificate(String name) throws IOException {
        Files.copy(pki.folder().certificateFile(name), certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    private BigInteger serial(String name) {
        return pki.folder().readCertificate(name).serialNumber();
    }

    private BigInteger shown() throws IOException {
        var answer = Ask.post(TestRole.operator(pki), role.port(), TestRole.ECHO, ASK);
        assertThat(answer.body()).contains("Executed-Success");
        return ((X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0]).getSerialNumber();
    }

    private void later() {
        now.updateAndGet(instant -> instant.plusSeconds(2));
    }

    @Test
    void isShownToNewConnectionsAndOldOnesGoOn() throws IOException {
        assertThat(shown()).isEqualTo(serial(TestPki.DP_TLS_NAME));
        try (var old = RawConnection.to(TestRole.operator(pki), role.port())) {
            old.socket().startHandshake();
            install(TestPki.OPERATOR_TLS_NAME);
            later();
            assertThat(shown()).isEqualTo(serial(TestPki.OPERATOR_TLS_NAME));
            assertThat(old.exchange(("POST " + TestRole.ECHO + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + ASK.length() + "\r\n\r\n"
                                    + ASK)
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                    .contains("Executed-Success");
        }
    }

    @Test
    void isNotLookedForAtEveryHandshake() throws IOException {
        install(TestPki.OPERATOR_TLS_NAME);
        assertThat(shown()).isEqualTo(serial(TestPki.DP_TLS_NAME));
    }

    @Test
    void isNotTakenWhenHalfWrittenOrWithoutItsKeyAndIsTakenOnceItIsWhole() throws IOException {
        var whole = Files.readAllBytes(pki.folder().certificateFile(TestPki.OPERATOR_TLS_NAME));
        Files.write(certificate, java.util.Arrays.copyOf(whole, 100));
        later();
        assertThat(shown()).isEqualTo(serial(TestPki.DP_TLS_NAME));
        installCertificate(TestPki.OPERATOR_TLS_NAME);
        later();
        assertThat(shown()).isEqualTo(serial(TestPki.DP_TLS_NAME));
        Files.delete(key);
        later();
        assertThat(shown()).isEqualTo(serial(TestPki.DP_TLS_NAME));
        install(TestPki.OPERATOR_TLS_NAME);
        later();
        assertThat(shown()).isEqualTo(serial(TestPki.OPERATOR_TLS_NAME));
    }

    @Test
    void isNotTakenWhenItIsOnAnotherCurve(@TempDir Path elsewhere) throws IOException {
        var before = files.get();
        var brainpool = TestRole.pki(elsewhere, Curve.BRAINPOOL_P256R1).folder();
        Files.copy(brainpool.certificateFile(TestPki.DP_TLS_NAME), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(brainpool.path().resolve(TestPki.DP_TLS_NAME + ".p8"), key, StandardCopyOption.REPLACE_EXISTING);
        later();
        assertThat(files.get()).isSameAs(before);
    }

    @Test
    void mustBeWholeWhenTheServerStarts() throws IOException {
        Files.write(certificate, new byte[] {0x30});
        assertThatThrownBy(this::files)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(certificate.toString());
    }
}
