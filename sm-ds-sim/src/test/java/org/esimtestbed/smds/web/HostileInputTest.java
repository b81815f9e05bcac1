package org.esimtestbed.smds.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.eid;
import static org.esimtestbed.smds.TestSmDs.outcome;
import static org.esimtestbed.smds.TestSmDs.registration;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Limits;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever arrives at a function is answered, never with 5xx, tells nothing of the server, and leaves nothing behind.
class HostileInputTest {
    @TempDir
    static Path folder;

    private static TestSmDs smds;

    @BeforeAll
    static void start() {
        smds = TestSmDs.root(folder);
    }

    @AfterAll
    static void stop() {
        smds.close();
    }

    @AfterEach
    void leavesNothingBehind() throws Exception {
        assertThat(TestSmDs.json(smds.admin("GET", "/admin/events"))).isEmpty();
    }

    /// A port, a path on it, and whether it takes JSON.
    record Function(String path, boolean toLpas, boolean json) {
        HttpClient client() {
            return toLpas ? smds.lpa : path.contains("es15") ? smds.alternative : smds.smdp;
        }

        URI uri() {
            int port = toLpas ? smds.running.es11Port() : smds.running.es12Port();
            return URI.create("https://localhost:" + port + "/gsma/rsp2/" + path);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Function> functions() {
        return Stream.of(
                new Function("es11/initiateAuthentication", true, true),
                new Function("es11/authenticateClient", true, true),
                new Function("es11/cancelSession", true, true),
                new Function("es9plus/authenticateClient", true, true),
                new Function("asn1", true, false),
                new Function("es12/registerEvent", false, true),
                new Function("es12/deleteEvent", false, true),
                new Function("es15/registerEvent", false, true),
                new Function("es15/deleteEvent", false, true));
    }

    private static HttpResponse<String> send(Function function, HttpRequest.BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(function.uri())
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", function.json() ? "application/json" : "application/x-gsma-rsp-asn1")
                .POST(body)
                .build();
        return TestSmDs.send(function.client(), request);
    }

    private static void isRefused(Function function, byte[] body, String what) throws Exception {
        var answer = send(function, HttpRequest.BodyPublishers.ofByteArray(body));
        assertThat(answer.statusCode()).as(what).isIn(200, 400, 403);
        if (answer.statusCode() == 200 && function.json()) {
            assertThat(outcome(answer)).as(what).matches("[0-9.]+/[0-9.]+");
        }
        for (var leak :
                List.of("Exception", "\tat ", "org.esimtestbed", "tools.jackson", "springframework", "select ")) {
            assertThat(answer.body()).as(what).doesNotContain(leak);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void bodiesThatAreNoMessage(Function function) throws Exception {
        for (var body : List.of(
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "{\"header\":null}",
                "{\"header\":[]}",
                "{\"header\":{\"functionRequesterIdentifier\":1,\"functionCallIdentifier\":[]}}",
                "{\"header\":{\"functionRequesterIdentifier\":\"2.999.10\",\"functionCallIdentifier\":\"\"}}",
                "{\"transactionId\":\"zz\",\"authenticateServerResponse\":\"====\",\"cancelSessionResponse\":17}",
                "{\"transactionId\":\"00\",\"authenticateServerResponse\":\"vzgA\",\"cancelSessionResponse\":\"v0EA\"}",
                "{\"transactionId\":{},\"euiccChallenge\":[],\"euiccInfo1\":\"vyAA\",\"smdsAddress\":{}}",
                "{\"euiccChallenge\":\"\",\"euiccInfo1\":\"vyCEf////w==\",\"smdsAddress\":\"\\u0000\"}",
                "{\"eid\":\"\\u0000\",\"eventId\":\"\\ud800\",\"rspServerAddress\":\"\\uffff\"}",
                "{\"a\":1e999999999}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "\u0000".repeat(1000))) {
            isRefused(function, body.getBytes(StandardCharsets.UTF_8), body.substring(0, Math.min(60, body.length())));
        }
        isRefused(function, new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc3, 0x28}, "no UTF-8");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aBodyWithoutEnd(Function function) throws Exception {
        var body = new ByteArrayInputStream(new byte[Limits.DEFAULT.bodyOctets() + 1]); // in chunks: read to its limit
        assertThat(send(function, HttpRequest.BodyPublishers.ofInputStream(() -> body))
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void noise(Function function) throws Exception {
        var random = new Random(20261121);
        for (int i = 0; i < 30; i++) {
            var noise = new byte[1 + random.nextInt(500)];
            random.nextBytes(noise);
            isRefused(function, noise, "seed 20261121, number " + i);
        }
    }

    @Test
    void registrationsWithOctetsOverwritten() throws Exception {
        var function = new Function("es12/registerEvent", false, true);
        var random = new Random(7);
        for (int i = 0; i < 100; i++) {
            var body = registration(TestPki.SMDP_OID, eid(1), "EVENT", "smdp.example.com", false)
                    .getBytes(StandardCharsets.UTF_8);
            // in the member names and values the schema looks at
            body[random.nextInt(body.length)] = (byte) random.nextInt(0x20);
            isRefused(function, body, "seed 7, number " + i);
        }
    }

    @Test
    void answersOfAnEuiccWithOctetsOverwritten() throws Exception {
        var euicc = smds.euicc(1);
        var server = smds.initiated(euicc);
        var honest = euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(Optional.empty()));
        var random = new Random(11);
        for (int i = 0; i < 300; i++) {
            var octets = honest.raw().toArray();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                octets[random.nextInt(octets.length)] ^= (byte) (1 + random.nextInt(255));
            }
            var body = "{\"transactionId\":\"%s\",\"authenticateServerResponse\":\"%s\"}"
                    .formatted(server.transactionId(), Bytes.wrap(octets).base64());
            var answer = smds.es11("authenticateClient", body);
            assertThat(outcome(answer)).as("seed 11, number " + i).matches("[0-9.]+/[0-9.]+");
        }
        assertThat(outcome(smds.authenticateClient(server.transactionId(), honest)))
                .as("the session has outlived it")
                .isEqualTo("Executed-Success");
    }
}
