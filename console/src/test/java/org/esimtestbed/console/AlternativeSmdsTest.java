package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.console.ecosystem.Role;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.smds.web.RunningSmDs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("testbed up --alternative-sm-ds")
@Timeout(180)
class AlternativeSmdsTest {
    private static final int ES11 = 8453; // before it is shifted

    @TempDir
    Path folder;

    private static void awaitEvents(RunningSmDs smds, Eid eid, int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (smds.events().of(eid).size() != count) {
            assertThat(System.nanoTime()).as(count + " events").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void leadsFromTheOrderByAlternativeAndRootToAnEnabledProfile() {
        var eid = Eid.withCheckDigits("890490320000000000000000000301");
        try (var card = new CardAtTheDoor(folder, eid, EnumSet.allOf(Role.class))) {
            var root = card.ecosystem().smds().orElseThrow();
            var alternative = card.ecosystem().alternativeSmds().orElseThrow();
            var named = Endpoints.read(folder).alternativeSmds().orElseThrow();
            assertThat(named.es11()).isEqualTo("https://localhost:" + alternative.es11Port());

            var iccid = card.order("--smds", named.es12().replace("https://", ""))
                    .path("iccid")
                    .asString();
            awaitEvents(alternative, eid, 1);
            assertThat(root.events().of(eid))
                    .as("no LPA hears of it before the Root has it")
                    .singleElement()
                    .satisfies(it -> assertThat(it.address()).isEqualTo("localhost:" + alternative.es11Port()));

            var found = card.run("lpa", "discover", "--yes", "--json");

            assertThat(found.exit()).as(found.err()).isZero();
            assertThat(found.json().path("smds").asString())
                    .isEqualTo(card.ecosystem().discovery().address());
            var events = found.json().path("events");
            assertThat(outcomes(events)).containsExactly("sent on", "installed");
            assertThat(events.get(0).path("server").asString()).isEqualTo("localhost:" + alternative.es11Port());
            assertThat(events.get(1).path("server").asString())
                    .isEqualTo(card.ecosystem().smdpAddress());
            assertThat(events.get(1).path("detail").asString()).isEqualTo(iccid);
            awaitEvents(alternative, eid, 0); // the SM-DP+ has heard, and deletes the event there
            awaitEvents(root, eid, 0); // and so does the Alternative
            assertThat(card.run("lpa", "enable", iccid).out()).contains("attached to 00101");
            assertThat(card.profiles().get(0).path("state").asString()).isEqualTo("enabled");
        }
    }

    private static List<String> outcomes(JsonNode events) {
        return events.valueStream().map(it -> it.path("outcome").asString()).toList();
    }

    private Shell up(int offset, String... more) {
        var words = new ArrayList<>(List.of("up", "--run", folder.toString()));
        words.addAll(List.of("--port-offset", String.valueOf(offset)));
        words.addAll(List.of(more));
        return Shell.run(words.toArray(String[]::new));
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var shell = up(taken.getLocalPort() - ES11, "--only", "card", "--alternative-sm-ds");

            assertThat(shell.exit()).isEqualTo(3);
            assertThat(shell.err())
                    .contains("port " + taken.getLocalPort() + " for Alternative SM-DS ES11 is taken")
                    .doesNotContain("\tat ");
        }
    }

    /// The Root is somebody else's here: an Alternative looks for it when it has something to tell.
    @Test
    void saysWhereItIs() throws Exception {
        int es11;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            es11 = free.getLocalPort();
        }
        try (var up = TestbedProcess.start(
                "up", "--only=alternative-sm-ds", "--port-offset=" + (es11 - ES11), "--run=" + folder)) {
            assertThat(up.lines())
                    .contains("  SM-DS, alt https://localhost:%d (ES11), https://localhost:%d (ES12)"
                            .formatted(es11, es11 + 1))
                    .contains("  operation  http://127.0.0.1:%d/swagger-ui/index.html".formatted(es11 + 2));
            assertThat(Endpoints.read(folder).alternativeSmds().orElseThrow().es11())
                    .isEqualTo("https://localhost:" + es11);
        }
    }
}
