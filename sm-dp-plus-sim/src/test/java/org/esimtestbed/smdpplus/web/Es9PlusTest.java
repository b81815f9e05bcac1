package org.esimtestbed.smdpplus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.TestSmDpPlus.post;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ES9+ on the wire: what any LPA sees of this server.
class Es9PlusTest {
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

    @Test
    void takesATransactionIdInLowerCase() throws Exception {
        var euicc = smdp.euicc(1);
        var server = smdp.initiated(euicc);
        var response = euicc.authenticate(server, smdp.released("").digits()).encode();
        var body = """
                {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(
                        server.transactionId().toString().toLowerCase(Locale.ROOT),
                        response.raw().base64());

        var answer = smdp.lpa("authenticateClient", body);

        assertThat(outcome(answer)).isEqualTo("Executed-Success");
        assertThat(json(answer).path("transactionId").asString())
                .isEqualTo(server.transactionId().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "\"text\"", "{\"a\":", "{} {}", "null"})
    void answersGarbageWith400(String body) throws Exception {
        assertThat(smdp.lpa("initiateAuthentication", body).statusCode()).isEqualTo(400);
        assertThat(smdp.lpa("handleNotification", body).statusCode()).isEqualTo(400);
    }

    @Test
    void namesTheMemberThatIsMissing() throws Exception {
        var answer = smdp.lpa("initiateAuthentication", "{\"smdpAddress\":\"smdp.example.com\"}");

        assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
        assertThat(message(answer)).contains("euiccChallenge");
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

    @Test
    void refusesASignatureOverAnotherChallenge() throws Exception {
        var euicc = smdp.euicc(1);
        var server = smdp.initiated(euicc);
        var other = smdp.initiated(euicc);
        var mixed = new org.esimtestbed.rsp.data.ServerSigned1(
                server.transactionId(), server.euiccChallenge(), server.serverAddress(), other.serverChallenge());

        var answer = smdp.authenticateClient(
                server.transactionId(), euicc.authenticate(mixed, "X").encode());

        assertThat(outcome(answer)).isEqualTo("8.1/6.1");
    }

    @Test
    void refusesATransactionNobodyOpened() throws Exception {
        var euicc = smdp.euicc(1);
        var server = smdp.initiated(euicc);

        var answer = smdp.lpa("authenticateClient", """
                {"transactionId":"AA","authenticateServerResponse":"%s"}""".formatted(
                        euicc.authenticate(server, "X").encode().raw().base64()));

        assertThat(outcome(answer)).isEqualTo("8.10.1/3.9");
    }

    @Test
    void refusesAMatchingIdNobodyOrdered() throws Exception {
        var euicc = smdp.euicc(1);
        var server = smdp.initiated(euicc);

        assertThat(outcome(smdp.authenticateClient(
                        server.transactionId(),
                        euicc.authenticate(server, "NOBODY").encode())))
                .isEqualTo("8.2.6/3.8");
    }

    @Test
    void offersNothingToAnEuiccThatIsFull() throws Exception {
        var euicc = smdp.euicc(1);
        var server = smdp.initiated(euicc);

        assertThat(outcome(smdp.authenticateClient(
                        server.transactionId(),
                        euicc.authenticate(server, smdp.released("").digits(), 10)
                                .encode())))
                .isEqualTo("8.1/4.8");
    }

    @Test
    void handsAProfileOutOnceAndHearsOfItsInstallation() throws Exception {
        var euicc = smdp.euicc(2);
        var iccid = smdp.released("");
        var offer = smdp.offered(euicc, iccid.digits());
        var bound = smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));

        assertThat(outcome(bound)).isEqualTo("Executed-Success");
        assertThat(Tlv.parse(Bytes.base64(
                                json(bound).path("boundProfilePackage").asString()))
                        .tag())
                .isEqualTo(0xBF36);
        assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);

        var told = notify(euicc.installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS));
        assertThat(told.statusCode()).isEqualTo(204);
        assertThat(told.body()).isEmpty();
        assertThat(told.headers().firstValue("X-Admin-Protocol")).hasValue("gsma/rsp/v2.2.2");
        assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);

        // once more, as after a lost answer
        assertThat(notify(euicc.installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS))
                        .statusCode())
                .isEqualTo(204);
        var again = smdp.initiated(euicc);
        assertThat(outcome(smdp.authenticateClient(
                        again.transactionId(),
                        euicc.authenticate(again, iccid.digits()).encode())))
                .isEqualTo("8.2.6/3.8");
    }

    private static java.net.http.HttpResponse<String> notify(Tlv notification) throws java.io.IOException {
        return smdp.lpa(
                "handleNotification",
                "{\"pendingNotification\":\"" + notification.raw().base64() + "\"}");
    }

    private static OrderState state(org.esimtestbed.rsp.id.Iccid iccid) {
        return smdp.running.orders().find(iccid).orElseThrow().state();
    }

    @Test
    void acknowledgesAndDoesNotBelieveWhatAnotherEuiccSigned() throws Exception {
        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(2), iccid.digits());
        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));

        var told = notify(smdp.euicc(3).installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS));

        assertThat(told.statusCode()).isEqualTo(204);
        assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);
    }

    @Test
    void acknowledgesANotificationOfAProfileItDoesNotKnow() throws Exception {
        assertThat(notify(smdp.euicc(2).enabled(smdp.newIccid(), TestSmDpPlus.ADDRESS))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void answersWhatIsNoNotificationWith400() throws Exception {
        assertThat(notify(Tlv.of(0xBF2D, Bytes.EMPTY)).statusCode()).isEqualTo(400);
        assertThat(smdp.lpa("handleNotification", "{}").statusCode()).isEqualTo(400);
        assertThat(smdp.lpa("handleNotification", "{\"pendingNotification\":\"vzc=\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void givesOneOfTwoEuiccsTheProfileThatBothWereOffered() throws Exception {
        var iccid = smdp.released("");
        var first = smdp.offered(smdp.euicc(4), iccid.digits());
        var second = smdp.offered(smdp.euicc(5), iccid.digits());

        assertThat(outcome(smdp.lpa("getBoundProfilePackage", first.prepared(Optional.empty()))))
                .isEqualTo("Executed-Success");
        assertThat(outcome(smdp.lpa("getBoundProfilePackage", second.prepared(Optional.empty()))))
                .isEqualTo("8.2/3.7");

        // nor can the second end the first one's download
        var cancelled = smdp.lpa("cancelSession", """
                {"transactionId":"%s","cancelSessionResponse":"%s"}""".formatted(
                second.transactionId(),
                second.euicc()
                        .cancelSession(second.transactionId(), TestPki.SMDP_OID, CancelSessionReason.END_USER_REJECTION)
                        .raw()
                        .base64()));
        assertThat(outcome(cancelled)).isEqualTo("Executed-Success");
        assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);
    }

    @Test
    void givesTheProfileToOneOfManyEuiccsThatRaceForIt() throws Exception {
        var iccid = smdp.released("");
        int racers = 6;
        var start = new CyclicBarrier(racers);
        List<String> outcomes;
        try (var pool = Executors.newFixedThreadPool(racers)) {
            var tries = new java.util.ArrayList<Callable<String>>();
            for (int i = 0; i < racers; i++) {
                var offer = smdp.offered(smdp.euicc(10 + i), iccid.digits());
                var body = offer.prepared(Optional.empty());
                tries.add(() -> {
                    start.await();
                    return outcome(smdp.lpa("getBoundProfilePackage", body));
                });
            }
            outcomes = pool.invokeAll(tries).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
        }

        assertThat(outcomes).containsOnlyOnce("Executed-Success").containsOnly("Executed-Success", "8.2/3.7");
        assertThat(smdp.running.orders().find(iccid).orElseThrow().attempts().downloads())
                .isEqualTo(1);
    }

    @Test
    void refusesTheProfileOnceItIsInstalled() throws Exception {
        var euicc = smdp.euicc(6);
        var iccid = smdp.released("");
        var offer = smdp.offered(euicc, iccid.digits());
        var late = smdp.offered(euicc, iccid.digits());
        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));
        notify(euicc.installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS));

        assertThat(outcome(smdp.lpa("getBoundProfilePackage", late.prepared(Optional.empty()))))
                .isEqualTo("8.2/3.7");
        assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
    }

    @Test
    void endsAnOrderAfterThreeWrongConfirmationCodes() throws Exception {
        var iccid = smdp.released("\"confirmationCode\":\"2468\",");
        var offer = smdp.offered(smdp.euicc(7), iccid.digits());
        var wrong = Optional.of(ConfirmationCode.hashCc(ConfirmationCode.hash("1357"), offer.transactionId()));

        assertThat(outcome(smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()))))
                .isEqualTo("8.2.7/2.2");
        assertThat(outcome(smdp.lpa("getBoundProfilePackage", offer.prepared(wrong))))
                .isEqualTo("8.2.7/3.8");
        assertThat(outcome(smdp.lpa("getBoundProfilePackage", offer.prepared(wrong))))
                .isEqualTo("8.2.7/3.8");
        assertThat(outcome(smdp.lpa("getBoundProfilePackage", offer.prepared(wrong))))
                .isEqualTo("8.2.7/6.4");
        assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
    }

    @Test
    void countsEveryConfirmationCodeThatIsTriedAtOnce() throws Exception {
        var iccid = smdp.released("\"confirmationCode\":\"2468\",");
        int racers = 6;
        var start = new CyclicBarrier(racers);
        List<String> outcomes;
        try (var pool = Executors.newFixedThreadPool(racers)) {
            var tries = new java.util.ArrayList<Callable<String>>();
            for (int i = 0; i < racers; i++) {
                var offer = smdp.offered(smdp.euicc(7), iccid.digits());
                var body = offer.prepared(
                        Optional.of(ConfirmationCode.hashCc(ConfirmationCode.hash("135" + i), offer.transactionId())));
                tries.add(() -> {
                    start.await();
                    return outcome(smdp.lpa("getBoundProfilePackage", body));
                });
            }
            outcomes = pool.invokeAll(tries).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
        }

        assertThat(outcomes).filteredOn("8.2.7/3.8"::equals).hasSize(2);
        assertThat(outcomes).contains("8.2.7/6.4").isSubsetOf("8.2.7/3.8", "8.2.7/6.4", "8.2/3.7");
        assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
    }

    @Test
    void takesTheRightConfirmationCodeAfterAWrongOne() throws Exception {
        var iccid = smdp.released("\"confirmationCode\":\"2468\",");
        var offer = smdp.offered(smdp.euicc(7), iccid.digits());
        var id = offer.transactionId();

        smdp.lpa(
                "getBoundProfilePackage",
                offer.prepared(Optional.of(ConfirmationCode.hashCc(ConfirmationCode.hash("1357"), id))));
        var right = smdp.lpa(
                "getBoundProfilePackage",
                offer.prepared(Optional.of(ConfirmationCode.hashCc(ConfirmationCode.hash("2468"), id))));

        assertThat(outcome(right)).isEqualTo("Executed-Success");
    }

    @Test
    void refusesACancellationForAnotherServer() throws Exception {
        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(8), iccid.digits());
        var body = """
                {"transactionId":"%s","cancelSessionResponse":"%s"}""".formatted(
                offer.transactionId(),
                offer.euicc()
                        .cancelSession(
                                offer.transactionId(), new Oid("2.999.99"), CancelSessionReason.END_USER_REJECTION)
                        .raw()
                        .base64());

        assertThat(outcome(smdp.lpa("cancelSession", body))).isEqualTo("8.8/3.10");
        assertThat(state(iccid)).isEqualTo(OrderState.RELEASED);
    }

    @Test
    void forgetsSessionsOfYesterday() throws Exception {
        var euicc = smdp.euicc(1);
        var server = smdp.initiated(euicc);
        var response = euicc.authenticate(server, "X").encode();
        smdp.clock.pass(Duration.ofDays(1));

        assertThat(outcome(smdp.authenticateClient(server.transactionId(), response)))
                .isEqualTo("8.10.1/3.9");
    }
}
