package org.esimtestbed.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.console.ecosystem.DeviceFolder;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.json.RspJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("testbed lpa serve")
@Timeout(240)
class LpaServeTest {
    private static final String YES = "\"consent\":\"yes\"";
    private static final Eid OWN = Eid.withCheckDigits("890490320000000000000000000221");

    @TempDir
    static Path folder;

    private static CardAtTheDoor card;

    @BeforeAll
    static void start() {
        card = new CardAtTheDoor(folder, Eid.withCheckDigits("890490320000000000000000000220"));
    }

    @AfterAll
    static void stop() {
        card.close();
    }

    private static Process serve(String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Testbed.class.getName(),
                "lpa",
                "serve",
                "--run",
                folder.toString(),
                "--port=0"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> untilItIsUp(Process process) throws IOException {
        var lines = new ArrayList<String>();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.equals("Ctrl-C stops.")) break;
        }
        return lines;
    }

    private static JsonNode where() throws IOException {
        return RspJson.mapper()
                .readTree(Files.readAllBytes(folder.resolve("lpa-daemon").resolve("lpa.json")));
    }

    private static DaemonClient client() throws IOException {
        return new DaemonClient(where().path("url").asString());
    }

    @Test
    void servesCardsAtADoorAndCardsOfItsOwnUntilItIsTerminated() throws Exception {
        var recordings = folder.resolve("recordings");
        var process = serve(
                "--card=door=127.0.0.1:" + card.port(),
                "--card=own=sim:" + OWN,
                "--isdr-aid=own=" + Aid.ISD_R,
                "--record=" + recordings);
        try {
            assertThat(untilItIsUp(process))
                    .contains("The LPA is up.", "  card       own, sim:" + OWN, "Ctrl-C stops.");
            try (var client = client()) {
                assertThat(client.get("/cards/door/eid").json().path("eid").asString())
                        .isEqualTo(card.eid().digits());
                assertThat(client.get("/cards/own/eid").json().path("eid").asString())
                        .isEqualTo(OWN.digits());
                var end = client.end(client.download("own", card.order(), YES));
                assertThat(end.path("outcome").asString()).as(end.toString()).isEqualTo("installed");
            }
            var second = card.run("lpa", "serve", "--port=0");
            assertThat(second.exit()).isEqualTo(3);
            assertThat(second.err()).contains("another LPA daemon runs in").contains("already");
            var other = card.run("lpa", "eid");
            assertThat(other.exit()).as("the daemon has the card of what runs").isEqualTo(3);
            assertThat(other.err()).contains("another LPA is at work", "testbed lpa serve");
        } finally {
            process.destroy(); // TERM
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(card.run("lpa", "eid").exit()).isZero();
        assertThat(folder.resolve("lpa-daemon/lpa.json")).doesNotExist();
        assertThat(card.run("euicc", "state", OWN.digits()).out()).contains("898821190000");

        var replayed = serve("--card=again=replay:" + recordings.resolve("door.jsonl"));
        try {
            untilItIsUp(replayed);
            assertThat(card.run("lpa", "eid").exit())
                    .as("a recording is nobody's card")
                    .isZero();
            try (var client = client()) {
                assertThat(client.get("/cards/again/eid").json().path("eid").asString())
                        .isEqualTo(card.eid().digits());
                assertThat(client.get("/cards/again/profiles")
                                .problem(502)
                                .path("detail")
                                .asString())
                        .contains("differs from the recording");
            }
        } finally {
            replayed.destroy();
        }
        assertThat(replayed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /// No stack is unwound, and nobody says good-bye to card or server.
    @Test
    void resumesInItsNextLifeWhatAKillHasBrokenOff() throws Exception {
        var order = card.order();
        var killed = serve("--segment-size=4"); // small blocks take long
        try {
            untilItIsUp(killed);
            try (var client = client()) {
                client.awaits(client.download("default", order, YES), "loading");
            }
        } finally {
            killed.destroyForcibly().waitFor();
        }

        var next = serve();
        try {
            untilItIsUp(next);
            try (var client = client()) {
                assertThat(client.get("/cards/default/kept-download")
                                .json()
                                .path("underWay")
                                .asBoolean())
                        .isTrue();
                var job = client.post("/cards/default/kept-download/resume")
                        .is(202)
                        .location();
                assertThat(client.end(job).path("outcome").asString()).isEqualTo("installed");
                assertThat(client.get("/cards/default/profiles").json().get(0).path("iccid"))
                        .isEqualTo(order.path("iccid"));
            }
        } finally {
            next.destroy();
        }
        assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void pollsOnInItsNextLifeAfterAKill() throws Exception {
        var killed = serve();
        try {
            untilItIsUp(killed);
            try (var client = client()) {
                client.put("/cards/default/polling", "{\"every\":1," + YES + "}")
                        .is(200);
            }
        } finally {
            killed.destroyForcibly().waitFor();
        }
        var iccid = card.order("--smds").path("iccid").asString();

        var next = serve();
        try {
            untilItIsUp(next);
            try (var client = client()) {
                long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
                while (!client.get("/cards/default/jobs").body().contains(iccid)) {
                    assertThat(System.nanoTime()).as("a poll that installs").isLessThan(deadline);
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                client.delete("/cards/default/polling").is(204);
            }
        } finally {
            next.destroy();
        }
        assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("lpa-daemon/default/polling.json")).doesNotExist();
    }

    @Test
    void asksOthersThanThisMachineForAToken() throws Exception {
        var process = serve("--host=0.0.0.0");
        try {
            untilItIsUp(process);
            var port = where().path("url").asString().replaceFirst(".*:", "");
            try (var client = new DaemonClient("http://127.0.0.1:" + port)) {
                assertThat(client.get("/cards").status()).isEqualTo(401);
                var token = where().path("token").asString();
                assertThat(token).hasSize(32);
                client.send(client.to("/cards").header("Authorization", "Bearer " + token))
                        .is(200);
            }
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesTheCardToAnLpaThatIsAtWork() {
        try (var _ = DeviceFolder.lock(folder, "testbed lpa download", Duration.ZERO)) {
            var shell = card.run("lpa", "serve", "--port=0", "--card=door=localhost:" + card.port());

            assertThat(shell.exit()).as(shell.err()).isEqualTo(3);
            assertThat(shell.err()).contains("another LPA is at work", "testbed lpa download");
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var shell = card.run("lpa", "serve", "--port=" + taken.getLocalPort());

            assertThat(shell.exit()).isEqualTo(3);
            assertThat(shell.err()).contains("LPA daemon").contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--card=nonsense, NAME=CARD",
        "--card=x=nowhere, nowhere",
        "--card=a b=127.0.0.1:1, a b",
        "--card=x=sim:123, EID",
        "--card=x=127.0.0.1:1 --card=x=127.0.0.1:2, two cards",
        "--card=x=127.0.0.1:1 --card=y=localhost:01, x and y are one card",
        "--card=x=pcsc:Reader --card=y=pcsc:Reader, x and y are one card",
        "--patience=0, --patience",
        "--port=8451 --port-offset=60000, no port",
        "--host=nowhere.invalid, --host",
        "--segment-size=256, 255"
    })
    void refusesWhatMakesNoDaemon(String words, String because) {
        var all = new ArrayList<>(List.of("lpa", "serve"));
        for (var word : words.split(" (?=--)")) all.add(word);

        var shell = card.run(all.toArray(String[]::new));

        assertThat(shell.exit()).as(shell.err()).isEqualTo(2);
        assertThat(shell.err()).contains(because).doesNotContain("\tat ");
    }

    @Test
    void saysThatNothingRuns(@TempDir Path empty) {
        var shell = Shell.run("lpa", "serve", "--run", empty.toString());

        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.err()).contains("testbed up");
    }
}
