package org.esimtestbed.smdpplus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.httpdoor.Limits;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The functions for operation, over HTTP.
class AdminApiTest {
    private static final String TOKEN = "sesame";
    private static final String K = "A0A1A2A3A4A5A6A7A8A9AAABACADAEAF";
    private static final String CODE = "74529";
    private static final String EID = "89049032000000000000000000000109";
    private static final Iccid ICCID = Iccid.withLuhnDigit("898821190000000555");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() {
        var pki = TestSmDpPlus.pki(folder);
        smdp = new TestSmDpPlus(pki, clock -> {
            var it = TestSmDpPlus.settings(
                    folder, pki, TestSmDpPlus.h2(folder), URI.create("https://localhost:1"), clock);
            var admin = new Operation.Admin("127.0.0.1", 0, Optional.of(TOKEN));
            return new SmDpPlusSettings(
                    it.host(),
                    it.identities(),
                    it.spoilt(),
                    it.es2Port(),
                    it.cis(),
                    it.databaseUrl(),
                    it.masterKey(),
                    it.profileTypes(),
                    it.operators(),
                    it.policy(),
                    new Operation(Limits.DEFAULT, Optional.of(admin), Operation.LogFormat.LINES, false),
                    it.crypto(),
                    it.clock(),
                    it.tracer());
        });
    }

    @AfterAll
    static void stop() {
        smdp.close();
    }

