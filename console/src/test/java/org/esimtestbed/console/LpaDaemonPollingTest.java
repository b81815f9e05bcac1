package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("Polling of the SM-DS by the LPA's daemon")
@Timeout(180)
class LpaDaemonPollingTest {
    private static final String POLLING = "/cards/one/polling";

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
        var events = scene.run().ecosystem().smds().orElseThrow().events();
        for (var event : events.of(eid)) events.remove(event.id());
        scene.emptied();
    }

    @AfterEach
    void off() {
        client.delete(POLLING);
        await("/cards/one", "a card that is free", card -> !card.has("job"));
    }

    private static JsonNode await(String path, String what, Predicate<JsonNode> holds) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var seen = client.get(path).is(200).json();
            if (holds.test(seen)) return seen;
            assertThat(System.nanoTime()).as("%s: %s", what, seen).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static Predicate<JsonNode> last(String outcome) {
        return it -> it.path("last").path("outcome").asString("").equals(outcome);
    }

    private static String ordered() {
        return scene.run().order("--smds", "--eid", eid.digits()).path("iccid").asString();
    }

    @Test
    void asksAtOnceAndAgainUntilItFindsWhatWasOrderedMeanwhile() {
        client.get(POLLING).problem(404);
        client.put(POLLING, "{\"every\":1,\"consent\":\"yes\"}").is(200);

        var empty = await(POLLING, "a poll that finds nothing", last("discovered"));
        assertThat(empty.path("every").asInt()).isEqualTo(1);
        assertThat(empty.path("last").path("message").asString()).startsWith("nothing waits at ");

        var iccid = ordered();

        var jobs = await(
                "/cards/one/jobs",
                "a poll that installs",
                all -> all.valueStream()
                        .anyMatch(it -> it.path("discovered")
                                .path(0)
                                .path("detail")
                                .asString("")
                                .equals(iccid)));
        var polls = jobs.valueStream()
                .filter(it -> it.path("kind").asString().equals("poll"))
                .toList();
        assertThat(polls.stream().filter(it -> !it.path("discovered").isEmpty()))
                .as("it was a poll that has installed")
                .isNotEmpty();
        assertThat(polls.stream().filter(it -> it.path("discovered").isEmpty()))
                .as("those in vain do not pile up")
                .hasSizeLessThan(2);
        client.delete(POLLING).is(204);
        client.get(POLLING).problem(404);
        client.delete(POLLING).problem(404);
    }

    @Test
    void waitsForTheNextTurnWhileAJobHasTheCard() {
        var job = client.download("one", scene.run().order());
        client.awaits(job, "awaiting consent");

        client.put(POLLING, "{\"every\":1}").is(200);

        var skipped = await(POLLING, "a turn that is skipped", last("skipped"));
        assertThat(skipped.path("last").path("message").asString())
                .contains("busy")
                .contains(job.substring(job.lastIndexOf('/') + 1));
        assertThat(skipped.path("last").has("job")).isFalse();
        assertThat(skipped.has("next")).isTrue();
        assertThat(client.get(job).json().path("state").path("name").asString()).isEqualTo("awaiting consent");
        client.post(job + "/consent", "{\"answer\":\"yes\"}").is(204);
        assertThat(client.end(job).path("outcome").asString()).isEqualTo("installed");

        await(POLLING, "the turn after", last("discovered"));
    }

    @Test
    void tellsTheNextPollAndIsReplacedByAnother() {
        var before = Instant.now();
        client.put(POLLING, "{\"every\":60}").is(200);
        await(POLLING, "the first poll", last("discovered"));
        client.put(POLLING, "{\"every\":3600}").is(200);

        var told = await(POLLING, "the first poll of the other", last("discovered"));

        assertThat(told.path("every").asInt()).isEqualTo(3600);
        assertThat(Instant.parse(told.path("next").asString()))
                .isAfter(before.plus(Duration.ofMinutes(53)))
                .isBefore(Instant.now().plus(Duration.ofMinutes(67)));
    }

    @Test
    void endsWithTheDaemonWhileAPollAsksTheEndUserAndGoesOnWithTheNext() {
        var iccid = ordered();
        client.put(POLLING, "{\"every\":1}").is(200);
        var asking = await(
                "/cards/one/jobs",
                "a poll that asks",
                all -> all.path(0).path("state").path("name").asString("").equals("awaiting consent"));
        assertThat(asking.get(0).path("kind").asString()).isEqualTo("poll");
        assertThat(client.get(POLLING).json().has("next")).isFalse();
        assertThat(client.get(POLLING).json().path("job").asString())
                .endsWith(asking.get(0).path("id").asString());
        long before = System.nanoTime();

        scene.restart(Duration.ofMinutes(5));
        client = scene.client();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("nobody waits for the End User")
                .isLessThan(Duration.ofMinutes(1));
        var again = await(
                "/cards/one/jobs",
                "a poll of the daemon's next life that asks",
                all -> all.path(0).path("state").path("name").asString("").equals("awaiting consent"));
        assertThat(again).as("of its own").hasSize(1);
        var job = "/cards/one/jobs/" + again.get(0).path("id").asString();
        client.post(job + "/consent", "{\"answer\":\"yes\"}").is(204);
        client.end(job);
        assertThat(client.get("/cards/one/profiles").json().get(0).path("iccid").asString())
                .isEqualTo(iccid);
    }
}
