package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.console.CardAtTheDoor.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.card.VpcdChannel;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.memory.MemoryFolder;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `testbed lpa resume` and `lpa cancel` after a device was killed.
class KilledLpaTest {
    @TempDir
    static Path folder;

    private static CardAtTheDoor card;

    @BeforeAll
    static void start() {
        card = new CardAtTheDoor(folder, Eid.withCheckDigits("890490320000000000000000000078"));
    }

    @AfterAll
    static void stop() {
        card.close();
    }

    @BeforeEach
    void empty() {
        card.emptied();
    }

    private static Shell run(String... words) {
        return card.run(words);
    }

    enum Killed {
        BEFORE_AUTHENTICATION(3),
        BEFORE_PREPARE_DOWNLOAD(0x21),
        BEFORE_LOADING(0x36),
        WHILE_LOADING(0x88),
        BEFORE_THE_LAST_BLOCK(-1);

        private final int at;

        Killed(int at) {
            this.at = at;
        }
    }

    /// The card's door until the device is killed.
    private static final class DyingDevice implements CardChannel {
        private final CardChannel card;
        private final Killed when;
        private int commands;
        private int profileBlocks;
        private boolean dead;

        DyingDevice(CardChannel card, Killed when) {
            this.card = card;
            this.when = when;
        }

        @Override
        public Bytes transmit(Bytes command) {
            dead = dead || isTheMoment(command);
            if (dead) throw new CardGone("killed", new IOException("no device any more"));
            commands++;
            return card.transmit(command);
        }

        private boolean isTheMoment(Bytes command) {
            boolean first = command.size() > 7 && command.at(1) == 0xE2 && command.at(3) == 0;
            return switch (when) {
                case BEFORE_AUTHENTICATION -> commands == when.at;
                case BEFORE_PREPARE_DOWNLOAD, BEFORE_LOADING ->
                    first && command.at(5) == 0xBF && command.at(6) == when.at;
                case WHILE_LOADING -> first && command.at(5) == when.at;
                case BEFORE_THE_LAST_BLOCK -> first && command.at(5) == 0x86 && ++profileBlocks == 3;
            };
        }

        @Override
        public Bytes reset() {
            return card.reset();
        }

        @Override
        public void close() {
            card.close();
        }
    }

    private void dies(Killed when, String code) {
        var settings = LpaSettings.with(new MemoryFolder(folder.resolve("lpa")));
        try (var device = new Device(
                new DyingDevice(new VpcdChannel("127.0.0.1", card.port()), when),
                card.ecosystem().es9Plus(Tracer.NONE),
                new HomeNetwork(URI.create(card.ecosystem().operatorUri().toString())),
                settings,
                Tracer.NONE,
                InstantSource.system())) {
            assertThatThrownBy(() -> device.download(WayIn.by(ActivationCode.parse(code)), EndUser.agreeing()))
                    .isInstanceOf(CardGone.class);
        }
        assertThat(card.profiles()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Killed.class)
    void bringsADownloadToItsEndThatWasKilled(Killed when) {
        var order = card.order();
        dies(when, code(order));

        var resumed = run("lpa", "resume");

        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("Installed, disabled");
        assertThat(card.profiles()).hasSize(1);
        assertThat(card.profiles().get(0).path("iccid").asString())
                .isEqualTo(order.path("iccid").asString());
        assertThat(run("lpa", "resume").out()).contains("No download is under way");
        assertThat(run("lpa", "notifications", "--list", "--json").json()).isEmpty();
    }

    @Test
    void putsNoOtherDownloadBeforeAPackageThatWaits() {
        var order = card.order();
        dies(Killed.BEFORE_LOADING, code(order));

        var other = run("lpa", "download", code(card.order()));
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err()).contains("resume").contains(card.ecosystem().smdpAddress());

        var cancelled = run("lpa", "cancel");
        assertThat(cancelled.exit()).isZero();
        assertThat(cancelled.out()).contains("postponed");
        assertThat(run("lpa", "resume").out()).contains("No download is under way");
        assertThat(run("lpa", "download", code(order)).exit()).isZero();
    }

    @Test
    void givesADownloadUpForGood() {
        var code = code(card.order());
        dies(Killed.BEFORE_LOADING, code);

        assertThat(run("lpa", "cancel", "--for-good", "--json")
                        .json()
                        .path("cancelled")
                        .asBoolean())
                .isTrue();
        assertThat(run("lpa", "download", code).err()).contains("8.2.6/3.8");
        assertThat(run("lpa", "cancel", "--json").json().path("cancelled").asBoolean())
                .isFalse();
    }

    private static String said() {
        try {
            return Files.readString(folder.resolve("killed.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// No stack is unwound, and nobody says good-bye to the card. While it lives, no other LPA gets between.
    @Test
    void survivesTheDeathOfItsProcess() throws Exception {
        var order = card.order();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Testbed.class.getName(),
                        "lpa",
                        "download",
                        code(order),
                        "--segment-size", // small blocks take long
                        "4",
                        "--run",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        try {
            var bound = folder.resolve("lpa").resolve("download-bound.json");
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!Files.exists(bound)) {
                assertThat(process.isAlive()).as(() -> "it loads: " + said()).isTrue();
                assertThat(System.nanoTime()).as("it loads in time").isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2)); // leaves the processor to the other
            }
            var stop = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
            assertThat(stop.waitFor()).isZero(); // so that it outlasts the other's patience
            var second = run("lpa", "list");
            assertThat(second.exit()).isEqualTo(3);
            assertThat(second.err())
                    .contains("another LPA is at work in " + folder)
                    .contains("process " + process.pid() + ", testbed lpa download");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).isNotZero();

        var resumed = run("lpa", "resume");

        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(card.profiles()).hasSize(1);
        assertThat(card.profiles().get(0).path("iccid").asString())
                .isEqualTo(order.path("iccid").asString());
    }
}
