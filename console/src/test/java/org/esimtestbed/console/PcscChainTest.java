package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.euicc.door.Atr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The card as programs for PC/SC see it: Debian's pcscd and vsmartcard-vpcd, opensc-tool and pcsc_scan.
class PcscChainTest {
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");

    @TempDir
    Path run;

    @Test
    void opensSelectsAndReadsTheEidThroughPcsc() throws Exception {
        assumeTrue(Files.exists(DRIVER), "vsmartcard-vpcd is not installed");
        for (var tool : List.of("pcscd", "opensc-tool", "pcsc_scan", "scriptor", "ip")) {
            assumeTrue(succeeds("bash", "-c", "command -v " + tool), tool + " is not installed");
        }
        assumeTrue(succeeds("unshare", "-n", "-m", "true"), "namespaces need root");
        var script = run.resolve("pcsc-chain.sh");
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream("pcsc-chain.sh"))) {
            Files.copy(text, script);
        }
        var builder = new ProcessBuilder("timeout", "60", "unshare", "-n", "-m", "bash", script.toString())
                .redirectErrorStream(true);
        builder.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("CLASS_PATH", System.getProperty("java.class.path"));
        builder.environment().put("RUN", run.toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .contains(Atr.euicc().hex().toLowerCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:")) // --atr
                .contains("6F 1B 84 10 A0 00 00 05 59 10 10 FF FF FF FF 89") // SELECT ISD-R
                .contains("BF 3E 12 5A 10 89 04 90 32") // GetEID
                .contains("EID in life 1: 8904903") // the LPA's own channel
                .contains("EID in life 2: 8904903")
                .contains("ATR: " + Atr.euicc().hex().replaceAll("(..)(?!$)", "$1 ")) // pcsc_scan
                .contains("Using T=0 protocol")
                .contains("< 61 1D") // SELECT ISD-R on a logical channel: the rest by GET RESPONSE
                .contains("BF 2E 12 80 10"); // GetEUICCChallenge
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
