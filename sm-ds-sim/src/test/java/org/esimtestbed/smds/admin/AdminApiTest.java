package org.esimtestbed.smds.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.OTHER_SMDP_OID;
import static org.esimtestbed.smds.TestSmDs.eid;
import static org.esimtestbed.smds.TestSmDs.json;
import static org.esimtestbed.smds.TestSmDs.outcome;
import static org.esimtestbed.smds.TestSmDs.registration;

import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AdminApiTest {
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

    private static JsonNode get(String path) throws Exception {
        var answer = smds.admin("GET", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    @Test
    void showsEventsByEuiccAndByOwner() throws Exception {
        smds.register(1, "A", false);
        smds.otherEs12("registerEvent", registration(OTHER_SMDP_OID, eid(1), "B", "other.example.com", true));
        smds.register(2, "C", false);

        var ofOne = get("/admin/events?eid=" + eid(1).digits());
        assertThat(ofOne.size()).isEqualTo(2);
        var event = ofOne.get(0);
        assertThat(event.path("eventId").asString()).isEqualTo("A");
        assertThat(event.path("owner").asString()).isEqualTo(TestPki.SMDP_OID.dotted());
        assertThat(event.path("rspServerAddress").asString()).isEqualTo("smdp.example.com");
        assertThat(event.path("state").asString()).isEqualTo("Registered");
        assertThat(event.path("forwardedId").isNull()).isTrue();
        assertThat(get("/admin/events?owner=" + OTHER_SMDP_OID.dotted()).size()).isEqualTo(1);
        assertThat(get("/admin/events?after=" + event.path("id").asLong())
                        .get(0)
                        .path("eventId")
                        .asString())
                .isEqualTo("B");
        assertThat(get("/admin/events?limit=1").size()).isEqualTo(1);
    }

    @Test
    void takesAnEventAway() throws Exception {
        smds.register(3, "GOES", false);
        var id = get("/admin/events?eid=" + eid(3).digits()).get(0).path("id").asLong();

        assertThat(smds.admin("DELETE", "/admin/events/" + id).statusCode()).isEqualTo(204);
        assertThat(smds.admin("DELETE", "/admin/events/" + id).statusCode()).isEqualTo(404);
        assertThat(smds.finds(3, Optional.empty())).isEmpty();
    }

    @Test
    void showsSessionsWithoutTheEuiccAndEndsThem() throws Exception {
        var euicc = smds.euicc(4);
        var server = smds.initiated(euicc);
        var response = euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(Optional.of("NOBODYS")));
        smds.authenticateClient(server.transactionId(), response);

        var listed = smds.admin("GET", "/admin/sessions").body();
        assertThat(listed)
                .contains(server.transactionId().toString(), "\"refused\":true", TestSmDs.ADDRESS)
                .doesNotContain(eid(4).digits())
                .doesNotContain(euicc.credential().certificate().der().base64());

        var path = "/admin/sessions/" + server.transactionId();
        assertThat(smds.admin("DELETE", path).statusCode()).isEqualTo(204);
        assertThat(smds.admin("DELETE", path).statusCode()).isEqualTo(404);
        assertThat(outcome(smds.authenticateClient(server.transactionId(), response)))
                .isEqualTo("8.10.1/3.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/events?eid=1",
                "/admin/events?owner=x",
                "/admin/events?limit=0",
                "/admin/events?limit=1001",
                "/admin/events?after=x",
                "/admin/sessions?limit=0",
                "/admin/sessions?after=zz"
            })
    void namesThePlaceOfABadQuestion(String path) throws Exception {
        var answer = smds.admin("GET", path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(path.replaceFirst(".*\\?", "").replaceFirst("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/events/x", "/admin/sessions/zz"})
    void namesThePlaceOfABadName(String path) throws Exception {
        assertThat(smds.admin("DELETE", path).statusCode()).isEqualTo(400);
    }

    @Test
    void describesItself() throws Exception {
        var page = get("/v3/api-docs");

        assertThat(page.path("info").path("title").asString()).startsWith("SM-DS");
        assertThat(page.path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/admin/events", "/admin/events/{id}", "/admin/sessions", "/admin/sessions/{transactionId}");
    }

    @Test
    void tellsHealthAndWhatWasAsked() throws Exception {
        smds.delete(90, "NEVER");
        smds.es11("initiateAuthentication", TestSmDs.initiate(smds.euicc(1)));

        assertThat(smds.admin("GET", "/health").body()).contains("alive");
        assertThat(smds.admin("GET", "/ready").body()).contains("ready");
        assertThat(smds.admin("GET", "/metrics").body())
                .contains("function=\"deleteEvent\"", "8.9.5/3.9", "interface=\"es11\"");
    }

    @Test
    void endsNoSessionNobodyOpened() throws Exception {
        assertThat(smds.admin(
                                "DELETE",
                                "/admin/sessions/" + Bytes.repeat(0x66, 16).hex())
                        .statusCode())
                .isEqualTo(404);
    }
}
