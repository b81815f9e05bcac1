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
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `testbed smdp serve` as a user starts and stops it.
class SmdpServeTest {
    private static final String STATE = """
            operators:
              - {identifier: operator-one, oid: 2.999.20}
            profiles:
              - {iccid: "8988211900000009991", operator: operator-one, profile-type: generic, state: released,
                 matching-id: SERVED, subscriber: {imsi: "001010000000001"}}
            """;

    @TempDir
    Path folder;

    private Process serve(String... more) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Testbed.class.getName(),
                "smdp",
                "serve",
                "--folder",
                folder.resolve("smdp").toString(),
                "--port=0",
                "--es2-port=0",
                "--admin-port=0"));
        words.addAll(List.of(more));
        return new ProcessBuilder(words).redirectErrorStream(true).start();
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

    private JsonNode endpoints() throws IOException {
        return RspJson.mapper().readTree(Files.readAllBytes(folder.resolve("smdp/smdp.json")));
    }

    private static HttpResponse<String> get(String uri) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    @Timeout(120)
    void servesTheStateOfAFixtureOnBothCurvesUntilItIsTerminated() throws Exception {
        var state = Files.writeString(folder.resolve("state.yaml"), STATE);
        var process = serve(
                "--fixtures", state.toString(), "--brainpool-port=0", "--tls-name", "smdp.example.com", "192.0.2.7");
        try {
            var said = untilItIsUp(process);
            assertThat(said).contains("The SM-DP+ is up.", "Ctrl-C stops.");
            var places = endpoints();
            assertThat(places.path("es9plus")).hasSize(2);
            assertThat(places.at("/es9plus/1/curve").asString()).isEqualTo("brainpoolP256r1");

            var order = get(places.path("admin").asString() + "/admin/orders/8988211900000009991");
            assertThat(RspJson.mapper()
                            .readTree(order.body())
                            .at("/order/state")
                            .asString())
                    .isEqualTo("Released");
            assertThat(get(places.path("admin").asString() + "/ready").statusCode())
                    .isEqualTo(200);
            var tls = new PkiFolder(folder.resolve("smdp/pki"), Crypto.standard()).readCertificate("dptls");
            assertThat(tls.dnsNames()).contains("localhost", "smdp.example.com");
            assertThat(tls.ipAddresses()).contains(Bytes.hex("C0000207"));
        } finally {
            process.destroy(); // TERM
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("smdp/smdp.json")).doesNotExist();
    }

    @Test
    void namesThePlaceInABadFixture() throws Exception {
        var bad = Files.writeString(folder.resolve("bad.yaml"), STATE.replace("state: released", "state: asleep"));

        var shell = Shell.run(
                "smdp",
                "serve",
                "--folder",
                folder.resolve("smdp").toString(),
                "--fixtures",
                bad.toString(),
                "--port=0",
                "--es2-port=0",
                "--admin-port=0");

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("bad.yaml line 4, profiles[0].state: asleep is none of");
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var shell = Shell.run(
                    "smdp",
                    "serve",
                    "--folder",
                    folder.resolve("smdp").toString(),
                    "--port=0",
                    "--admin-port=0",
                    "--es2-port=" + taken.getLocalPort());

            assertThat(shell.exit()).isEqualTo(3);
            assertThat(shell.err()).contains("port " + taken.getLocalPort() + " for ES2+ is taken");
        }
    }
}
