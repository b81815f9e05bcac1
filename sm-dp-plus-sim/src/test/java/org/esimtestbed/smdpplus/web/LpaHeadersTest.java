package org.esimtestbed.smdpplus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.web.HeaderPolicy;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// User-Agent and X-Admin-Protocol of an LPA (SGP.22 §6.2), with a strict server and one that takes anything.
class LpaHeadersTest {
    private static final URI NO_CALLBACK = URI.create("https://localhost:1");

    @TempDir
    static Path strictFolder;

    @TempDir
    static Path lenientFolder;

    private static TestSmDpPlus strict;
    private static TestSmDpPlus lenient;

    @BeforeAll
    static void start() {
        var pki = TestSmDpPlus.pki(strictFolder);
        strict = new TestSmDpPlus(
                pki,
                clock -> TestSmDpPlus.with(
                        ServerPolicy.standard().withLpaHeaders(HeaderPolicy.STRICT),
                        TestSmDpPlus.settings(strictFolder, pki, TestSmDpPlus.h2(strictFolder), NO_CALLBACK, clock)));
        lenient = new TestSmDpPlus(lenientFolder, NO_CALLBACK);
    }

    @AfterAll
    static void stop() {
        strict.close();
        lenient.close();
    }

    private static HttpResponse<String> post(TestSmDpPlus smdp, String path, Bytes body, String agent, String protocol)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + smdp.running.es9Port() + path))
                .header("Content-Type", path.endsWith("asn1") ? "application/x-gsma-rsp-asn1" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        // an empty text stands for no header; this client always sends a User-Agent
        request.header("User-Agent", agent);
        if (!protocol.isEmpty()) request.header("X-Admin-Protocol", protocol);
        return smdp.lpa.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String initiate(TestSmDpPlus smdp, String agent, String protocol) throws Exception {
        var body = Bytes.utf8(TestSmDpPlus.initiate(smdp.euicc(1)));
        return outcome(post(smdp, "/gsma/rsp2/es9plus/initiateAuthentication", body, agent, protocol));
    }

    @ParameterizedTest
    @CsvSource({
        "gsma-rsp-lpad, gsma/rsp/v2.2.2, Executed-Success",
        "gsma-rsp-lpad, gsma/rsp/v2.5.0, Executed-Success",
        "gsma-rsp-lpae, gsma/rsp/v2.0.0, Executed-Success",
        "gsma-rsp-com.example.lpa, gsma/rsp/v2.2.0, Executed-Success",
        "gsma-rsp-lpad, '', 1.3.1/2.2",
        "gsma-rsp-lpad, gsma/rsp/v3.0.0, 1.3.2/3.1",
        "gsma-rsp-lpad, gsma/rsp/v1.0.0, 1.3.2/3.1",
        "gsma-rsp-lpad, gsma/rsp/v2, 1.3.1/2.1",
        "gsma-rsp-lpad, gsma/rsp/v<x.y.z>, 1.3.1/2.1",
        "gsma-rsp-lpad, globalplatform-remote-admin/1.0, 1.3.1/2.1",
        "curl/8, gsma/rsp/v2.2.2, 1.3.1/2.1"
    })
    void areCheckedByAStrictServer(String agent, String protocol, String expected) throws Exception {
        assertThat(initiate(strict, agent, protocol)).isEqualTo(expected);
        assertThat(initiate(lenient, agent, protocol)).isEqualTo("Executed-Success");
    }

    @Test
    void areNamedInTheRefusal() throws Exception {
        var body = Bytes.utf8(TestSmDpPlus.initiate(strict.euicc(1)));
        var path = "/gsma/rsp2/es9plus/initiateAuthentication";

        assertThat(TestSmDpPlus.message(post(strict, path, body, "gsma-rsp-lpad", "")))
                .contains("X-Admin-Protocol");
        assertThat(TestSmDpPlus.message(post(strict, path, body, "curl", "gsma/rsp/v2.2.2")))
                .contains("User-Agent");
    }

    @Test
    void areCheckedInEveryFunctionAndBinding() throws Exception {
        var notification = Bytes.utf8("{\"pendingNotification\":\"MAA=\"}");
        var path = "/gsma/rsp2/es9plus/handleNotification";
        assertThat(post(strict, path, notification, "gsma-rsp-lpad", "").statusCode())
                .isEqualTo(400);
        assertThat(post(strict, path, notification, "gsma-rsp-lpad", "gsma/rsp/v2.2.2")
                        .statusCode())
                .isEqualTo(204);

        var cancel = Tlv.of(
                0xA2, Tlv.of(0xBF41, Tlv.of(0x80, Bytes.repeat(1, 16)), Tlv.of(0xA1, Tlv.of(0xA0, Bytes.EMPTY))));
        var asn1 = "/gsma/rsp2/asn1";
        assertThat(post(strict, asn1, cancel.raw(), "gsma-rsp-lpad", "").body()).endsWith("\u007F"); // undefinedError
        assertThat(post(strict, asn1, cancel.raw(), "gsma-rsp-lpad", "gsma/rsp/v2.2.2")
                        .body())
                .endsWith("\u0001"); // invalidTransactionId
    }
}
