package org.esimtestbed.lpadaemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.lpadaemon.web.DaemonOfAnAbsentCard.problem;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpadaemon.job.Answers;
import org.esimtestbed.lpadaemon.slot.Slots;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Polling of a card that is never there.
@Timeout(120)
class PollingApiTest {
    private static final String POLLING = "/cards/absent/polling";

    private static HttpResponse<String> put(DaemonOfAnAbsentCard daemon, String json) throws Exception {
        return daemon.send(
                daemon.to(POLLING).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    private static JsonNode lastOf(DaemonOfAnAbsentCard daemon) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            var seen = RspJson.mapper().readTree(daemon.send(daemon.to(POLLING)).body());
            if (seen.has("last")) return seen;
            assertThat(System.nanoTime()).as(seen.toString()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void isTriedAgainSoonerThanTheIntervalUntilItIsSwitchedOff() throws Exception {
        try (var daemon = new DaemonOfAnAbsentCard()) {
            problem(daemon.send(daemon.to(POLLING)), 404);
            var before = Instant.now();
            assertThat(put(daemon, "{\"every\":3600}").statusCode()).isEqualTo(200);

            var told = lastOf(daemon);

            assertThat(told.path("every").asInt()).isEqualTo(3600);
            assertThat(told.path("last").path("outcome").asString()).isEqualTo("failed");
            assertThat(told.path("last").path("message").asString()).contains("nowhere");
            var next = Instant.parse(told.path("next").asString());
            assertThat(next)
                    .as("a minute, give or take a tenth")
                    .isBetween(
                            before.plus(Duration.ofSeconds(53)), Instant.now().plus(Duration.ofSeconds(67)));
            assertThat(daemon.send(daemon.to(told.path("last").path("job").asString()))
                            .body())
                    .contains("\"kind\":\"poll\"", "\"discovered\":[]");
            assertThat(daemon.send(daemon.to(POLLING).DELETE()).statusCode()).isEqualTo(204);
            problem(daemon.send(daemon.to(POLLING)), 404);
            problem(daemon.send(daemon.to(POLLING).DELETE()), 404);
        }
    }

    @Test
    void goesOnThoughTheCardIsGone() throws Exception {
        try (var daemon = new DaemonOfAnAbsentCard()) {
            put(daemon, "{\"every\":1}");
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (daemon.insertions.get() < 3) {
                assertThat(System.nanoTime()).as("three polls").isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            var jobs = RspJson.mapper()
                    .readTree(daemon.send(daemon.to("/cards/absent/jobs")).body());
            assertThat(jobs).as("of those in vain the newest is remembered").hasSize(1);
        }
    }

    @Test
    void goesOnInTheNextLifeOfTheDaemonUntilItIsSwitchedOffForGood() throws Exception {
        var memory = DeviceMemory.untilPowerOff();
        try (var daemon = new DaemonOfAnAbsentCard(memory)) {
            var order = "{\"every\":3600,\"consent\":\"later\",\"acceptRules\":true,\"confirmationCode\":\"2468\"}";
            assertThat(put(daemon, order).statusCode()).isEqualTo(200);
        }
        assertThat(memory.read("polling.json").orElseThrow().utf8())
                .contains("3600")
                .doesNotContain("2468");
        try (var daemon = new DaemonOfAnAbsentCard(memory)) {
            var told = lastOf(daemon);
            assertThat(told.path("every").asInt()).isEqualTo(3600);
            assertThat(daemon.insertions).as("at power-on").hasValue(1);
            var said = daemon.running
                    .part(Slots.class)
                    .named("absent")
                    .orElseThrow()
                    .keptPolling()
                    .orElseThrow()
                    .said();
            assertThat(said).isEqualTo(new Answers(Optional.of(EndUser.Answer.LATER), true, Optional.empty()));
            assertThat(daemon.send(daemon.to(POLLING).DELETE()).statusCode()).isEqualTo(204);
        }
        try (var daemon = new DaemonOfAnAbsentCard(memory)) {
            problem(daemon.send(daemon.to(POLLING)), 404);
            assertThat(daemon.insertions).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"card\":\"nowhere\",\"every\":0,\"acceptRules\":false}",
                "{\"card\":\"nowhere\",\"every\":99999999,\"acceptRules\":false}",
                "{\"card\":\"nowhere\",\"every\":5,\"acceptRules\":false,\"consent\":\"perhaps\"}",
                "{\"card\":\"elsewhere\",\"every\":5,\"acceptRules\":false,\"consent\":\"yes\"}"
            })
    void staysOffWhereItsMemoryIsDamagedOrOfAnotherCard(String content) throws Exception {
        var memory = DeviceMemory.untilPowerOff();
        memory.write("polling.json", Bytes.utf8(content));
        try (var daemon = new DaemonOfAnAbsentCard(memory)) {
            problem(daemon.send(daemon.to(POLLING)), 404);
            assertThat(put(daemon, "{\"every\":3600}").statusCode()).isEqualTo(200);
            assertThat(lastOf(daemon).path("every").asInt()).isEqualTo(3600);
        }
    }
}
