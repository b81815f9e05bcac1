package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.console.DaemonClient.Event;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.smds.event.Events;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Discovery as a job, against the SM-DS and the SM-DP+ of the ecosystem.
@DisplayName("Discovery by the LPA's daemon")
@Timeout(180)
class LpaDaemonDiscoveryTest {
    private static final String YES = "{\"consent\":\"yes\"}";
    private static final String NOBODY_KNOWS = "NOBODY-KNOWS-THIS-ONE";

    @TempDir
    static Path folder;

    private static DaemonScene scene;
    private static DaemonClient client;
    private static Eid eid;

    @BeforeAll
    static void start() {
        scene = new DaemonScene(folder);
        client = scene.client();
        eid = new Eid(client.get("/cards/one/eid").json().path("eid").asString());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void empty() {
        for (var event : events().of(eid)) events().remove(event.id());
        scene.emptied();
    }

    private static Events events() {
        return scene.run().ecosystem().smds().orElseThrow().events();
    }

    private static void awaitEvents(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (events().of(eid).size() != count) {
            assertThat(System.nanoTime()).as(count + " events").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /// An order the SM-DS knows of. @return its ICCID
    private static String ordered(String... more) {
        int before = events().of(eid).size();
        var words = new ArrayList<>(List.of("--smds", "--eid", eid.digits()));
        words.addAll(List.of(more));
        var order = scene.run().order(words.toArray(String[]::new));
        awaitEvents(before + 1);
        return order.path("iccid").asString();
    }

    /// The SM-DS names what its SM-DP+ knows nothing of.
    private static void registeredInVain() {
        var now = Instant.now();
        events().add(new org.esimtestbed.smds.event.Event(
                0,
                new Oid("2.999.10"),
                NOBODY_KNOWS,
                eid,
                scene.run().ecosystem().smdpAddress(),
                false,
                Optional.empty(),
                org.esimtestbed.smds.event.Event.State.REGISTERED,
                now,
                now.plus(Duration.ofHours(1))));
    }

    private static String discover(String json) {
        return client.post("/cards/one/discoveries", json).is(202).location();
    }

    private static List<JsonNode> discovered(List<Event> events) {
        return events.stream()
                .filter(it -> it.type().equals("discovered"))
                .map(Event::data)
                .toList();
    }

    private static List<String> outcomes(String job) {
        return client.get(job)
                .json()
                .path("discovered")
                .valueStream()
                .map(it -> it.path("outcome").asString())
                .toList();
    }

    private static List<String> iccids() {
        return client.get("/cards/one/profiles")
                .json()
                .valueStream()
                .map(it -> it.path("iccid").asString())
                .toList();
    }

    @Test
    void installsWhatWaitsAndTellsOfEachEventAndOfNoneTheNextTime() {
        var iccid = ordered();
        var eventId = events().of(eid).getFirst().eventId();

        var job = client.post("/cards/one/discoveries", YES).is(202);
        assertThat(job.json().path("kind").asString()).isEqualTo("discovery");
        var events = client.events(job.location(), 0);

        assertThat(events.stream()
                        .filter(it -> it.data().path("interfaceName").asString().equals("ES11"))
                        .map(it -> it.data().path("function").asString()))
                .containsExactly("initiateAuthentication", "authenticateClient");
        assertThat(discovered(events)).singleElement().satisfies(it -> {
            assertThat(it.path("eventId").asString()).isEqualTo(eventId);
            assertThat(it.path("server").asString())
                    .isEqualTo(scene.run().ecosystem().smdpAddress());
            assertThat(it.path("outcome").asString()).isEqualTo("installed");
            assertThat(it.path("detail").asString()).isEqualTo(iccid);
            assertThat(it.has("failure")).isFalse();
        });
        var end = events.getLast().data();
        assertThat(end.path("outcome").asString()).isEqualTo("discovered");
        assertThat(end.path("message").asString())
                .isEqualTo("at " + scene.run().ecosystem().discovery().address() + ": 1 installed");
        assertThat(end.path("undelivered")).isEmpty();
        assertThat(client.get(job.location()).json().path("discovered").valueStream())
                .isEqualTo(discovered(events));
        assertThat(iccids()).containsExactly(iccid);
        assertThat(client.get("/cards/one/notifications").json())
                .as("delivered")
                .isEmpty();
        awaitEvents(0); // the SM-DP+ has heard, and has deleted the event

        var again = discover(YES);
        assertThat(client.end(again).path("message").asString()).startsWith("nothing waits at ");
        assertThat(client.get(again).json().path("discovered").isArray()).isTrue();
        assertThat(outcomes(again)).isEmpty();
    }

    @Test
    void asksForConsentAndConfirmationCodeOfEachEvent() {
        var first = ordered("--confirmation-code", "2468");
        var second = ordered("--confirmation-code", "1357");
        var third = ordered();
        var job = client.post("/cards/one/discoveries").is(202).location();

        asksAbout(job, first, "yes");
        typed(job, "2468");
        asksAbout(job, second, "yes");
        typed(job, "1357");
        asksAbout(job, third, "no");

        var events = client.events(job, 0);
        assertThat(events.getLast().data().path("outcome").asString()).isEqualTo("discovered");
        assertThat(outcomes(job)).containsExactly("installed", "installed", "declined");
        assertThat(iccids()).containsExactlyInAnyOrder(first, second);
        assertThat(events.toString()).doesNotContain("\"2468\"").doesNotContain("\"1357\"");
        awaitEvents(0); // endUserRejection has ended the third order
    }

    private static void asksAbout(String job, String iccid, String answer) {
        client.watch(
                job,
                0,
                events -> assertThat(events.anyMatch(it ->
                                it.data().path("offer").path("iccid").asString().equals(iccid)))
                        .as("asked about " + iccid)
                        .isTrue());
        client.post(job + "/consent", "{\"answer\":\"" + answer + "\"}").is(204);
    }

    /// Each Profile's attempts are counted anew.
    private static void typed(String job, String code) {
        assertThat(client.awaits(job, "awaiting confirmation code")).isNotNull();
        assertThat(client.get(job).json().path("state").path("attempt").asInt()).isEqualTo(1);
        client.post(job + "/confirmation-code", "{\"confirmationCode\":\"" + code + "\"}")
                .is(204);
    }

    @Test
    void endsTheSessionOfOneEventWhenCancelledAndAsksAboutTheNext() {
        var first = ordered();
        var second = ordered();
        int named = events().of(eid).size();
        var job = discover("{}");
        client.awaits(job, "awaiting consent");
        client.post(job + "/cancel", "{\"reason\":\"postponed\"}").is(202);

        asksAbout(job, second, "yes");

        client.end(job);
        assertThat(outcomes(job)).containsExactly("failed", "installed");
        assertThat(client.get(job).json().path("discovered").get(0).has("failure"))
                .as("nothing has failed: not now")
                .isFalse();
        assertThat(iccids()).containsExactly(second);
        awaitEvents(named - 1); // until the SM-DP+ has deleted the one that led to it

        var soon = discover(YES);
        client.end(soon);
        assertThat(outcomes(soon)).containsExactly("waits");
        var now = discover("{\"consent\":\"yes\",\"now\":true}");
        client.end(now);
        assertThat(outcomes(now)).containsExactly("installed");
        assertThat(iccids()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void followsTheRootToTheAlternativeSmDs() {
        var alternative = scene.run().ecosystem().alternativeSmds().orElseThrow();
        var order = scene.run().order("--smds", "localhost:" + alternative.es12Port(), "--eid", eid.digits());
        awaitEvents(1);

        var job = discover(YES);
        var events = client.events(job, 0);

        assertThat(outcomes(job)).containsExactly("sent on", "installed");
        assertThat(discovered(events).stream().map(it -> it.path("server").asString()))
                .containsExactly(
                        "localhost:" + alternative.es11Port(),
                        scene.run().ecosystem().smdpAddress());
        assertThat(iccids()).containsExactly(order.path("iccid").asString());
        awaitEvents(0); // the SM-DP+ has deleted it at the Alternative, and that one at the Root
        assertThat(alternative.events().of(eid)).isEmpty();
    }

    @Test
    void tellsTheFiveFacesOfAnEventThatFailsAndGoesOn() {
        registeredInVain();
        var iccid = ordered();

        var job = discover(YES);
        var events = client.events(job, 0);

        var told = discovered(events);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().path("eventId").asString()).isEqualTo(NOBODY_KNOWS);
        assertThat(told.getFirst().path("outcome").asString()).isEqualTo("failed");
        var failure = told.getFirst().path("failure");
        assertThat(failure.propertyNames())
                .containsExactly("message", "statusWord", "es10Result", "installReason", "statusCode", "transport");
        assertThat(failure.path("statusCode").get(0).path("code").asString()).isEqualTo("code 8.2.6/3.8");
        assertThat(failure.path("transport")).isEmpty();
        assertThat(told.getLast().path("detail").asString()).isEqualTo(iccid);
        assertThat(events.getLast().data().path("message").asString()).endsWith(": 1 failed, 1 installed");
        assertThat(client.get(job).json().path("discovered").valueStream()).isEqualTo(told);
    }

    @Test
    void hasTheCardForItselfAndKeepsTheDownloadWhenTheDaemonStops() {
        var iccid = ordered();
        var job = discover("{}");
        client.awaits(job, "awaiting consent");
        assertThat(client.post("/cards/one/discoveries", YES)
                        .problem(409)
                        .path("job")
                        .asString())
                .isEqualTo(job);

        scene.restart(Duration.ofMinutes(5));
        client = scene.client();

        client.end(discover("{\"consent\":\"yes\",\"now\":true}"));
        assertThat(iccids()).containsExactly(iccid);
    }
}
