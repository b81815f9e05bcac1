package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An SM-DP+ whose fixture says `lpa-headers: strict` (SGP.22 §6.2), and LPAs before it.
@DisplayName("testbed lpa download --lpa-quirk headers=… at a strict SM-DP+")
@Timeout(180)
class StrictServerTest {
    @TempDir
    static Path folder;

    private static CardAtTheDoor card;
    private static TestbedProcess strict;
    private static String code;

    @BeforeAll
    static void start() throws IOException {
        card = new CardAtTheDoor(folder, Eid.withCheckDigits("890490320000000000000000000260"));
        var fixture = folder.resolve("strict.yaml");
        Files.writeString(fixture, "server:\n  policy: {lpa-headers: strict}\n");
        int port;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        strict = TestbedProcess.start(
                "smdp",
                "serve",
                "--folder=" + folder.resolve("strict"),
                "--pki=" + folder.resolve("pki"),
                "--fixtures=" + fixture,
                "--port=" + port,
                "--es2-port=0",
                "--admin-port=0");
        code = "1$localhost:" + port + "$NOBODY-ORDERED-THIS";
    }

    @AfterAll
    static void stop() {
        if (strict != null) strict.close();
        card.close();
    }

    @Test
    void isContentWithAnHonestLpa() {
        var shell = card.run("lpa", "download", code);

        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.err()).as("only the order is unknown").contains("8.2.6/3.8");
    }

    @ParameterizedTest
    @CsvSource({
        "no-user-agent, 1.3.1/2.2, User-Agent",
        "no-admin-protocol, 1.3.1/2.2, X-Admin-Protocol",
        "old-admin-protocol, 1.3.2/3.1, the LPA version 1"
    })
    void refusesAnLpaWithoutTheHeadersItWants(String headers, String status, String because) {
        var before = card.profiles();

        var shell = card.run("lpa", "download", "--lpa-quirk", "headers=" + headers, code);

        assertThat(shell.exit()).as(shell.err()).isEqualTo(1);
        assertThat(shell.err()).contains(status).contains(because).doesNotContain("\tat ");
        assertThat(card.profiles()).isEqualTo(before);
    }

    @Test
    void takesNoPlainText() {
        var shell = card.run("lpa", "download", "--lpa-quirk", "headers=text-plain", code);

        assertThat(shell.exit()).as(shell.err()).isEqualTo(3);
        assertThat(shell.err()).contains("HTTP 415");
    }
}
