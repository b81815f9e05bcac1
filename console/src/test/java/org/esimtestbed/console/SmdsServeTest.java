package org.esimtestbed.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.rsp.json.RspJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("testbed smds serve")
class SmdsServeTest {
    @TempDir
    Path folder;

    private String[] words(String name, String... more) {
        var words = new ArrayList<>(List.of(
                "smds",
                "serve",
                "--folder",
                folder.resolve(name).toString(),
                "--pki",
                folder.resolve("pki").toString(),
                "--port=0",
                "--admin-port=0"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private Process serve(String name, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Testbed.class.getName()));
        command.addAll(List.of(words(name, more)));
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

    private JsonNode endpoints(String name) throws IOException {
        return RspJson.mapper().readTree(Files.readAllBytes(folder.resolve(name).resolve("smds.json")));
    }

    @Test
    @Timeout(180)
    void servesARootAndAnAlternativeUntilTheyAreTerminated() throws Exception {
        var root = serve("root", "--es12-port=0", "--brainpool-port=0");
        Process alternative = null;
        try {
            assertThat(untilItIsUp(root)).contains("The Root SM-DS is up.", "Ctrl-C stops.");
            var places = endpoints("root");
            assertThat(places.path("es11")).hasSize(2);
            var es15 = places.path("es12").asString().replace("https://", "");

            alternative = serve("alternative", "--es12-port=0", "--root", es15);
            assertThat(untilItIsUp(alternative)).contains("The Alternative SM-DS is up.");
            for (var name : List.of("root", "alternative")) {
                var ready = URI.create(endpoints(name).path("admin").asString() + "/ready");
                try (var http = HttpClient.newHttpClient()) {
                    var answer = http.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.statusCode()).isEqualTo(200);
                }
            }
        } finally {
            root.destroy(); // TERM
            if (alternative != null) alternative.destroy();
        }
        assertThat(root.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("root/smds.json")).doesNotExist();
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var shell = Shell.run(words("root", "--es12-port=" + taken.getLocalPort()));

            assertThat(shell.exit()).isEqualTo(3);
            assertThat(shell.err()).contains("ES12").contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void saysWhatIsNoAddressOfARoot() {
        var shell = Shell.run(words("alternative", "--es12-port=0", "--root", "https://localhost:8446"));

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("https://localhost:8446");
    }
}
