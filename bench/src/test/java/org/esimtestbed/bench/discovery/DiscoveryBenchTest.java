package org.esimtestbed.bench.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.esimtestbed.rsp.json.RspJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// That the measurement measures what it says; never how fast anything is.
class DiscoveryBenchTest {
    @TempDir
    Path folder;

    @Test
    void countsPollsThatWereAnsweredWithTheOneEventThatWaits() {
        var out = new StringWriter();
        int exit = new CommandLine(new DiscoveryBenchCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "--devices=20",
                        "--count=40",
                        "--warm-up=0",
                        "--database=h2",
                        "--stored=10,200",
                        "--json",
                        "--run=" + folder.resolve("run"));

        assertThat(exit).isZero();
        var figures = RspJson.mapper().readTree(out.toString()).path("figures");
        assertThat(figures).extracting(it -> it.path("storedEvents").asInt()).containsExactly(10, 200);
        assertThat(figures).allSatisfy(it -> {
            assertThat(it.path("polledPerSecond").asDouble()).isPositive();
            assertThat(it.path("registeredPerSecond").asDouble()).isPositive();
            assertThat(it.at("/pollMilliseconds/p50").asDouble()).isPositive();
        });
    }
}
