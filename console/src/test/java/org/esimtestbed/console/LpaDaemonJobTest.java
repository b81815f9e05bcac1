package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.console.DaemonClient.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Downloads as jobs: what they tell, whom they ask, how they end.
@DisplayName("The jobs of the LPA's daemon")
@Timeout(180)
class LpaDaemonJobTest {
    private static final String YES = "\"consent\":\"yes\"";

    @TempDir
    static Path folder;

    private static DaemonScene scene;
    private static DaemonClient client;

    @BeforeAll
    static void start() {
        scene = new DaemonScene(folder);
        client = scene.client();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void empty() {
        scene.emptied();
    }

    private static void restart(Duration patience) {
        scene.restart(patience);
        client = scene.client();
    }

    @Test
    void tellsEveryStepEveryMessageAndTheOctetsOfSegments() {
        var job = client.download("one", scene.run().order(), YES);

        var events = client.events(job, 0);

        assertThat(events.stream().map(Event::id))
                .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, events.size())
                        .boxed()
                        .toList());
        assertThat(functions(events, "ES9+"))
                .containsExactly(
                        "initiateAuthentication",
                        "authenticateClient",
                        "getBoundProfilePackage",
                        "handleNotification", // the ProfileInstallationResult
                        "handleNotification"); // the event install
        assertThat(functions(events, "ES10"))
                .contains("GetEUICCChallenge", "GetEUICCInfo1", "AuthenticateServer", "PrepareDownload");
        assertThat(events.stream()
                        .filter(it -> it.type().equals("state"))
                        .map(it -> it.data().path("name").asString()))
                .containsExactly("running", "loading");
        var octets = events.stream()
                .filter(it -> it.data().path("name").asString().equals("loading"))
                .findFirst()
                .orElseThrow()
                .data()
                .path("octets")
                .asInt();
        var segments = events.stream()
                .filter(it -> it.type().equals("segment"))
                .map(Event::data)
                .toList();
        assertThat(segments).hasSizeGreaterThan(5);
        assertThat(segments.getLast().path("loaded"))
                .isEqualTo(segments.getLast().path("segments"));
        assertThat(segments.getLast().path("octets").asInt())
                .as("all of the package")
                .isEqualTo(octets);
        assertThat(events.getLast().data().path("outcome").asString()).isEqualTo("installed");

