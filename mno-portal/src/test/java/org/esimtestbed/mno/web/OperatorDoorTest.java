package org.esimtestbed.mno.web;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.mno.MnoSettings;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A running operator, and an SM-DP+ that answers as a test says.
class OperatorDoorTest {
    private static final String ES2PLUS = "/gsma/rsp2/es2plus/";
    private static final String SUCCESS = "\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}";
    private static final List<TraceEvent> TRACE = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    private static TestPki pki;
    private static WireMockServer smdp;
    private static RunningMno mno;
    private static HttpClient http;
    private static HttpClient smdpSide;

    @BeforeAll
    static void start() throws Exception {
        pki = new TestPki(
                new PkiFolder(folder.resolve("pki"), Crypto.standard()), Crypto.standard(), InstantSource.system());
        pki.init(Curve.NIST_P256);
        var ci = pki.folder().readCertificate(PkiFolder.CI);
        var tls = pki.folder().read(TestPki.DP_TLS_NAME);
        smdp = new WireMockServer(wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(keyStore(tls).toString())
                .keystorePassword("test")
                .keyManagerPassword("test")
                .keystoreType("PKCS12"));
        smdp.start();
        mno = RunningMno.start(new MnoSettings(
                "127.0.0.1",
                0,
                0,
                URI.create("https://localhost:" + smdp.httpsPort()),
                "operator-one",
                pki.folder().read(TestPki.OPERATOR_TLS_NAME),
                List.of(ci),
                "00101",
                0,
                List.of(),
                "jdbc:h2:mem:operator;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                Crypto.standard(),
                InstantSource.system(),
                TRACE::add));
        http = HttpClient.newHttpClient();
        smdpSide = HttpClient.newBuilder()
                .sslContext(MutualTls.context(tls, List.of(ci)))
                .build();
    }

