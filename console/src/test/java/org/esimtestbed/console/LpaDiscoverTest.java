package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("testbed order --smds, testbed lpa discover")
class LpaDiscoverTest {
    @TempDir
    static Path folder;

    private static CardAtTheDoor card;

    @BeforeAll
    static void start() {
        card = new CardAtTheDoor(folder, Eid.withCheckDigits(TestPki.EID_PREFIX + "0".repeat(22)));
    }

    @AfterAll
    static void stop() {
        card.close();
    }

    @BeforeEach
    void empty() {
        card.emptied();
    }

    private static int waiting() {
        return card.ecosystem().smds().orElseThrow().events().of(card.eid()).size();
    }

    private static void awaitEvents(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (waiting() != count) {
            assertThat(System.nanoTime()).as(count + " events").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void findsWhatWasOrderedForTheCardThatRuns() {
        var iccid = card.order("--smds").path("iccid").asString();
        awaitEvents(1);

        var found = card.run("lpa", "discover", "--yes");

        assertThat(found.exit()).as(found.err()).isZero();
        assertThat(found.out())
                .contains("\ninstalled ")
                .contains("at " + card.ecosystem().smdpAddress())
                .contains(iccid);
        assertThat(card.profiles().get(0).path("iccid").asString()).isEqualTo(iccid);
        awaitEvents(0); // the notification was delivered, and the SM-DP+ has deleted the event
        assertThat(card.run("lpa", "discover").out())
                .isEqualTo("Nothing waits at " + card.ecosystem().discovery().address() + ".\n");
    }

    @Test
    void showsTheSmDsAnLpaThatMisbehaves() {
        var iccid = card.order("--smds").path("iccid").asString();
        awaitEvents(1);

        var url = card.run("lpa", "discover", "--yes", "--lpa-quirk", "address-as-url");
        assertThat(url.exit()).isEqualTo(1);
        assertThat(url.err()).contains("8.9.1/3.8");
        var none = card.run("lpa", "discover", "--yes", "--lpa-quirk", "no-discovery");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("names no Root SM-DS");
        assertThat(waiting()).isEqualTo(1);

        assertThat(card.run("lpa", "discover", "--yes").out()).contains(iccid);
        awaitEvents(0);
    }

    @Test
    void printsJsonAndDoesNotAskAgainForWhatWasDeclined() {
        card.order("--smds", card.ecosystem().discovery().es12());
        awaitEvents(1);

        var declined = card.run("lpa", "discover", "--no", "--json");

        assertThat(declined.exit()).as(declined.err()).isZero();
        assertThat(declined.json().path("events").get(0).path("outcome").asString())
                .isEqualTo("declined");
        assertThat(card.profiles()).isEmpty();
        awaitEvents(0); // endUserRejection has ended the order
    }

    @Test
    void refusesAnIntervalWithoutAWatch() {
        var shell = card.run("lpa", "discover", "--every", "5");

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("--every goes with --watch");
    }

    @Test
    void leavesTheDeviceToOthersBetweenTwoPolls() throws Exception {
        var watching = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Testbed.class.getName(),
                        "lpa",
                        "discover",
                        "--watch",
                        "--every",
                        "1",
                        "--yes",
                        "--run",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("watch.log").toFile())
                .start();
        try {
            awaitText(watching, "Nothing waits at");
            var iccid = card.order("--smds").path("iccid").asString();
            awaitText(watching, iccid);

            assertThat(card.profiles().get(0).path("iccid").asString()).isEqualTo(iccid);

            watching.destroy(); // as Ctrl-C
            assertThat(watching.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            watching.destroyForcibly();
        }
    }

    private static void awaitText(Process process, String text) throws Exception {
        var log = folder.resolve("watch.log");
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Files.readString(log).contains(text)) {
            assertThat(process.isAlive())
                    .as("it watches: " + Files.readString(log))
                    .isTrue();
            assertThat(System.nanoTime()).as("it says " + text).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
