package org.esimtestbed.lpa;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
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
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import org.esimtestbed.rsp.certificate.Credential;

/// Stands between an LPA and its SM-DP+ with a TLS certificate the LPA trusts: passes on what it is not told to
/// answer.
public final class HostileProxy implements AutoCloseable {
    private static final String ES9PLUS = "/gsma/rsp2/es9plus/";
    private static final String PASSWORD = "password";
    private static final int FIRST = 1;
    private static final int LAST = 10;

    private final WireMockServer server;

    /// @param folder where its key store is put
    public HostileProxy(Path folder, Credential tls) throws GeneralSecurityException, IOException {
        var file = folder.resolve("proxy.p12");
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(
                        new PKCS8EncodedKeySpec(tls.keyPair().privateKey().getEncoded()));
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(tls.certificate().der().toArray()));
        store.setKeyEntry("own", key, PASSWORD.toCharArray(), new Certificate[] {certificate});
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        server = new WireMockServer(wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(file.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .keystoreType("PKCS12"));
        server.start();
    }

    public String address() {
        return "localhost:" + server.httpsPort();
    }

    /// Forgets what it was told, and passes everything on to that server.
    public void passesOnTo(String address) {
        server.resetAll();
        server.stubFor(any(anyUrl()).atPriority(LAST).willReturn(aResponse().proxiedFrom("https://" + address)));
    }

    /// From now on that function is answered by nobody else.
    public void answers(String function, ResponseDefinitionBuilder answer) {
        server.stubFor(any(urlPathEqualTo(ES9PLUS + function)).atPriority(FIRST).willReturn(answer));
    }

    @Override
    public void close() {
        server.stop();
    }
}