        var third = events.get(2).id();
        assertThat(client.events(job, third)).isEqualTo(events.subList(3, events.size()));
        assertThat(client.send(client.to(job + "/events").header("Last-Event-ID", Long.toString(events.size())))
                        .status())
                .isEqualTo(204);
        for (var wrong : List.of("x", "-1", "999999", "99999999999999999999")) {
            var refused = client.send(client.to(job + "/events").header("Last-Event-ID", wrong));
            assertThat(refused.problem(400).path("field").asString()).isEqualTo("Last-Event-ID");
        }
    }

    private static List<String> functions(List<Event> events, String interfaceName) {
        return events.stream()
                .filter(it -> it.type().equals("exchange"))
                .filter(it -> it.data().path("interfaceName").asString().equals(interfaceName))
                .map(it -> it.data().path("function").asString())
                .toList();
    }

    @Test
    void asksForConsentThenForTheConfirmationCodeUntilItIsRight() {
        var order = scene.run().order("--confirmation-code", "2468");
        var job = client.download("one", order);

        var offer = client.awaits(job, "awaiting consent").path("offer");
        assertThat(offer.path("iccid")).isEqualTo(order.path("iccid"));
        assertThat(offer.path("serviceProviderName").asString()).isNotEmpty();
        assertThat(client.post(job + "/confirmation-code", "{\"confirmationCode\":\"2468\"}")
                        .problem(409)
                        .path("detail")
                        .asString())
                .contains("Confirmation Code");
        client.post(job + "/consent", "{\"answer\":\"yes\"}").is(204);

        assertThat(client.awaits(job, "awaiting confirmation code")
                        .path("attempt")
                        .asInt())
                .isEqualTo(1);
        client.post(job + "/consent", "{\"answer\":\"yes\"}").problem(409);
        client.post(job + "/confirmation-code", "{\"confirmationCode\":\"1357\"}")
                .is(204);
        var again = secondAttempt(job);
        assertThat(again.data().path("refused").asString()).isNotEmpty();
        client.post(job + "/confirmation-code", "{\"confirmationCode\":\"2468\"}")
                .is(204);

        var events = client.events(job, 0);
        assertThat(events.getLast().data().path("outcome").asString()).isEqualTo("installed");
        assertThat(functions(events, "ES9+").stream().filter("getBoundProfilePackage"::equals))
                .hasSize(2);
        assertThat(events.toString()).doesNotContain("2468").doesNotContain("1357");
        assertThat(client.get(job).body()).doesNotContain("2468").doesNotContain("1357");
        client.post(job + "/cancel", "{\"reason\":\"postponed\"}").problem(409);
    }

    private static Event secondAttempt(String job) {
        var found = new ArrayList<Event>();
        client.watch(
                job,
                0,
                events -> events.filter(it -> it.data().path("attempt").asInt() == 2)
                        .findFirst()
                        .ifPresent(found::add));
        return found.getFirst();
    }

    @Test
    void isAskedNothingThatWasSaidBeforehand() {
        var order = scene.run().order("--confirmation-code", "2468");
        var job = client.download("one", order, YES, "\"confirmationCode\":\"2468\"", "\"acceptRules\":true");

        assertThat(client.end(job).path("outcome").asString()).isEqualTo("installed");
        assertThat(client.get(job).body()).doesNotContain("2468");
    }

    @ParameterizedTest
    @CsvSource({"endUserRejection,8.2.6/3.8", "postponed,", "timeout,"})
    void cancelsWithTheReasonThatIsGiven(String reason, String ofTheOrderAfterwards) {
        var order = scene.run().order();
        var job = client.download("one", order);
        client.awaits(job, "awaiting consent");

        client.post(job + "/cancel", "{\"reason\":\"" + reason + "\"}").is(202);

        var events = client.events(job, 0);
        var end = events.getLast().data();
        assertThat(end.path("outcome").asString()).isEqualTo("cancelled");
        assertThat(end.path("reason").asString()).isEqualTo(reason);
        assertThat(end.has("failure")).as("nothing has failed").isFalse();
        assertThat(functions(events, "ES9+")).endsWith("cancelSession");
        endsWith(order, ofTheOrderAfterwards);
    }

    @ParameterizedTest
    @CsvSource({"no,endUserRejection,8.2.6/3.8", "later,postponed,", "silence,timeout,"})
    void endsWithWhatTheEndUserAnswers(String answer, String reason, String ofTheOrderAfterwards) {
        var order = scene.run().order();
        var job = client.download("one", order);
        client.awaits(job, "awaiting consent");

        client.post(job + "/consent", "{\"answer\":\"" + answer + "\"}").is(204);

        assertThat(client.end(job).path("reason").asString()).isEqualTo(reason);
        endsWith(order, ofTheOrderAfterwards);
    }

    private static void endsWith(tools.jackson.databind.JsonNode order, String code) {
        var again = client.end(client.download("one", order, YES));
        if (code == null) {
            assertThat(again.path("outcome").asString()).isEqualTo("installed");
        } else {
            assertThat(again.path("failure")
                            .path("statusCode")
                            .get(0)
                            .path("code")
                            .asString())
                    .isEqualTo("code " + code);
        }
    }

    @Test
    void endsWithTimeoutWhenNobodyAnswers() {
        restart(Duration.ofMillis(300));
        try {
            var order = scene.run().order("--confirmation-code", "2468");
            for (var said : List.of("\"acceptRules\":false", YES)) { // nobody consents; nobody types the code
                var events = client.events(client.download("one", order, said), 0);
                assertThat(events.getLast().data().path("outcome").asString()).isEqualTo("cancelled");
                assertThat(events.getLast().data().path("reason").asString()).isEqualTo("timeout");
                assertThat(functions(events, "ES9+")).endsWith("cancelSession");
            }
        } finally {
            restart(Duration.ofMinutes(5));
        }
    }

    @Test
    void servesOneJobACardAtATimeAndTwoCardsAtOnce() {
        var one = client.download("one", scene.run().order());
        client.awaits(one, "awaiting consent");

        for (var refused : List.of(
                client.get("/cards/one/eid"),
                client.get("/cards/one/kept-download"),
                client.post("/cards/one/switch-on"),
                client.post("/cards/one/downloads", "{\"activationCode\":\"1$localhost:1$X\"}"))) {
            var problem = refused.problem(409);
            assertThat(problem.path("job").asString()).isEqualTo(one);
            assertThat(problem.path("detail").asString()).contains("busy");
        }
        assertThat(client.get("/cards").json().get(0).path("job").asString()).isEqualTo(one);
        assertThat(client.get("/cards/two/eid").status()).isEqualTo(200);

        var two = client.download("two", scene.run().order());
        client.awaits(two, "awaiting consent");
        client.post(two + "/consent", "{\"answer\":\"yes\"}").is(204);
        assertThat(client.end(two).path("outcome").asString()).isEqualTo("installed");
        client.post(one + "/consent", "{\"answer\":\"yes\"}").is(204);
        assertThat(client.end(one).path("outcome").asString()).isEqualTo("installed");
        assertThat(client.get("/cards/one/profiles").json()).hasSize(1);
        assertThat(client.get("/cards/two/profiles").json()).hasSize(1);
    }

    @Test
    void isNotHeldUpByAWatcherWhoReadsNothing() throws IOException {
        var job = client.download("one", scene.run().order());
        try (var idle = new Socket()) {
            idle.setReceiveBufferSize(1024);
            idle.connect(new InetSocketAddress("127.0.0.1", scene.daemon().port()));
            idle.getOutputStream()
                    .write(("GET " + job + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            client.awaits(job, "awaiting consent");
            client.post(job + "/consent", "{\"answer\":\"yes\"}").is(204);
            assertThat(client.end(job).path("outcome").asString()).isEqualTo("installed");
            client.get("/cards/one/eid").is(200);
        }
    }
}
