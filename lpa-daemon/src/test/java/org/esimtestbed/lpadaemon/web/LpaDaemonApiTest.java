package org.esimtestbed.lpadaemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.lpadaemon.web.DaemonOfAnAbsentCard.problem;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.rsp.json.RspJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The door of the daemon: what is no request is answered with the place, whatever it is; nothing is there but what
/// the page shows. The one card is never there.
@Timeout(120)
class LpaDaemonApiTest {
    private static DaemonOfAnAbsentCard daemon;

    @BeforeAll
    static void start() {
        daemon = new DaemonOfAnAbsentCard();
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    /// Every operation, as the controllers have it.
    private static Map<String, TreeSet<String>> mapped() {
        var mapped = new TreeMap<String, TreeSet<String>>();
        daemon.running
                .part(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> {
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
        var page =
                RspJson.mapper().readTree(daemon.send(daemon.to("/v3/api-docs")).body());

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
        assertThat(daemon.send(daemon.to("/swagger-ui/index.html")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersOperationOnTheSamePort() throws Exception {
        assertThat(daemon.send(daemon.to("/health")).body()).contains("alive");
        assertThat(daemon.send(daemon.to("/ready")).body()).contains("ready");
        daemon.send(daemon.to("/cards"));
        assertThat(daemon.send(daemon.to("/metrics")).body()).contains("function=\"/cards\"");
    }

    @Test
    void saysThatTheCardIsGoneAndAsksAgainNextTime() throws Exception {
        int before = daemon.insertions.get();
        for (int i = 0; i < 2; i++) {
            var gone = problem(daemon.send(daemon.to("/cards/absent/eid")), 503);
            assertThat(gone.path("detail").asString()).contains("nowhere");
            assertThat(gone.path("failure").propertyNames())
                    .containsExactly("message", "statusWord", "es10Result", "installReason", "statusCode", "transport");
        }
        assertThat(daemon.insertions).hasValue(before + 2);

        var job = daemon.post("/cards/absent/downloads", "{\"activationCode\":\"1$localhost$X\"}");
        assertThat(job.statusCode()).isEqualTo(202);
        var events = daemon.send(daemon.to(job.headers().firstValue("Location").orElseThrow() + "/events"))
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
            POST   | /cards/absent/reset                                         | {"confirm":"no","confirm":"yes","test":true} | body
            POST   | /cards/absent/reset                                         | {"operational":"perhaps"}        | operational
            GET    | /cards/absent/certificates?smdp=a%20b                       |                                  | smdp
            DELETE | /cards/absent/notifications/x                               |                                  | seqNumber
            DELETE | /cards/absent/notifications/-1                              |                                  | seqNumber
            POST   | /cards/absent/notifications/deliver?now=soon                |                                  | now
            DELETE | /cards/absent/kept-download?reason=pprNotAllowed            |                                  | reason
            POST   | /cards/absent/kept-download/resume                          | {"consent":"perhaps"}            | consent
            POST   | /cards/absent/discoveries                                   | {"consent":"perhaps"}            | consent
            PUT    | /cards/absent/polling                                       | {}                               | every
            PUT    | /cards/absent/polling                                       | {"every":0}                      | every
            PUT    | /cards/absent/polling                                       | {"every":2592001}                | every
            PUT    | /cards/absent/polling                                       | {"every":99999999999}            | every
            PUT    | /cards/absent/polling                                       | {"every":"often"}                | every
            PUT    | /cards/absent/polling                                       | {"every":1,"consent":"perhaps"}  | consent
            POST   | /cards/absent/discoveries                                   | {"now":"soon"}                   | now
            POST   | /cards/absent/discoveries                                   | {"confirmationCode":""}          | confirmationCode
            POST   | /cards/absent/discoveries                                   | {"later":true}                   | later
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
        var request =
                daemon.to(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) request.header("Content-Type", "application/json");
        int before = daemon.insertions.get();

        var problem = problem(daemon.send(request), 400);

        assertThat(problem.path("field").asString()).isEqualTo(field);
        assertThat(problem.path("detail").asString()).startsWith(field);
        assertThat(daemon.insertions).as("the card is left alone").hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cards/other",
                "/cards/other/eid",
                "/cards/absent/jobs/x",
                "/cards/absent/polling",
                "/cards/absent/jobs/x/events",
                "/nothing"
            })
    void saysWhatIsNotThere(String path) throws Exception {
        problem(daemon.send(daemon.to(path)), 404);
    }

    @Test
    void refusesOtherMethodsTypesAndSizes() throws Exception {
        problem(daemon.send(daemon.to("/cards").DELETE()), 405);
        problem(
                daemon.send(daemon.to("/cards/absent/downloads")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
                415);
        problem(daemon.send(daemon.to("/cards/absent/downloads").POST(BodyPublishers.ofString("{}"))), 415);
        problem(
                daemon.send(daemon.to("/cards/absent/reset")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                415);
        var tooLong = daemon.to("/cards/absent/downloads")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[DaemonSettings.LIMITS.bodyOctets() + 1]));
        try {
            assertThat(problem(daemon.send(tooLong), 413).path("detail").asString())
                    .contains("octets");
        } catch (IOException cut) {
            assertThat(cut).as("closed while it was still being sent").hasMessageNotContaining("timed out");
        }
    }

    @ParameterizedTest
    @CsvSource({"Origin,http://evil.example.com", "Origin,null", "Origin,http://localhost:1"})
    void keepsThePagesOfOthersOut(String header, String value) throws Exception {
        problem(
                daemon.send(daemon.to("/cards/absent/switch-on")
                        .header(header, value)
                        .POST(BodyPublishers.noBody())),
                403);
        assertThat(daemon.send(daemon.to("/cards").header("Origin", "http://127.0.0.1:" + daemon.running.port()))
                        .statusCode())
                .as("its own page")
                .isEqualTo(200);
    }

    /// An image or a script of another page is asked for without an Origin.
    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void keepsOutWhatAnotherSiteAsksForWithoutAnOrigin(String site) throws Exception {
        int before = daemon.insertions.get();
        var image = daemon.to("/cards/absent/certificates?smdp=localhost:1")
                .header("Sec-Fetch-Site", site)
                .header("Sec-Fetch-Mode", "no-cors")
                .header("Sec-Fetch-Dest", "image");
        problem(daemon.send(image), 403);
        assertThat(daemon.insertions).as("the card is left alone").hasValue(before);

        for (var target : Map.of("/swagger-ui/index.html", 200, "/cards", 403).entrySet()) {
            var link = daemon.to(target.getKey())
                    .header("Sec-Fetch-Site", site)
                    .header("Sec-Fetch-Mode", "navigate")
                    .header("Sec-Fetch-Dest", "document");
            assertThat(daemon.send(link).statusCode()).as(target.getKey()).isEqualTo(target.getValue());
        }
        for (var own : List.of("same-origin", "none")) {
            assertThat(daemon.send(daemon.to("/cards").header("Sec-Fetch-Site", own))
                            .statusCode())
                    .as(own)
                    .isEqualTo(200);
        }
    }

    @Test
    void hasRoomForAPictureInDownloadsAlone() throws Exception {
        var picture = "{\"qrCode\":\"" + "A".repeat(2 << 20) + "\"}";
        assertThat(problem(daemon.post("/cards/absent/downloads", picture), 400)
                        .path("field")
                        .asString())
                .isEqualTo("qrCode");
        try {
            problem(daemon.post("/cards/absent/reset", picture), 413);
        } catch (IOException cut) {
            assertThat(cut).as("closed while it was still being sent").hasMessageNotContaining("timed out");
        }
    }

    /// A name of others that leads to this machine: the browser says that name.
    @Test
    void isCalledByTheNameOfThisMachineAlone() throws Exception {
        assertThat(daemon.raw("GET /cards HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(daemon.raw("GET /cards HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void asksForTheTokenWhenThereIsOne() throws Exception {
        var door = new Operation.Admin("127.0.0.1", 0, Optional.of("a-long-token"));
        try (var guarded = RunningLpaDaemon.start(daemon.settings(door, "absent"))) {
            for (var path : List.of("/cards", "/cards/absent/jobs/x/events", "/v3/api-docs", "/metrics", "/nothing")) {
                var uri = URI.create("http://127.0.0.1:" + guarded.port() + path);
                assertThat(daemon.send(HttpRequest.newBuilder(uri)).statusCode())
                        .as(path)
                        .isEqualTo(401);
                var known = HttpRequest.newBuilder(uri).header("Authorization", "Bearer a-long-token");
                assertThat(daemon.send(known).statusCode()).as(path).isIn(200, 404);
            }
        }
    }

    @Test
    void refusesSettingsThatMakeNoDaemon() {
        var door = Operation.Admin.loopback(0);
        assertThatThrownBy(() -> daemon.settings(door)).hasMessageContaining("without a card");
        assertThatThrownBy(() -> daemon.settings(door, "a", "a")).hasMessageContaining("two cards are called a");
        assertThatThrownBy(() -> daemon.settings(door, "../a")).hasMessageContaining("../a");
        assertThatThrownBy(() -> new Operation.Admin("0.0.0.0", 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
