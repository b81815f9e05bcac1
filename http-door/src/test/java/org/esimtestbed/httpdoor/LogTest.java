package org.esimtestbed.httpdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.json.RspJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("What a role logs")
class LogTest {
    private static TestPki pki;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        pki = TestRole.pki(folder, Curve.NIST_P256);
    }

    private interface Requests {
        void to(RunningRole role) throws IOException;
    }

    private static List<String> logged(Operation.LogFormat format, boolean requests, Requests what) throws IOException {
        var console = System.out;
        var log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        var tls = TestRole.server(pki);
        try (var role = TestRole.start(() -> tls, new Operation(Limits.DEFAULT, Optional.empty(), format, requests))) {
            what.to(role);
            // the line is written when the answer has gone already
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (requests && log.size() == 0 && System.nanoTime() < deadline) LockSupport.parkNanos(1_000_000);
        } finally {
            System.setOut(console);
        }
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<JsonNode> json(Requests what) throws IOException {
        return logged(Operation.LogFormat.JSON, true, what).stream()
                .map(RspJson.mapper()::readTree)
                .toList();
    }

    private static Stream<String> texts(JsonNode line) {
        return Stream.of("interface", "function", "outcome", "transactionId", "status")
                .map(name -> line.path(name).asString());
    }

    @Test
    void isOneJsonObjectALineForARequest() throws IOException {
        var lines = json(role -> Ask.post(
                TestRole.server(pki),
                role.port(),
                TestRole.ECHO,
                "{\"name\":\"refuse me\",\"transactionId\":\"00112233\"}"));
        assertThat(lines).hasSize(1);
        assertThat(texts(lines.getFirst())).containsExactly("es9plus", "echo", "8.2.6/3.8", "00112233", "200");
        assertThat(lines.getFirst().path("caller").asString()).isEqualTo("127.0.0.1");
        assertThat(lines.getFirst().path("micros").asLong()).isPositive();
        assertThat(lines.getFirst().toString()).doesNotContain("refuse me");
    }

    @Test
    void namesWhoCallsByMutualTls() throws IOException {
        var lines = json(
                role -> Ask.post(TestRole.operator(pki), role.otherPort(0), TestRole.MUTUAL, "{\"name\":\"alice\"}"));
        assertThat(lines.getFirst().path("caller").asString()).contains("Test Operator");
    }

    @Test
    void hasTheStackTraceOfAnAccidentUnderTheNumberTheCallerIsTold() throws IOException {
        var told = new String[1];
        var lines = json(
                role -> told[0] = Ask.post(TestRole.server(pki), role.port(), TestRole.FAIL, "{\"name\":\"alice\"}")
                        .body());
        var accident = lines.stream()
                .filter(line -> line.toString().contains("secret-detail"))
                .findFirst()
                .orElseThrow();
        assertThat(told[0].strip())
                .endsWith("request " + accident.path("requestId").asString());
        assertThat(accident.toString()).contains("IllegalStateException");
    }

    @Test
    void saysNothingOfARequestUnlessAsked() throws IOException {
        assertThat(logged(
                        Operation.LogFormat.LINES,
                        false,
                        role -> Ask.post(TestRole.server(pki), role.port(), TestRole.ECHO, "{\"name\":\"alice\"}")))
                .isEmpty();
    }
}
