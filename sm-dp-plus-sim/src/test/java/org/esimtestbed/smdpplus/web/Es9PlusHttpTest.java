package org.esimtestbed.smdpplus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.TestSmDpPlus.post;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The HTTP and JSON around ES9+ (SGP.22 §6): what any LPA sees of this server, whatever the function.
class Es9PlusHttpTest {
    @TempDir
    static Path folder;

    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() {
        smdp = new TestSmDpPlus(folder, URI.create("https://localhost:1"));
    }

    @AfterAll
    static void stop() {
        smdp.close();
    }

    @Test
    void provesItselfWithTheCertificatesOfItsPki() throws Exception {
        var euicc = smdp.euicc(1);
        var answer = smdp.lpa("initiateAuthentication", TestSmDpPlus.initiate(euicc));
        var offer = smdp.offered(euicc, smdp.released("").digits());

        assertThat(answer.sslSession().orElseThrow().getPeerCertificates()[0].getEncoded())
                .isEqualTo(smdp.pki
                        .folder()
                        .readCertificate(TestPki.DP_TLS_NAME)
                        .der()
                        .toArray());
        assertThat(json(answer).path("serverCertificate").asString())
                .isEqualTo(smdp.pki
                        .folder()
                        .readCertificate(TestPki.DP_AUTH_NAME)
                        .der()
                        .base64());
        assertThat(offer.answer().path("smdpCertificate").asString())
                .isEqualTo(smdp.pki
                        .folder()
                        .readCertificate(TestPki.DP_PB_NAME)
                        .der()
                        .base64());
    }

    @Test
    void answersWithTheHeadersOfTheBinding() throws Exception {
        var answer = smdp.lpa("initiateAuthentication", TestSmDpPlus.initiate(smdp.euicc(1)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Admin-Protocol")).hasValue("gsma/rsp/v2.2.2");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(outcome(answer)).isEqualTo("Executed-Success");
        assertThat(json(answer).path("transactionId").asString()).matches("[0-9A-F]{32}");
    }

    @Test
    void refusesAnotherServersAddressWithHttp200() throws Exception {
        var answer = smdp.lpa(
                "initiateAuthentication",
                TestSmDpPlus.initiate(smdp.euicc(1)).replace(TestSmDpPlus.ADDRESS, "other.example.com"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Admin-Protocol")).hasValue("gsma/rsp/v2.2.2");
        assertThat(outcome(answer)).isEqualTo("8.8.1/3.8");
    }

    @Test
    void ignoresMembersItDoesNotKnow() throws Exception {
        var body = TestSmDpPlus.initiate(smdp.euicc(1)).replaceFirst("\\{", "{\"fromTheFuture\":{\"a\":[1,null]},");

        assertThat(outcome(smdp.lpa("initiateAuthentication", body))).isEqualTo("Executed-Success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "\"text\"", "{\"a\":", "{} {}", "null"})
    void answersGarbageWith400(String body) throws Exception {
        assertThat(smdp.lpa("initiateAuthentication", body).statusCode()).isEqualTo(400);
        assertThat(smdp.lpa("handleNotification", body).statusCode()).isEqualTo(400);
    }

    @Test
    void answersABodyThatNoMessageFillsWith413() throws Exception {
        var body = "{\"smdpAddress\":\"" + "a".repeat(1 << 20) + "\"}";

        assertThat(smdp.lpa("initiateAuthentication", body).statusCode()).isEqualTo(413);
    }

    @Test
    void knowsNoOtherFunction() throws Exception {
        assertThat(smdp.lpa("initiateEverything", "{}").statusCode()).isEqualTo(404);
        assertThat(post(smdp.lpa, "https://localhost:" + smdp.running.es9Port() + "/", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gsma/rsp2/es2plus/downloadOrder",
                "/gsma/rsp2/es9plus/../es2plus/downloadOrder",
                "/gsma/rsp2/es9plus/%2e%2e/es2plus/downloadOrder",
                "//gsma/rsp2/es2plus/downloadOrder",
                "/gsma/rsp2/es2plus;x=1/downloadOrder"
            })
    void answersNoOperatorOnThePortOfLpas(String path) throws Exception {
        var uri = "https://localhost:" + smdp.running.es9Port() + path;

        assertThat(post(smdp.operator, uri, "{}").statusCode()).isIn(400, 404);
    }

    @Test
    void answersNoLpaOnThePortOfOperators() throws Exception {
        var uri = "https://localhost:" + smdp.running.es2Port() + "/gsma/rsp2/es9plus/initiateAuthentication";

        assertThat(post(smdp.operator, uri, TestSmDpPlus.initiate(smdp.euicc(1)))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void namesTheMemberWhoseDerIsTruncatedOrGoesOn() throws Exception {
        var euicc = smdp.euicc(1);
        var server = smdp.initiated(euicc);
        var whole = euicc.authenticate(server, "X").encode().raw();
        for (var spoiled : List.of(whole.first(whole.size() - 1), whole.plus(Bytes.of(0)), whole.first(3))) {
            var answer = smdp.lpa("authenticateClient", """
                    {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(server.transactionId(), spoiled.base64()));

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.1");
            assertThat(message(answer)).contains("authenticateServerResponse").contains("offset");
        }
    }

    @Test
    void refusesWhatIsNoBase64() throws Exception {
        var answer = smdp.lpa(
                "authenticateClient", "{\"transactionId\":\"00\",\"authenticateServerResponse\":\"not base64!\"}");

        assertThat(outcome(answer)).isEqualTo("1.3.1/2.1");
        assertThat(message(answer)).contains("authenticateServerResponse");
    }
}
