package org.esimtestbed.lpadaemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.slot.SlotSettings;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.json.RspJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// The door of the daemon: what is no request is answered with the place, whatever it is; nothing is there but what
/// the page shows. The one card is never there.
@Timeout(120)
class LpaDaemonApiTest {
    private static final AtomicInteger INSERTIONS = new AtomicInteger();

    private static RunningLpaDaemon daemon;
    private static HttpClient http;

    private static DaemonSettings settings(Operation.Admin door, String... names) {
        var slots = new ArrayList<SlotSettings>();
        for (var name : names) {
            slots.add(new SlotSettings(name, "nowhere", _ -> {
                INSERTIONS.incrementAndGet();
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

    @BeforeAll
    static void start() {
        daemon = RunningLpaDaemon.start(settings(Operation.Admin.loopback(0), "absent"));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        daemon.close();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept-Language", "en");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("application/problem+json");
        var problem = RspJson.mapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("\tat ", "Exception", "org.esimtestbed");
        return problem;
    }

    /// Every operation, as the controllers have it.
    private static Map<String, TreeSet<String>> mapped() {
        var mapped = new TreeMap<String, TreeSet<String>>();
        daemon.part(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((info, method) -> {
            if (!method.getBeanType().getPackageName().equals(LpaDaemonApiTest.class.getPackageName())) return;
            for (var path : info.getPatternValues()) {
                for (var verb : info.getMethodsCondition().getMethods()) {
                    mapped.computeIfAbsent(path, _ -> new TreeSet<>())
                            .add(verb.name().toLowerCase(java.util.Locale.ROOT));
                }
            }
        });
        return mapped;
    }

    @Test
    void showsEveryOperationOnItsPage() throws Exception {
        var page = RspJson.mapper().readTree(send(to("/v3/api-docs")).body());

        assertThat(page.path("info").path("title").asString()).startsWith("LPA");
        var shown = new TreeMap<String, TreeSet<String>>();
        page.path("paths").properties().forEach(path -> {
            shown.put(path.getKey(), new TreeSet<>(path.getValue().propertyNames()));
            path.getValue()
                    .properties()
                    .forEach(it -> assertThat(it.getValue().path("summary").asString())
                            .as(path.getKey())
                            .isNotEmpty());
        });
        assertThat(shown).isEqualTo(mapped()).hasSizeGreaterThan(20);
        var download = page.at("/components/schemas/Download/properties");
        assertThat(download.propertyNames())
                .containsExactlyInAnyOrder(
                        "activationCode", "qrCode", "defaultSmdp", "consent", "acceptRules", "confirmationCode");
        assertThat(send(to("/swagger-ui/index.html")).statusCode()).isEqualTo(200);
    }

    @Test
    void answersOperationOnTheSamePort() throws Exception {
        assertThat(send(to("/health")).body()).contains("alive");
        assertThat(send(to("/ready")).body()).contains("ready");
        send(to("/cards"));
        assertThat(send(to("/metrics")).body()).contains("function=\"/cards\"");
    }

    @Test
    void saysThatTheCardIsGoneAndAsksAgainNextTime() throws Exception {
        int before = INSERTIONS.get();
        for (int i = 0; i < 2; i++) {
            var gone = problem(send(to("/cards/absent/eid")), 503);
            assertThat(gone.path("detail").asString()).contains("nowhere");
            assertThat(gone.path("failure").propertyNames())
                    .containsExactly("message", "statusWord", "es10Result", "installReason", "statusCode", "transport");
        }
        assertThat(INSERTIONS).hasValue(before + 2);

        var job = post("/cards/absent/downloads", "{\"activationCode\":\"1$localhost$X\"}");
        assertThat(job.statusCode()).isEqualTo(202);
        var events = send(to(job.headers().firstValue("Location").orElseThrow() + "/events"))
                .body();
        assertThat(events).contains("event: end", "\"outcome\":\"failed\"", "nowhere");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /cards/absent/profiles/123                                  |                                  | profile
            POST   | /cards/absent/profiles/A0/enable                            |                                  | profile
            POST   | /cards/absent/profiles/8988211900000000019/enable?refresh=x |                                  | refresh
            DELETE | /cards/absent/profiles/89882119000000000190000              |                                  | profile
            PUT    | /cards/absent/profiles/8988211900000000019/nickname         | {}                               | nickname
            PUT    | /cards/absent/profiles/8988211900000000019/nickname         | {"nickname":{}}                  | nickname
            PUT    | /cards/absent/default-address                               | {"defaultDpAddress":"a b"}       | defaultDpAddress
            PUT    | /cards/absent/default-address                               | {"address":"a.example.com"}      | address
            PUT    | /cards/absent/default-address                               | {                                | body
            PUT    | /cards/absent/default-address                               | []                               | body
            POST   | /cards/absent/reset                                         | {"confirm":"yes"}                | operational
            POST   | /cards/absent/reset                                         | {"operational":"perhaps"}        | operational
            GET    | /cards/absent/certificates?smdp=a%20b                       |                                  | smdp
            DELETE | /cards/absent/notifications/x                               |                                  | seqNumber
            DELETE | /cards/absent/notifications/-1                              |                                  | seqNumber
            POST   | /cards/absent/notifications/deliver?now=soon                |                                  | now
            DELETE | /cards/absent/kept-download?reason=pprNotAllowed            |                                  | reason
            POST   | /cards/absent/kept-download/resume                          | {"consent":"perhaps"}            | consent
            POST   | /cards/absent/downloads                                     | {}                               | activationCode
            POST   | /cards/absent/downloads                                     | {"activationCode":"2$x$y"}       | activationCode
            POST   | /cards/absent/downloads                                     | {"activationCode":"1$a$b","defaultSmdp":true} | activationCode
            POST   | /cards/absent/downloads                                     | {"qrCode":"%%%"}                 | qrCode
            POST   | /cards/absent/downloads                                     | {"qrCode":"aGVsbG8="}            | qrCode
            POST   | /cards/absent/downloads                                     | {"activationCode":"1$a$b","consent":"perhaps"} | consent
            POST   | /cards/absent/downloads                                     | {"activationCode":"1$a$b","confirmationCode":" "} | confirmationCode
            POST   | /cards/absent/downloads                                     | {"activationcode":"1$a$b"}       | activationcode
            """)
    void namesThePlaceThatIsWrong(String method, String path, String body, String field) throws Exception {
        var request = to(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) request.header("Content-Type", "application/json");
        int before = INSERTIONS.get();

        var problem = problem(send(request), 400);

        assertThat(problem.path("field").asString()).isEqualTo(field);
        assertThat(problem.path("detail").asString()).startsWith(field);
        assertThat(INSERTIONS).as("the card is left alone").hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cards/other",
                "/cards/other/eid",
                "/cards/absent/jobs/x",
                "/cards/absent/jobs/x/events",
                "/nothing"
            })
    void saysWhatIsNotThere(String path) throws Exception {
        problem(send(to(path)), 404);
    }

    @Test
    void refusesOtherMethodsTypesAndSizes() throws Exception {
        problem(send(to("/cards").DELETE()), 405);
        problem(
                send(to("/cards/absent/downloads")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
                415);
        problem(send(to("/cards/absent/downloads").POST(BodyPublishers.ofString("{}"))), 415);
        problem(
                send(to("/cards/absent/reset")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                415);
        var tooLong = to("/cards/absent/downloads")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[DaemonSettings.LIMITS.bodyOctets() + 1]));
        try {
            assertThat(problem(send(tooLong), 413).path("detail").asString()).contains("octets");
        } catch (IOException cut) {
            assertThat(cut).as("closed while it was still being sent").hasMessageNotContaining("timed out");
        }
    }

    @ParameterizedTest
    @CsvSource({"Origin,http://evil.example.com", "Origin,null", "Origin,http://localhost:1"})
    void keepsThePagesOfOthersOut(String header, String value) throws Exception {
        problem(send(to("/cards/absent/switch-on").header(header, value).POST(BodyPublishers.noBody())), 403);
        assertThat(send(to("/cards").header("Origin", "http://127.0.0.1:" + daemon.port()))
                        .statusCode())
                .as("its own page")
                .isEqualTo(200);
    }

    /// A name of others that leads to this machine: the browser says that name.
    @Test
    void isCalledByTheNameOfThisMachineAlone() throws Exception {
        assertThat(raw("GET /cards HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /cards HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(30_000);
            socket.connect(new InetSocketAddress("127.0.0.1", daemon.port()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
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
            var answer = post("/cards/absent" + path, body);
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
        var answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
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
            var answer = raw(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n");
            assertThat(answer)
                    .as(line)
                    .matches("(?s)HTTP/1.1 (200|4[0-9]{2}|501) .*")
                    .doesNotContain("\tat ", "Exception");
            if (header.startsWith("Accept: ;")) assertThat(answer).as(line).doesNotContain(" 409 ");
        }
    }

    @Test
    void asksForTheTokenWhenThereIsOne() throws Exception {
        var door = new Operation.Admin("127.0.0.1", 0, Optional.of("a-long-token"));
        try (var guarded = RunningLpaDaemon.start(settings(door, "absent"))) {
            for (var path : List.of("/cards", "/cards/absent/jobs/x/events", "/v3/api-docs", "/metrics", "/nothing")) {
                var uri = URI.create("http://127.0.0.1:" + guarded.port() + path);
                assertThat(send(HttpRequest.newBuilder(uri)).statusCode())
                        .as(path)
                        .isEqualTo(401);
                var known = HttpRequest.newBuilder(uri).header("Authorization", "Bearer a-long-token");
                assertThat(send(known).statusCode()).as(path).isIn(200, 404);
            }
        }
    }

    @Test
    void refusesSettingsThatMakeNoDaemon() {
        var door = Operation.Admin.loopback(0);
        assertThatThrownBy(() -> settings(door)).hasMessageContaining("without a card");
        assertThatThrownBy(() -> settings(door, "a", "a")).hasMessageContaining("two cards are called a");
        assertThatThrownBy(() -> settings(door, "../a")).hasMessageContaining("../a");
        assertThatThrownBy(() -> new Operation.Admin("0.0.0.0", 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
