package org.esimtestbed.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.RspJson;
import tools.jackson.databind.JsonNode;

/// An SM-DS that lets in whom the CI has issued, writes down what it is told, and answers as it is bidden.
public final class TestSmds implements AutoCloseable {
    private static final String PASSWORD = "password";
    private static final String SUCCESS = "\"status\":\"Executed-Success\"";

    private final Path keys;
    private final Path trust;
    private WireMockServer server;
    private final int port;

    public TestSmds(Path folder, TestPki pki) throws Exception {
        var names = new ServerNames("SM-DS", "smds", new Oid("2.999.15"), List.of("localhost"), List.of("127.0.0.1"));
        var own = pki.issuer().issueTls(CertificateRole.DS_TLS, names);
        keys = folder.resolve("smds.p12");
        trust = folder.resolve("smds-trust.p12");
        var store = empty();
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(
                        new PKCS8EncodedKeySpec(own.keyPair().privateKey().getEncoded()));
        store.setKeyEntry("own", key, PASSWORD.toCharArray(), new X509Certificate[] {x509(own.certificate())});
        write(store, keys);
        var cis = empty();
        cis.setCertificateEntry("ci", x509(pki.folder().readCertificate(PkiFolder.CI)));
        write(cis, trust);
        server = started(0);
        port = server.httpsPort();
        succeeds();
    }

    private WireMockServer started(int at) {
        var started = new WireMockServer(wireMockConfig()
                .httpDisabled(true)
                .httpsPort(at)
                .keystorePath(keys.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .keystoreType("PKCS12")
                .needClientAuth(true)
                .trustStorePath(trust.toString())
                .trustStorePassword(PASSWORD)
                .trustStoreType("PKCS12"));
        started.start();
        return started;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static X509Certificate x509(Certificate certificate) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.der().toArray()));
    }

    public String address() {
        return "localhost:" + port;
    }

    public void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(post(anyUrl()).willReturn(answer));
    }

    public void succeeds() {
        answers(ok(SUCCESS));
    }

    public void refuses(String subject, String reason) {
        answers(ok("\"status\":\"Failed\",\"statusCodeData\":{\"subjectCode\":\"%s\",\"reasonCode\":\"%s\"}"
                .formatted(subject, reason)));
    }

    public void isUnavailable() {
        answers(ResponseDefinitionBuilder.responseDefinition().withStatus(503));
    }

    private static ResponseDefinitionBuilder ok(String status) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"header\":{\"functionExecutionStatus\":{" + status + "}}}");
    }

    /// Takes no connection any more.
    public void goesAway() {
        server.stop();
    }

    public void comesBack() {
        server = started(port);
        succeeds();
    }

    /// What it has been told by a function of ES12, oldest first.
    public List<JsonNode> told(String function) {
        return told("es12", function);
    }

    public List<JsonNode> told(String interfaceName, String function) {
        return server
                .findAll(postRequestedFor(urlEqualTo("/gsma/rsp2/" + interfaceName + "/" + function))
                        .withHeader(
                                "X-Admin-Protocol",
                                com.github.tomakehurst.wiremock.client.WireMock.equalTo("gsma/rsp/v2.2.2")))
                .stream()
                .map(it -> RspJson.mapper().readTree(it.getBodyAsString()))
                .toList();
    }

    public static void await(BooleanSupplier truth) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!truth.getAsBoolean()) {
            Assertions.assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