    private static Path keyStore(Credential credential) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        credential.keyPair().privateKey().getEncoded()));
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new java.io.ByteArrayInputStream(
                        credential.certificate().der().toArray()));
        keys.setKeyEntry("tls", key, "test".toCharArray(), new java.security.cert.Certificate[] {certificate});
        var file = folder.resolve("tls.p12");
        try (var out = Files.newOutputStream(file)) {
            keys.store(out, "test".toCharArray());
        }
        return file;
    }

    @AfterAll
    static void stop() {
        smdpSide.close();
        http.close();
        mno.close();
        smdp.stop();
    }

    @BeforeEach
    void anSmDpPlusThatAgrees() {
        smdp.resetAll();
        TRACE.clear();
        smdp.stubFor(post(ES2PLUS + "downloadOrder")
                .willReturn(okJson("{" + SUCCESS + ",\"iccid\":\"8988211900000000011\"}")));
        smdp.stubFor(post(ES2PLUS + "confirmOrder")
                .willReturn(
                        okJson("{" + SUCCESS + ",\"matchingId\":\"AAAA-BBBB\",\"smdpAddress\":\"smdp.example.com\"}")));
        smdp.stubFor(post(ES2PLUS + "releaseProfile").willReturn(okJson("{" + SUCCESS + "}")));
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + mno.httpPort() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return RspJson.mapper().readTree(answer.body());
    }

    private static HttpResponse<String> order(String more) throws Exception {
        return send("POST", "/orders", "{\"profileType\":\"generic\"" + more + "}");
    }

    @Test
    void tellsTheSubscriberTheCodesOfTheSim() throws Exception {
        var iccid = json(order("")).path("iccid").asString();

        var codes = send("GET", "/orders/" + iccid + "/codes", "");

        assertThat(codes.statusCode()).isEqualTo(200);
        assertThat(json(codes).path("pin").asString()).matches("[0-9]{4}");
        assertThat(json(codes).path("puk").asString()).matches("[0-9]{8}");
        var ordered = RspJson.mapper()
                .readTree(smdp.findAll(postRequestedFor(urlEqualTo(ES2PLUS + "downloadOrder")))
                        .getFirst()
                        .getBodyAsString())
                .path("personalisation");
        assertThat(ordered.path("pin1")).isEqualTo(json(codes).path("pin"));
        assertThat(ordered.path("puk1")).isEqualTo(json(codes).path("puk"));
        assertThat(codes.body()).doesNotContain("adm").doesNotContain("opc");
        assertThat(send("GET", "/orders/8988211999999999999/codes", "").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "/orders/12/codes", "").statusCode()).isEqualTo(400);
    }

    @Test
    void turnsAnOrderIntoAnActivationCode() throws Exception {
        var answer = order("");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).path("activationCode").asString()).isEqualTo("1$smdp.example.com$AAAA-BBBB");
        assertThat(json(answer).path("progress").asString()).isEqualTo("released");
        assertThat(answer.body()).doesNotContain("puk").doesNotContain("\"k\"").doesNotContain("opc");
        var found = send("GET", "/orders/" + json(answer).path("iccid").asString(), "");
        assertThat(json(found)).isEqualTo(json(answer));
        assertThat(json(send("GET", "/orders", ""))).contains(json(answer));
        var header = RspJson.mapper()
                .readTree(smdp.findAll(postRequestedFor(urlEqualTo(ES2PLUS + "downloadOrder")))
                        .getFirst()
                        .getBodyAsString())
                .path("header");
        assertThat(header.path("functionRequesterIdentifier").asString()).isEqualTo("operator-one");
        assertThat(header.path("functionCallIdentifier").asString()).isNotEmpty();
    }

    @Test
    void marksACodeThatAsksForAConfirmationCode() throws Exception {
        assertThat(json(order(",\"confirmationCode\":\"2468\""))
                        .path("activationCode")
                        .asString())
                .isEqualTo("1$smdp.example.com$AAAA-BBBB$$1");
    }

    @Test
    void tracesNoSecretOfAnOrder() throws Exception {
        order(",\"confirmationCode\":\"24681357\"");

        var sent = smdp.findAll(postRequestedFor(urlEqualTo(ES2PLUS + "downloadOrder")))
                .getFirst();
        var personalisation = RspJson.mapper().readTree(sent.getBodyAsString()).path("personalisation");
        var traced = TRACE.toString();
        for (var secret : List.of("k", "opc", "pin1", "puk1", "adm1")) {
            assertThat(personalisation.path(secret).asString()).isNotEmpty();
            assertThat(traced).contains("\"" + secret + "\":\"***\"");
            assertThat(traced)
                    .doesNotContain("\"" + personalisation.path(secret).asString() + "\"");
        }
        assertThat(traced).contains("\"confirmationCode\":\"***\"").doesNotContain("24681357");
    }

    @Test
    void passesARefusalOnWithItsCode() throws Exception {
        smdp.stubFor(post(ES2PLUS + "downloadOrder").willReturn(okJson("""
                        {"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":
                        {"subjectCode":"8.2.5","reasonCode":"3.10","message":"unknown type"}}}}""")));

        var answer = order("");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("code").asString()).isEqualTo("8.2.5/3.10");
        assertThat(json(answer).path("message").asString()).contains("unknown type");
        assertThat(smdp.findAll(postRequestedFor(urlEqualTo(ES2PLUS + "confirmOrder"))))
                .isEmpty();
    }

    @Test
    void saysThatTheSmDpPlusGivesNoUsableAnswer() throws Exception {
        for (var spoiled : List.of(aResponse().withStatus(500), okJson("no JSON"), okJson("{}"))) {
            smdp.stubFor(post(ES2PLUS + "downloadOrder").willReturn(spoiled));
            var answer = order("");

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(json(answer).path("message").asString()).contains("localhost:" + smdp.httpsPort());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{}",
                "[]",
                "{\"profileType\":\"generic\",\"eid\":\"123\"}",
                "{\"profileType\":\"generic\",\"testKey\":\"XYZ\"}",
                "{\"profileType\":\"generic\",\"testKey\":\"00\"}"
            })
    void answersAnOrderThatIsNoneWith400(String body) throws Exception {
        var before = json(send("GET", "/orders", "")).size();

        assertThat(send("POST", "/orders", body).statusCode()).isEqualTo(400);

        assertThat(json(send("GET", "/orders", ""))).hasSize(before);
        assertThat(smdp.findAll(postRequestedFor(urlEqualTo(ES2PLUS + "downloadOrder"))))
                .isEmpty();
    }

    @Test
    void answersNumbersThatAreNoneWith400AndUnknownOnesWith404() throws Exception {
        assertThat(send("GET", "/orders/12", "").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/orders/8988211999999999999", "").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/network/attach", "{\"imsi\":\"x\"}").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/network/attach", "{\"imsi\":\"001019999999999\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/network/subscribers/x/forget-sequence-number", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/network/authentication-response", "{\"imsi\":\"001019999999999\"}")
                        .statusCode())
                .isEqualTo(400);
        var imsi = json(order("")).path("imsi").asString();
        var challenge = json(send("POST", "/network/attach", "{\"imsi\":\"" + imsi + "\"}"));
        assertThat(send(
                                "POST",
                                "/network/synchronisation-failure",
                                "{\"imsi\":\"%s\",\"rand\":\"%s\",\"auts\":\"AAAA\"}"
                                        .formatted(imsi, challenge.path("rand").asString()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void keepsTheClassOfAProfile() throws Exception {
        var provisioning = json(order(",\"profileClass\":\"provisioning\""));
        assertThat(provisioning.path("profileClass").asString()).isEqualTo("provisioning");
        assertThat(json(order("")).path("profileClass").asString()).isEqualTo("operational");
        assertThat(order(",\"profileClass\":\"golden\"").statusCode()).isEqualTo(400);

        var imsi = provisioning.path("imsi").asString();
        var state = json(send("GET", "/network/subscribers/" + imsi, ""));
        assertThat(state.path("attached").asBoolean()).isFalse();
        assertThat(state.path("profileClass").asString()).isEqualTo("provisioning");
        assertThat(send("GET", "/network/subscribers/001019999999999", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pdn-connectivity {}",
                "call {\"context\":\"x\",\"number\":\"+1\"}",
                "short-message {\"context\":\"x\",\"number\":\"1\",\"text\":\"\"}",
                "received-short-messages []",
                "detach {}",
                "rules/provisioning-apn {}"
            })
    void answersWhatIsNoRequestToTheNetworkWith400(String request) throws Exception {
        var parts = request.split(" ", 2);

        assertThat(send("POST", "/network/" + parts[0], parts[1]).statusCode()).isEqualTo(400);
    }

    @Test
    void saysThatADeviceIsNotAttached() throws Exception {
        for (var path : List.of("pdn-connectivity", "call", "short-message")) {
            var answer = send("POST", "/network/" + path, "{\"context\":\"x\",\"number\":\"1\",\"text\":\"hello\"}");
            assertThat(json(answer).path("accepted").asBoolean()).isFalse();
            assertThat(json(answer).path("cause").asString()).isEqualTo("implicitly detached (10)");
        }
        assertThat(send("POST", "/network/received-short-messages", "{\"context\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/network/detach", "{\"context\":\"x\"}").statusCode())
                .isEqualTo(204);
    }

    private static final String TOLD = """
            {"header":{"functionRequesterIdentifier":"1","functionCallIdentifier":"2"},"iccid":"%s",
            "profileType":"generic","timestamp":"2026-01-01T00:00:00Z","notificationPointId":%d,
            "notificationPointStatus":{"status":"%s"}}""";

    private static int tell(HttpClient client, String base, String message) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(base + ES2PLUS + "handleDownloadProgressInfo"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(message))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void believesTheSmDpPlusOnItsOwnPortOnly() throws Exception {
        var iccid = json(order("")).path("iccid").asString();
        var es2 = "https://localhost:" + mno.es2Port();
        var message = TOLD.formatted(iccid, 4, "Executed-Success");

        assertThat(tell(http, "http://localhost:" + mno.httpPort(), message)).isEqualTo(404);
        assertThat(progress(iccid)).isEqualTo("released");
        assertThatThrownBy(() -> tell(http, es2, message)).isInstanceOf(IOException.class);

        assertThat(tell(smdpSide, es2, message)).isEqualTo(204);
        assertThat(progress(iccid)).isEqualTo("installed");
        assertThat(tell(smdpSide, es2, "{}")).isEqualTo(400);
        assertThat(smdpSide.send(
                                HttpRequest.newBuilder(URI.create(es2 + "/orders"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void hearsOfAFailedInstallation() throws Exception {
        var iccid = json(order("")).path("iccid").asString();
        var es2 = "https://localhost:" + mno.es2Port();

        assertThat(tell(smdpSide, es2, TOLD.formatted(iccid, 3, "Executed-Success")))
                .isEqualTo(204);
        assertThat(progress(iccid)).isEqualTo("downloaded");
        assertThat(tell(smdpSide, es2, TOLD.formatted(iccid, 2, "Failed"))).isEqualTo(204);
        assertThat(progress(iccid)).isEqualTo("downloaded");
        assertThat(tell(smdpSide, es2, TOLD.formatted(iccid, 4, "Failed"))).isEqualTo(204);
        assertThat(progress(iccid)).isEqualTo("failed");
    }

    private static String progress(String iccid) throws Exception {
        return json(send("GET", "/orders/" + iccid, "")).path("progress").asString();
    }
}
