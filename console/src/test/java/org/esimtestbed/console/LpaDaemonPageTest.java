package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.console.CardAtTheDoor.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/lpa-daemon.md does what it says: bash and curl against a daemon that runs.
class LpaDaemonPageTest {
    @Test
    void thePageDoesWhatItSays(@TempDir Path folder, @TempDir Path kept) throws Exception {
        try (var scene = new DaemonScene(folder)) {
            var order = scene.run().order("--confirmation-code", "2468");
            var another = scene.run().order();
            var picture = Files.write(kept.resolve("code.png"), LpaDaemonDownloadTest.picture("LPA:" + code(another)));
            var variables = Map.of(
                    "lpa", "http://127.0.0.1:" + scene.daemon().port(),
                    "card", "one",
                    "code", code(order),
                    "iccid", order.path("iccid").asString(),
                    "picture", picture.toString());

            var shell = PageOfCommands.bash(
                    kept,
                    variables,
                    PageOfCommands.script("docs/lpa-daemon.md", kept).toString());

            assertThat(shell.exit()).as(shell.out() + shell.err()).isZero();
            assertThat(shell.out())
                    .contains(
                            "event: exchange",
                            "\"outcome\":\"installed\"",
                            "\"reason\":\"postponed\"",
                            "\"outcome\":\"discovered\"",
                            "attached to",
                            "\"delivered\":true",
                            "\"fault\":\"END_USER\"")
                    .doesNotContain("2468");
            assertThat(shell.out().split("\"status\":409", -1))
                    .as("the one that is expected")
                    .hasSizeLessThan(3);
            assertThat(shell.out()).doesNotContain("\"status\":400");
        }
    }
}
