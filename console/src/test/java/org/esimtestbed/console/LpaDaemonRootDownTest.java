package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.console.ecosystem.Role;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.slot.SlotSettings;
import org.esimtestbed.lpadaemon.web.RunningLpaDaemon;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The LPA's daemon while the Root SM-DS is down")
@Timeout(180)
class LpaDaemonRootDownTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000230");
    private static final String POLLING = "/cards/one/polling";

    @TempDir
    Path folder;

    private Ports.Smds root = new Ports.Smds(0, 0, Optional.empty());
    private Ecosystem ecosystem;
    private RunningLpaDaemon daemon;
    private DaemonClient client;

    @BeforeEach
    void start() throws IOException {
        root = new Ports.Smds(free(), free(), Optional.empty());
        ecosystem = with(Role.SM_DP_PLUS, Role.OPERATOR);
        var card = ecosystem.card(EID);
        var memory = DeviceMemory.untilPowerOff();
        var slot = new SlotSettings(
                "one",
                "in this JVM",
                memory,
                tracer -> new Device(
                        new InProcess(card),
                        ecosystem.es9Plus(tracer),
                        new HomeNetwork(ecosystem.operatorUri()),
                        LpaSettings.with(memory),
                        tracer,
                        InstantSource.system()));
        daemon = RunningLpaDaemon.start(new DaemonSettings(
                Operation.Admin.loopback(0),
                DaemonSettings.LIMITS,
                List.of(slot),
                DaemonSettings.PATIENCE,
                Duration.ofSeconds(10),
                Optional.of(ecosystem.smdpAddress()),
                Crypto.standard(),
                InstantSource.system()));
        client = new DaemonClient("http://127.0.0.1:" + daemon.port());
    }

    private static int free() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Ecosystem with(Role role, Role... more) {
        var ports = new Ports(0, 0, 0, 0, 0, 0, Optional.empty(), root, root);
        return Ecosystem.start(
                new EcosystemSettings(
                        folder,
                        ports,
                        List.of(ChosenProfile.generic()),
                        Personality.honest(EuiccSettings.standard()),
                        Crypto.standard(),
                        InstantSource.system(),
                        Tracer.NONE),
                EnumSet.of(role, more));
    }

    @AfterEach
    void stop() {
        client.close();
        daemon.close();
        ecosystem.close();
    }

    private JsonNode await(String path, String what, Predicate<JsonNode> holds) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var seen = client.get(path).is(200).json();
            if (holds.test(seen)) return seen;
            assertThat(System.nanoTime()).as("%s: %s", what, seen).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private List<JsonNode> card() {
        return List.of(
                client.get("/cards/one/info").is(200).json(),
                client.get("/cards/one/profiles").is(200).json(),
                client.get("/cards/one/notifications").is(200).json(),
                client.get("/cards/one/kept-download").is(200).json());
    }

    @Test
    void endsTheJobWithTheFiveFacesAndLeavesTheCardAsItIs() {
        var before = card();

        var job = client.post("/cards/one/discoveries", "{\"consent\":\"yes\"}")
                .is(202)
                .location();
        var end = client.end(job);

        assertThat(end.path("outcome").asString()).isEqualTo("failed");
        assertThat(end.path("message").asString()).contains("localhost:" + root.es11());
        var failure = end.path("failure");
        assertThat(failure.propertyNames())
                .containsExactly("message", "statusWord", "es10Result", "installReason", "statusCode", "transport");
        assertThat(failure.path("transport")).isNotEmpty();
        for (var empty : List.of("statusWord", "es10Result", "installReason", "statusCode")) {
            assertThat(failure.path(empty)).as(empty).isEmpty();
        }
        assertThat(client.get(job).json().path("discovered")).isEmpty();
        assertThat(card()).isEqualTo(before);
    }

    @Test
    void comesBackToPollingAfterAMinuteInsteadOfAnHour() {
        var before = Instant.now();
        client.put(POLLING, "{\"every\":3600,\"consent\":\"yes\"}").is(200);

        var told = await(POLLING, "a poll in vain", it -> it.has("last"));

        assertThat(told.path("last").path("outcome").asString()).isEqualTo("failed");
        assertThat(Instant.parse(told.path("next").asString()))
                .as("a minute, give or take a tenth")
                .isAfter(before.plus(Duration.ofSeconds(53)))
                .isBefore(Instant.now().plus(Duration.ofSeconds(67)));
    }

    @Test
    void pollsOnUntilTheRootIsBackAndInstallsWhatWasOrderedMeanwhile() {
        client.put(POLLING, "{\"every\":1,\"consent\":\"yes\"}").is(200);
        var first = await(POLLING, "a poll in vain", it -> it.has("last"));
        await(
                POLLING,
                "another one",
                it -> it.path("last").path("outcome").asString().equals("failed")
                        && !it.path("last").path("at").equals(first.path("last").path("at")));

        try (var up = with(Role.SM_DS);
                var operator = new OperatorApi(ecosystem.operatorUri())) {
            var order = operator.order(
                    "generic",
                    ProfileClass.OPERATIONAL,
                    Optional.of(EID),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(up.discovery().es12()));

            await(
                    "/cards/one/jobs",
                    "a poll that installs",
                    all -> all.toString().contains(order.iccid().digits()));
            client.delete(POLLING).is(204);
            await("/cards/one", "a card that is free", it -> !it.has("job"));
            assertThat(client.get("/cards/one/profiles")
                            .json()
                            .path(0)
                            .path("iccid")
                            .asString())
                    .isEqualTo(order.iccid().digits());
        }
    }
}
