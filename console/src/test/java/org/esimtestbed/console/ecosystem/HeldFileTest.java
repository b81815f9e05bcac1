package org.esimtestbed.console.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is held here stays held for other processes, whatever is tried here meanwhile.
@Timeout(120)
class HeldFileTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000230");
    private static final int GOT_IT = 10;
    private static final int TAKEN = 11;

    @TempDir
    private Path folder;

    /// Another process: tries once to lock the file it is given.
    static final class Another {
        private Another() {}

        public static void main(String[] args) throws IOException {
            try (var channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
                System.exit(channel.tryLock() == null ? TAKEN : GOT_IT);
            }
        }
    }

    private static int another(Path file) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Another.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void staysHeldForOtherProcessesAfterASecondAttemptHere() throws Exception {
        var file = folder.resolve("lock");
        try (var held = HeldFile.hold(file).orElseThrow()) {
            assertThat(HeldFile.hold(file)).isEmpty();
            assertThat(HeldFile.hold(folder.resolve(".").resolve("lock")))
                    .as("by another path")
                    .isEmpty();
            assertThat(another(file)).isEqualTo(TAKEN);
            held.say("somebody");
            assertThat(file).hasContent("somebody");
        }
        assertThat(another(file)).isEqualTo(GOT_IT);
        HeldFile.hold(file).orElseThrow().close();
    }

    @Test
    void holdsTheDeviceOfARun() throws Exception {
        try (var _ = DeviceFolder.lock(folder, "one", Duration.ZERO)) {
            assertThatThrownBy(() -> DeviceFolder.lock(folder, "two", Duration.ofMillis(50)))
                    .isInstanceOf(DeviceFolder.InUse.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + ", one");
            assertThat(another(folder.resolve("lpa/.lock"))).isEqualTo(TAKEN);
        }
        DeviceFolder.lock(folder, "three", Duration.ZERO).close();
    }

    @Test
    void holdsACardOfARun() throws Exception {
        var cards = new CardFolder(folder, Crypto.standard());
        try (var _ = cards.lock(EID)) {
            assertThatThrownBy(() -> cards.lock(EID)).isInstanceOf(CardFolder.InUse.class);
            assertThat(cards.isServed(EID)).isTrue();
            assertThat(cards.eids()).containsExactly(EID);
            assertThat(another(folder.resolve("cards/" + EID + ".lock"))).isEqualTo(TAKEN);
        }
        assertThat(cards.isServed(EID)).isFalse();
    }

    @Test
    void holdsARunFolder() throws Exception {
        try (var _ = RunFolder.lock(folder)) {
            assertThatThrownBy(() -> RunFolder.lock(folder)).isInstanceOf(RunFolder.InUse.class);
            try (var files = Files.list(folder)) {
                var lock = files.filter(it -> it.getFileName().toString().endsWith("lock"))
                        .findFirst()
                        .orElseThrow();
                assertThat(another(lock)).isEqualTo(TAKEN);
            }
        }
    }

    @Test
    void isNotHeldWhereItCannotBeMade() throws Exception {
        var file = folder.resolve("lock");
        Files.createDirectory(file);
        assertThatThrownBy(() -> HeldFile.hold(file)).isInstanceOf(IOException.class);
        Files.delete(file);
        HeldFile.hold(file).orElseThrow().close();
    }
}
