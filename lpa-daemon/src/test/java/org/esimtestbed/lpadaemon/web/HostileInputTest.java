package org.esimtestbed.lpadaemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever arrives is answered, never with 500, and tells nothing of the daemon's inside.
@Timeout(120)
class HostileInputTest {
    private static DaemonOfAnAbsentCard daemon;

    @BeforeAll
    static void start() {
        daemon = new DaemonOfAnAbsentCard();
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    static List<String> hostileBodies() {
        var bodies = new ArrayList<>(List.of(
                "",
                "null",
                "\"text\"",
                "{\"activationCode\":null}",
                "{\"activationCode\":[[[]]]}",
                "{\"activationCode\":1e999999999}",
                "{\"activationCode\":\"" + "1$".repeat(100_000) + "\"}",
                "{\"activationCode\":\"\\u0000\\ud800\"}",
                "{\"acceptRules\":1e400,\"activationCode\":\"\"}",
                "{\"confirmationCode\":{}}",
                "[".repeat(100_000),
                "{\"a\":".repeat(50_000),
                "{\"" + "n".repeat(100_000) + "\":1}",
                "\u0000".repeat(1000)));
        var random = new Random(5);
        var good = "{\"activationCode\":\"1$a.example.com$\",\"consent\":\"yes\",\"acceptRules\":true}";
        for (int i = 0; i < 60; i++) {
            var bent = new StringBuilder(good);
            for (int j = 0; j < 3; j++) bent.setCharAt(random.nextInt(bent.length()), (char) (32 + random.nextInt(95)));
            bodies.add(bent.append('}').toString()); // never the good one
        }
        return bodies;
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void answersWhateverIsSentWithTheClientsFault(String body) throws Exception {
        for (var path : List.of("/downloads", "/reset", "/kept-download/resume", "/jobs/x/consent")) {
            var answer = daemon.post("/cards/absent" + path, body);
            assertThat(answer.statusCode())
                    .as("%s: %s", path, answer.body())
                    .isIn(400, 404, path.endsWith("resume") ? 503 : 400); // nothing said is nothing wrong there
            assertThat(answer.body()).doesNotContain("\tat ", "Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /cards/%00/eid HTTP/1.1",
                "GET /cards/absent;x=y/eid HTTP/1.1",
                "GET /cards/..%2f..%2f/eid HTTP/1.1",
                "GET /cards/%zz HTTP/1.1",
                "GET /cards/absent/profiles/%F0%9F%98%80 HTTP/1.1",
                "BREW /cards HTTP/1.1",
                "GET /cards HTTP/9.9",
                "HEAD /cards/absent/jobs/x/events HTTP/1.1"
            })
    void answersWhateverIsAskedFor(String line) throws Exception {
        var answer = daemon.raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 (4[0-9]{2}|50[15]) .*").doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: ;;;",
                "Accept: /",
                "Accept: application/xml",
                "Accept: text/html;q=x",
                "Accept-Language: \u00ff, , ;q=",
                "Content-Type: /",
                "Content-Type: application/json; charset=nonsense",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Length: -1",
                "Content-Length: 99999999999999",
                "Transfer-Encoding: nonsense",
                "Expect: nonsense",
                "Last-Event-ID: \u0001",
                "Origin: \u00ff",
                "X: y\r\nX: y"
            })
    void answersWhateverTheHeadersSay(String header) throws Exception {
        for (var line : List.of(
                "GET /cards", "GET /cards/absent/jobs/x/events", "POST /cards/absent/downloads", "PUT /nothing")) {
            var answer =
                    daemon.raw(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n");
            assertThat(answer)
                    .as(line)
                    .matches("(?s)HTTP/1.1 (200|4[0-9]{2}|501) .*")
                    .doesNotContain("\tat ", "Exception");
            if (header.startsWith("Accept: ;")) assertThat(answer).as(line).doesNotContain(" 409 ");
        }
    }
}
