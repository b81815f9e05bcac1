package org.esimtestbed.lpadaemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.slot.SlotSettings;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.json.RspJson;
import tools.jackson.databind.JsonNode;

/// A daemon whose one card, `absent`, is never there, and clients of it.
final class DaemonOfAnAbsentCard implements AutoCloseable {
    /// How often the card was looked for.
    final AtomicInteger insertions = new AtomicInteger();

    final RunningLpaDaemon running;
    private final DeviceMemory memory;
    private final HttpClient http = HttpClient.newHttpClient();

    DaemonOfAnAbsentCard() {
        this(DeviceMemory.untilPowerOff());
    }

    /// @param memory of the device, perhaps of an earlier life
    DaemonOfAnAbsentCard(DeviceMemory memory) {
        this.memory = memory;
        running = RunningLpaDaemon.start(settings(Operation.Admin.loopback(0), "absent"));
    }

    DaemonSettings settings(Operation.Admin door, String... names) {
        var slots = new ArrayList<SlotSettings>();
        for (var name : names) {
            slots.add(new SlotSettings(name, "nowhere", memory, _ -> {
                insertions.incrementAndGet();
                throw new CardGone("no card answers at nowhere");
            }));
        }
        return new DaemonSettings(
                door,
                DaemonSettings.LIMITS,
                slots,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Optional.empty(),
                Crypto.standard(),
                InstantSource.system());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept-Language", "en");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("application/problem+json");
        var problem = RspJson.mapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("\tat ", "Exception", "org.esimtestbed");
        return problem;
    }

    /// Octets as they are, and the answer until the connection closes.
    String raw(String request) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(30_000);
            socket.connect(new InetSocketAddress("127.0.0.1", running.port()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        http.close();
        running.close();
    }
}
