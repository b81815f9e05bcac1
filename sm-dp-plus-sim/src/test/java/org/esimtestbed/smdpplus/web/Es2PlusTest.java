package org.esimtestbed.smdpplus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.smdpplus.TestSmDpPlus.OPERATOR;
import static org.esimtestbed.smdpplus.TestSmDpPlus.OTHER_OPERATOR;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.TestSmDpPlus.post;
import static org.esimtestbed.smdpplus.TestSmDpPlus.withHeader;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ES2+ on the wire, both ways: operators that order, and an operator's door that is told.
class Es2PlusTest {
    @TempDir
    static Path folder;

    private static final LinkedBlockingQueue<String> TOLD = new LinkedBlockingQueue<>();
    private static final LinkedBlockingQueue<Integer> ANSWERS = new LinkedBlockingQueue<>();
    private static HttpsServer door;
    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() throws IOException {
        var pki = TestSmDpPlus.pki(folder);
        door = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var ci = pki.folder().readCertificate(org.esimtestbed.ci.PkiFolder.CI);
        var tls = MutualTls.context(pki.folder().read(TestPki.OPERATOR_TLS_NAME), List.of(ci));
        door.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = tls.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        door.createContext("/", exchange -> {
            TOLD.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var status = Optional.ofNullable(ANSWERS.poll()).orElse(204);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        door.start();
        smdp = new TestSmDpPlus(
                folder, URI.create("https://localhost:" + door.getAddress().getPort()));
    }

    @AfterAll
    static void stop() {
        smdp.close();
        door.stop(0);
    }

    @Test
    void letsNobodyInWithoutACertificate() {
        assertThatThrownBy(() -> post(smdp.lpa, smdp.es2() + "downloadOrder", "{}"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void letsNobodyInWithACertificateOfAnotherCi(@TempDir Path elsewhere) {
        var foreign = TestSmDpPlus.pki(elsewhere).folder().read(TestPki.OPERATOR_TLS_NAME);
        try (var stranger = TestSmDpPlus.client(MutualTls.context(foreign, List.of(smdp.ci())))) {
            assertThatThrownBy(() -> post(stranger, smdp.es2() + "downloadOrder", "{}"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void carriesAnOrderFromAllocatedToReleased() throws Exception {
        var iccid = smdp.newIccid();
        var ordered = smdp.downloadOrder(iccid, "");
        assertThat(outcome(ordered)).isEqualTo("Executed-Success");
        assertThat(json(ordered).path("iccid").asString()).isEqualTo(iccid.digits());
        assertThat(ordered.headers().firstValue("X-Admin-Protocol")).hasValue("gsma/rsp/v2.2.2");

        var confirmed = smdp.operator("confirmOrder", "\"iccid\":\"" + iccid + "\",\"releaseFlag\":false");
        assertThat(json(confirmed).path("matchingId").asString()).matches("([A-Z2-9]{5}-){3}[A-Z2-9]{5}");
        assertThat(json(confirmed).path("smdpAddress").asString()).isEqualTo(TestSmDpPlus.ADDRESS);

        assertThat(outcome(smdp.operator("releaseProfile", "\"iccid\":\"" + iccid + "\"")))
                .isEqualTo("Executed-Success");
        assertThat(smdp.running.orders().find(iccid).orElseThrow().state()).isEqualTo(OrderState.RELEASED);
        assertThat(outcome(smdp.operator("releaseProfile", "\"iccid\":\"" + iccid + "\"")))
                .isEqualTo("8.2.1/3.3");
    }

    @Test
    void showsAnOperatorNoOrderOfAnother() throws Exception {
        var iccid = smdp.newIccid();
        smdp.downloadOrder(iccid, "");
        var members = "\"iccid\":\"" + iccid + "\",\"releaseFlag\":true";

        for (var function : List.of("confirmOrder", "releaseProfile")) {
            var answer = post(smdp.otherOperator, smdp.es2() + function, withHeader(OTHER_OPERATOR, members));
            assertThat(outcome(answer)).isEqualTo("8.2.1/1.2");
        }
        assertThat(smdp.running.orders().find(iccid).orElseThrow().state()).isEqualTo(OrderState.ALLOCATED);
    }

    @Test
    void refusesAnOperatorWhoSaysHeIsAnother() throws Exception {
        var answer = post(smdp.otherOperator, smdp.es2() + "releaseProfile", withHeader(OPERATOR, "\"iccid\":\"1\""));

        assertThat(outcome(answer)).isEqualTo("1.2/2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"header\":1}", "{\"header\":{\"functionRequesterIdentifier\":\"operator-one\"}}"})
    void refusesARequestWithoutACompleteHeader(String body) throws Exception {
        assertThat(outcome(post(smdp.operator, smdp.es2() + "downloadOrder", body)))
                .isEqualTo("1.2/2.1");
    }

    @Test
    void answersGarbageWith400() throws Exception {
        assertThat(post(smdp.operator, smdp.es2() + "downloadOrder", "no JSON").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatItCannotMake() throws Exception {
        var iccid = smdp.newIccid();
        smdp.downloadOrder(iccid, "");

        assertThat(outcome(smdp.downloadOrder(iccid, ""))).isEqualTo("8.2.1/3.3");
        assertThat(outcome(smdp.operator(
                        "downloadOrder",
                        "\"iccid\":\"" + smdp.newIccid()
                                + "\",\"profileType\":\"unknown\",\"personalisation\":{\"imsi\":\"00101\"}")))
                .isEqualTo("8.2.5/3.9");
        assertThat(outcome(smdp.operator("downloadOrder", "\"profileType\":\"generic\"")))
                .isEqualTo("8.2.5/3.7");
        assertThat(outcome(smdp.operator("downloadOrder", "\"eid\":\"\""))).isEqualTo("1.3.1/2.1");
        assertThat(outcome(smdp.operator("releaseProfile", "\"iccid\":\"" + smdp.newIccid() + "\"")))
                .isEqualTo("8.2.1/3.9");
    }

    @Test
    void namesThePersonalisationThatIsWrongAndShowsNoKey() throws Exception {
        var iccid = smdp.newIccid();
        var answer = smdp.operator("downloadOrder", """
                "iccid":"%s","profileType":"generic",
                "personalisation":{"imsi":"001010000000001","k":"CAFE","opc":"101112131415161718191A1B1C1D1E1F"}""".formatted(iccid));

        assertThat(outcome(answer)).isEqualTo("1.3.1/2.1");
        assertThat(message(answer)).doesNotContain("101112131415").doesNotContain("CAFE");
        assertThat(smdp.running.orders().find(iccid)).isEmpty();
    }

    @Test
    void refusesAMatchingIdTwice() throws Exception {
        var first = smdp.released("");
        var second = smdp.newIccid();
        smdp.downloadOrder(second, "");

        assertThat(outcome(smdp.operator(
                        "confirmOrder",
                        "\"iccid\":\"%s\",\"matchingId\":\"%s\",\"releaseFlag\":true".formatted(second, first))))
                .isEqualTo("8.2.6/3.3");
        assertThat(smdp.running.orders().find(second).orElseThrow().state()).isEqualTo(OrderState.ALLOCATED);
    }

    @Test
    void tellsTheOperatorAgainUntilItIsTaken() throws Exception {
        TOLD.clear();
        ANSWERS.add(500);
        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(1), iccid.digits());
        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));

        var failed = TOLD.poll(10, TimeUnit.SECONDS);
        String again = null;
        for (int minutes = 0; again == null && minutes < 10; minutes++) { // the pause begins when the refusal is read
            smdp.clock.pass(Duration.ofMinutes(1));
            again = TOLD.poll(3, TimeUnit.SECONDS);
        }
        assertThat(failed).isNotNull();
        assertThat(again).isNotNull();

        for (var told : List.of(failed, again)) {
            assertThat(told).startsWith("/gsma/rsp2/es2plus/handleDownloadProgressInfo ");
            var message = RspJson.mapper().readTree(told.substring(told.indexOf(' ')));
            assertThat(message.path("iccid").asString()).isEqualTo(iccid.digits());
            assertThat(message.path("notificationPointId").asInt()).isEqualTo(3);
            assertThat(message.at("/notificationPointStatus/status").asString()).isEqualTo("Executed-Success");
            assertThat(message.at("/header/functionCallIdentifier").asString()).isNotEmpty();
        }
    }
}