    private static HttpResponse<String> ask(String method, String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + smdp.running.adminPort() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) request.header("Content-Type", type);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        var answer = ask("GET", path, "", "");
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return answer;
    }

    private static HttpResponse<String> fixture(String yaml) throws Exception {
        return ask("POST", "/admin/fixtures", "application/yaml", yaml);
    }

    private static void put(String more) throws Exception {
        var answer = fixture("""
                profiles:
                  - {iccid: "%s", operator: operator-one, profile-type: generic, %s,
                     subscriber: {imsi: "001010000000077", k: %s, opc: %s, pin1: "8527"}}
                """.formatted(ICCID, more, K, K));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void letsNobodyInWithoutTheToken() throws Exception {
        for (var path : new String[] {"/admin/orders", "/v3/api-docs", "/swagger-ui/index.html"}) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + smdp.running.adminPort() + path));
            assertThat(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(TestSmDpPlus.post(smdp.lpa, smdp.es9() + "../../../admin/orders", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsAnOrderAndItsAudit() throws Exception {
        put("state: released, matching-id: SHOWN, confirmation-code: \"" + CODE + "\", attempts: 2");

        var shown = json(get("/admin/orders/" + ICCID));

        assertThat(shown.at("/order/state").asString()).isEqualTo("Released");
        assertThat(shown.at("/order/matchingId").asString()).isEqualTo("SHOWN");
        assertThat(shown.at("/order/confirmationCodeRequired").asBoolean()).isTrue();
        assertThat(shown.at("/order/downloadAttempts").asInt()).isEqualTo(2);
        var audit = shown.path("audit");
        assertThat(audit.get(audit.size() - 1).path("by").asString()).isEqualTo("fixture");
        assertThat(json(get("/admin/orders?matchingId=SHOWN&state=released&operator=operator-one")))
                .hasSize(1);
        assertThat(json(get("/admin/orders?matchingId=SHOWN&state=error"))).isEmpty();
    }

    @Test
    void showsWhatAnSmDsIsStillToBeToldOf() throws Exception {
        put("state: released, matching-id: EVENT-1, eid: \"" + EID + "\", sm-ds: \"127.0.0.1:1\"");

        var events = json(get("/admin/events"));

        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("eventId").asString()).isEqualTo("EVENT-1");
        assertThat(events.get(0).path("address").asString()).isEqualTo("127.0.0.1:1");
        assertThat(events.get(0).path("eid").asString()).isEqualTo(EID);
        assertThat(events.get(0).path("state").asString()).isEqualTo("REGISTERING");
        assertThat(json(get("/admin/events?after=" + events.get(0).path("id").asLong())))
                .isEmpty();
    }

    @Test
    void showsOrdersPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) smdp.stocked(TestSmDpPlus.OTHER_OPERATOR, "theirs");
        var first = json(get("/admin/orders?operator=operator-two&limit=2"));
        var second = json(get("/admin/orders?operator=operator-two&limit=2&after="
                + first.get(1).path("iccid").asString()));

        assertThat(first).hasSize(2);
        assertThat(second.get(0).path("iccid").asString())
                .isGreaterThan(first.get(1).path("iccid").asString());
    }

    @Test
    void movesAnOrderAlongTheArrowsAndNoOther() throws Exception {
        put("state: confirmed, matching-id: MOVED");

        assertThat(json(ask("POST", "/admin/orders/" + ICCID + "/release", "", ""))
                        .at("/order/state")
                        .asString())
                .isEqualTo("Released");
        var again = ask("POST", "/admin/orders/" + ICCID + "/release", "", "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("an order that is Released does not take RELEASE_PROFILE");
        assertThat(json(ask("POST", "/admin/orders/" + ICCID + "/expire", "", ""))
                        .at("/order/state")
                        .asString())
                .isEqualTo("Error");
        assertThat(json(ask("POST", "/admin/orders/" + ICCID + "/return-to-stock", "", ""))
                        .at("/order/state")
                        .asString())
                .isEqualTo("Available");
        assertThat(json(get("/admin/pools")).toString()).contains("operator-one");
    }

    @Test
    void showsAndEndsSessions() throws Exception {
        var id = smdp.initiated(smdp.euicc(1)).transactionId().toString();

        assertThat(get("/admin/sessions?limit=1000").body()).contains(id);
        assertThat(ask("DELETE", "/admin/sessions/" + id, "", "").statusCode()).isEqualTo(204);
        assertThat(ask("DELETE", "/admin/sessions/" + id, "", "").statusCode()).isEqualTo(404);
        assertThat(get("/admin/sessions?limit=1000").body()).doesNotContain(id);
    }

    @Test
    void takesAPool() throws Exception {
        var iccid = Iccid.withLuhnDigit("898821190000000777");
        var csv = "iccid,imsi,k,opc\n" + iccid + ",001010000000088," + K + "," + K + "\nnone,1,,\n";

        var report = json(
                ask("POST", "/admin/pools?operator=operator-one&profileType=generic", "text/csv;charset=utf-8", csv));

        assertThat(report.path("imported").asInt()).isEqualTo(1);
        assertThat(report.at("/errors/0/line").asInt()).isEqualTo(3);
        assertThat(json(get("/admin/orders/" + iccid)).at("/order/state").asString())
                .isEqualTo("Available");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/admin/orders?state=gone|400|state: SGP.22 §3.1.6 has no state gone",
                "GET|/admin/orders?eid=1|400|eid: ",
                "GET|/admin/orders?limit=0|400|limit: 1 to 1000",
                "GET|/admin/orders?limit=x|400|limit",
                "GET|/admin/orders/1|400|iccid: ",
                "GET|/admin/orders/8988211900000000000|404|no Profile has the ICCID",
                "POST|/admin/orders/8988211900000000000/release|404|no Profile has the ICCID",
                "POST|/admin/orders/8988211900000000000/burn|404|event: burn; there are",
                "DELETE|/admin/sessions/xyz|400|transactionId: ",
                "GET|/admin/audit?since=yesterday|400|since: ",
                "GET|/admin/nothing|404|404",
                "POST|/admin/pools?operator=x&profileType=generic|415|415"
            })
    void saysInOneLineWhatIsWrong(String method, String path, int status, String why) throws Exception {
        var answer = ask(method, path, "", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(why).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profiles: [{iccid: 1}]|fixture line 1, profiles[0].iccid",
                "server: {}|fixture, server: is read when the server starts",
                "a: [|fixture line 1",
                "''|fixture line 1: the file is empty",
                "profile-types: [{name: a, package: /etc/passwd}]|profile-types[0].package: a fixture that is no file"
            })
    void namesThePlaceInAFixture(String yaml, String why) throws Exception {
        var answer = fixture(yaml);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(why);
    }

    @Test
    void showsNoSecretAnywhere() throws Exception {
        put("state: released, matching-id: SECRETS, confirmation-code: \"" + CODE + "\"");
        var paths = new String[] {
            "/admin/orders?limit=1000",
            "/admin/orders/" + ICCID,
            "/admin/sessions",
            "/admin/profile-types",
            "/admin/operators",
            "/admin/pools",
            "/admin/audit?limit=1000",
            "/admin/callbacks",
            "/admin/events",
            "/metrics"
        };
        for (var path : paths) {
            assertThat(get(path).body()).doesNotContainIgnoringCase(K).doesNotContain(CODE, "8527", "cc_hash");
        }
    }

    @Test
    void describesItselfAsOpenApi() throws Exception {
        var api = json(get("/v3/api-docs"));

        assertThat(api.path("paths").propertyNames())
                .contains(
                        "/admin/orders",
                        "/admin/orders/{iccid}",
                        "/admin/orders/{iccid}/{event}",
                        "/admin/sessions",
                        "/admin/pools",
                        "/admin/fixtures",
                        "/admin/audit",
                        "/admin/callbacks",
                        "/admin/events",
                        "/admin/operators",
                        "/admin/profile-types");
        assertThat(api.at("/components/schemas").propertyNames()).contains("Order", "Session", "Pool");
        assertThat(get("/swagger-ui/index.html").body()).contains("Swagger UI");
    }
}
