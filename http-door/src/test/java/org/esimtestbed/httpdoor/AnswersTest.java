package org.esimtestbed.httpdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.crypto.Curve;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Limits and errors of the door")
class AnswersTest {
    private static final Limits LIMITS = new Limits(
            1000,
            2000,
            20,
            Duration.ofMillis(300),
            Duration.ofMillis(700),
            Duration.ofMillis(300),
            100,
            Duration.ofSeconds(5));
    private static final String ASK = "{\"name\":\"alice\"}";

    private static SSLContext tls;
    private static RunningRole role;

    @BeforeAll
    static void start(@TempDir Path folder) {
        tls = TestRole.server(TestRole.pki(folder, Curve.NIST_P256));
        role = TestRole.start(() -> tls, new Operation(LIMITS, Optional.empty(), Operation.LogFormat.LINES, false));
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    private static HttpResponse<String> post(String path, String type, String body) throws IOException {
        return Ask.post(tls, role.port(), path, type, body);
    }

    @Test
    void takesJsonWithAndWithoutACharset() throws IOException {
        assertThat(post(TestRole.ECHO, "application/json", ASK).statusCode()).isEqualTo(200);
        assertThat(post(TestRole.ECHO, "application/JSON;charset=UTF-8", ASK).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAnotherContentTypeWith415() throws IOException {
        assertThat(post(TestRole.ECHO, "text/plain", ASK)).satisfies(says(415, "application/json"));
        assertThat(post(TestRole.ECHO, "application/x-gsma-rsp-asn1", ASK).statusCode())
                .isEqualTo(415);
        assertThat(post(TestRole.ECHO, "nonsense", ASK).statusCode()).isEqualTo(415);
    }

    @Test
    void refusesALongBodyWith413WhetherAnnouncedOrNot() throws IOException {
        assertThat(post(TestRole.ECHO, "application/json", " ".repeat(1001))).satisfies(says(413, "1000 octets"));
        assertThat(post(TestRole.ECHO, "application/json", ASK + " ".repeat(1000 - ASK.length()))
                        .statusCode())
                .isEqualTo(200);
        try (var connection = RawConnection.to(tls, role.port())) {
            connection.send(head("Transfer-Encoding: chunked") + "3e9\r\n" + " ".repeat(1001) + "\r\n0\r\n\r\n");
            assertThat(connection.rest()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void refusesLongAndManyHeaders() throws IOException {
        try (var connection = RawConnection.to(tls, role.port())) {
            connection.send(head("X: " + "x".repeat(2000)));
            assertThat(connection.rest()).startsWith("HTTP/1.1 4");
        }
        try (var connection = RawConnection.to(tls, role.port())) {
            connection.send(head("X: y\r\n".repeat(20) + "Content-Length: 0"));
            assertThat(connection.rest()).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void saysWhatIsNoJson() throws IOException {
        assertThat(post(TestRole.ECHO, "application/json", "{\"name\"")).satisfies(says(400, "no JSON"));
    }

    @Test
    void refusesAPathThatIsNoneAndAMethodThatIsNone() throws IOException {
        assertThat(post("/gsma/rsp2/es9plus/none", "application/json", ASK)).satisfies(says(404, "404 Not Found"));
        assertThat(post("/elsewhere", "application/json", ASK)).satisfies(says(404, "404 Not Found"));
        var get = HttpRequest.newBuilder(URI.create("https://localhost:" + role.port() + TestRole.ECHO))
                .build();
        assertThat(Ask.send(HttpClient.newBuilder().sslContext(tls), get))
                .satisfies(says(405, "405 Method Not Allowed"))
                .satisfies(answer ->
                        assertThat(answer.headers().firstValue("Allow")).contains("POST"));
    }

    @Test
    void aBodyThatStopsHalfWayIsCut() throws IOException {
        try (var connection = RawConnection.to(tls, role.port())) {
            connection.send(head("Content-Length: 100") + "{");
            assertThat(connection.rest()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void aBodyThatDripsIsCut() throws IOException {
        try (var connection = RawConnection.to(tls, role.port());
                var dripping = Executors.newSingleThreadScheduledExecutor()) {
            connection.send(head("Content-Length: 1000"));
            // never silent for long, never done; ends with the first octet that cannot be sent
            dripping.scheduleAtFixedRate(() -> drip(connection), 0, 100, TimeUnit.MILLISECONDS);
            assertThat(connection.rest()).startsWith("HTTP/1.1 408");
            dripping.shutdownNow();
        }
    }

    private static void drip(RawConnection connection) {
        try {
            connection.send(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHeadThatStopsHalfWayAndAnIdleConnectionAreCut() throws IOException {
        try (var connection = RawConnection.to(tls, role.port())) {
            connection.send("POST " + TestRole.ECHO);
            assertThat(connection.rest()).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
        }
        try (var connection = RawConnection.to(tls, role.port())) {
            connection.send(head("Content-Length: " + ASK.length()) + ASK);
            assertThat(connection.rest()).startsWith("HTTP/1.1 200").contains("alice");
        }
    }

    @Test
    void aDatabaseThatIsGoneIs503WithRetryAfter() throws IOException {
        assertThat(post(TestRole.FAIL, "application/json", "{\"name\":\"database\"}"))
                .satisfies(says(503, "out of service, request "))
                .satisfies(answer -> {
                    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
                    assertThat(answer.body()).doesNotContain("secret");
                });
    }

    @Test
    void anAccidentIs500WithoutDetails() throws IOException {
        assertThat(post(TestRole.FAIL, "application/json", ASK))
                .satisfies(says(500, "internal error, request "))
                .satisfies(answer -> assertThat(answer.body()).doesNotContain("secret"));
    }

    private static java.util.function.Consumer<HttpResponse<String>> says(int status, String text) {
        return answer -> {
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(answer.body()).contains(text).hasSizeLessThan(200).doesNotContain("<");
        };
    }

    private static String head(String header) {
        return "POST " + TestRole.ECHO + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header
                + "\r\n\r\n";
    }
}
