package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Each operation of the daemon, against an SM-DP+ and cards in this JVM.
@DisplayName("The LPA's daemon, operation by operation")
@Timeout(180)
class LpaDaemonTest {
    private static final String YES = "\"consent\":\"yes\"";

    @TempDir
    static Path folder;

    private static DaemonScene scene;
    private static DaemonClient client;

    @BeforeAll
    static void start() {
        scene = new DaemonScene(folder);
        client = scene.client();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void empty() {
        scene.emptied();
    }

    private static JsonNode installed() {
        var order = scene.run().order();
        var end = client.end(client.download("one", order, YES));
        assertThat(end.path("outcome").asString()).as(end.toString()).isEqualTo("installed");
        return order;
    }

    private static String profile(JsonNode order) {
        return "/cards/one/profiles/" + order.path("iccid").asString();
    }

    @Test
    void takesThePinOfASim() {
        var order = scene.run().order("--profile-type", "generic-pin", "--codes");
        assertThat(client.end(client.download("one", order, YES))
                        .path("outcome")
                        .asString())
                .isEqualTo("installed");
        client.post("/cards/one/pin", "{\"pin\":\"1234\"}").problem(409);

        var asked = client.post(profile(order) + "/enable").is(200).json();
        assertThat(asked.path("attached").asBoolean()).isFalse();
        assertThat(asked.path("wanted").asString()).isEqualTo("pin");
        assertThat(client.post("/cards/one/pin", "{\"pin\":\"12\"}")
                        .problem(400)
                        .path("field")
                        .asString())
                .isEqualTo("pin");
        assertThat(client.post("/cards/one/pin", "{\"puk\":\"12345678\"}")
                        .problem(400)
                        .path("field")
                        .asString())
                .isEqualTo("pin");
        assertThat(client.post("/cards/one/pin", "{\"puk\":\"12345678\",\"pin\":\"1234\"}")
                        .problem(409)
                        .path("detail")
                        .asString())
                .contains("no PUK");

        var wrong = order.path("pin").asString().equals("1111") ? "2222" : "1111";
        var refused = client.post("/cards/one/pin", "{\"pin\":\"" + wrong + "\"}")
                .is(200)
                .json();
        assertThat(refused.path("attemptsLeft").asInt()).isEqualTo(2);
        var right = client.post(
                        "/cards/one/pin", "{\"pin\":\"" + order.path("pin").asString() + "\"}")
                .is(200)
                .json();
        assertThat(right.path("attached").asBoolean()).as(right.toString()).isTrue();
        assertThat(right.has("wanted")).isFalse();
    }

    @Test
    void namesItsCards() {
        client.get("/cards/one/eid").is(200);
        var cards = client.get("/cards").is(200).json();

        assertThat(cards).hasSize(2);
        assertThat(cards.get(0).path("name").asString()).isEqualTo("one");
        assertThat(cards.get(0).path("inserted").asBoolean()).isTrue();
        assertThat(cards.get(0).has("job")).isFalse();
        assertThat(client.get("/cards/two").is(200).json().path("card").asString())
                .isEqualTo("in this JVM");
    }

    @Test
    void tellsWhatACardSaysOfItself() {
        var eid = client.get("/cards/one/eid").json().path("eid").asString();
        assertThat(eid)
                .hasSize(32)
                .startsWith("89049032")
                .isNotEqualTo(client.get("/cards/two/eid").json().path("eid").asString());

        var info = client.get("/cards/one/info").is(200).json();
        assertThat(info.path("eid").asString()).isEqualTo(eid);
        assertThat(info.path("svn").asString()).startsWith("2.");
        assertThat(info.path("ciKeysVerification")).hasSize(1);
        assertThat(info.path("memory").path("freeNonVolatile").asLong()).isPositive();
        assertThat(client.get("/cards/one/memory").json().path("freeNonVolatile"))
                .isEqualTo(info.path("memory").path("freeNonVolatile"));

        var certificates = client.get("/cards/one/certificates").is(200).json().path("certificates");
        assertThat(certificates.get(0).path("name").asString()).isEqualTo("CERT.EUICC");
        assertThat(certificates.get(0).path("subject").asString()).contains(eid);
        assertThat(certificates.get(1).path("name").asString()).isEqualTo("CERT.EUM");
    }

    @Test
    void installsEnablesNamesDisablesAndDeletes() {
        var order = installed();
        var one = client.get(profile(order)).is(200).json();
        assertThat(one.path("state").asString()).isEqualTo("disabled");
        var byAid = "/cards/one/profiles/" + one.path("isdpAid").asString();
        assertThat(client.get(byAid).json()).isEqualTo(one);
        assertThat(client.get("/cards/one/profiles").json()).containsExactly(one);

        var service = client.post(profile(order) + "/enable").is(200).json();
        assertThat(service.path("attached").asBoolean()).as(service.toString()).isTrue();
        assertThat(service.path("service").asString())
                .contains(order.path("imsi").asString());
        assertThat(client.get("/cards/one/info").json().path("service").asString())
                .contains("attached");
        assertThat(client.post("/cards/one/switch-on")
                        .is(200)
                        .json()
                        .path("attached")
                        .asBoolean())
                .isTrue();

        client.put(byAid + "/nickname", "{\"nickname\":\"Ferien\"}").is(204);
        assertThat(client.get(profile(order)).json().path("nickname").asString())
                .isEqualTo("Ferien");
        client.put(byAid + "/nickname", "{\"nickname\":\"\"}").is(204);
        assertThat(client.get(profile(order)).json().has("nickname")).isFalse();

        var enabled = client.post(profile(order) + "/enable").problem(409);
        assertThat(enabled.path("failure")
                        .path("es10Result")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("es10 EnableProfile/2");
        assertThat(enabled.path("failure").path("statusWord")).isEmpty();
        assertThat(client.delete(profile(order) + "?confirm=yes")
                        .problem(409)
                        .path("detail")
                        .asString())
                .contains("DeleteProfile");

        assertThat(client.post(byAid + "/disable?refresh=false")
                        .is(200)
                        .json()
                        .path("service")
                        .asString())
                .isNotEmpty();
        var unsaid = client.delete(profile(order)).problem(400);
        assertThat(unsaid.path("field").asString()).isEqualTo("confirm");
        assertThat(unsaid.path("detail").asString())
                .contains(order.path("iccid").asString());
        client.delete(profile(order) + "?confirm=yes").is(204);
        client.get(profile(order)).problem(404);
        client.delete(profile(order) + "?confirm=yes").problem(404);
        client.post(profile(order) + "/disable").problem(404);
        client.put(profile(order) + "/nickname", "{\"nickname\":\"x\"}").problem(404);
    }

    @Test
    void listsDeliversAndRemovesNotifications() {
        var order = installed(); // whose notification is delivered
        assertThat(client.get("/cards/one/notifications").is(200).json()).isEmpty();
        client.post(profile(order) + "/enable").is(200);
        client.post(profile(order) + "/disable").is(200);

        var pending = client.get("/cards/one/notifications").json();
        assertThat(pending).hasSize(2);
        assertThat(pending.get(0).path("event").asString()).isEqualTo("enable");
        assertThat(pending.get(0).path("iccid")).isEqualTo(order.path("iccid"));
        var first =
                "/cards/one/notifications/" + pending.get(0).path("seqNumber").asLong();
        client.delete(first).is(204);
        assertThat(client.delete(first)
                        .problem(404)
                        .path("failure")
                        .path("es10Result")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("es10 RemoveNotificationFromList/1");

        var delivered =
                client.post("/cards/one/notifications/deliver?now=true").is(200).json();
        assertThat(delivered).hasSize(1);
        assertThat(delivered.get(0).path("delivered").asBoolean()).isTrue();
        assertThat(delivered.get(0).path("notification").path("event").asString())
                .isEqualTo("disable");
        assertThat(client.post("/cards/one/notifications/deliver").json()).isEmpty();
    }

    @Test
    void resetsTheMemoryWithStrongConfirmation() {
        var order = installed();
        client.post(profile(order) + "/enable").is(200);

        var unsaid = client.post("/cards/one/reset", "{\"operational\":true}").problem(400);
        assertThat(unsaid.path("field").asString()).isEqualTo("confirm");
        assertThat(client.post("/cards/one/reset", "{\"operational\":true,\"confirm\":\"YES\"}")
                        .status())
                .isEqualTo(400);
        client.post("/cards/one/reset", "{\"confirm\":\"yes\"}").problem(400);
        client.get(profile(order)).is(200);

        client.post("/cards/one/reset", "{\"operational\":true,\"confirm\":\"yes\"}")
                .is(204);
        assertThat(client.get("/cards/one/profiles").json()).isEmpty();
        assertThat(client.post("/cards/one/reset", "{\"operational\":true,\"confirm\":\"yes\"}")
                        .problem(409)
                        .path("failure")
                        .path("es10Result")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("es10 eUICCMemoryReset/1");
    }

    @Test
    void explainsFailures() {
        var rows = client.get("/explanations?code=8.2.6/3.8").is(200).json();
        assertThat(rows.get(0).path("fault").asString()).isEqualTo("END_USER");
        assertThat(rows.get(0).path("en").path("means").asString()).isNotEmpty();
        assertThat(client.get("/explanations").json().size()).isGreaterThan(100);
        client.get("/explanations?code=blue").problem(404);
    }

    @Test
    void remembersItsJobs() {
        installed();
        var jobs = client.get("/cards/one/jobs").is(200).json();

        var newest = jobs.get(0);
        assertThat(newest.path("kind").asString()).isEqualTo("download");
        assertThat(newest.path("state").path("end").path("isdpAid").asString()).startsWith("A0000005591010");
        assertThat(newest.path("progress").path("loaded"))
                .isEqualTo(newest.path("progress").path("segments"));
        assertThat(client.get("/cards/one/jobs/" + newest.path("id").asString()).json())
                .isEqualTo(newest);
        client.get("/cards/two/jobs/" + newest.path("id").asString()).problem(404);
        assertThat(List.of(404, 404))
                .containsExactly(
                        client.get("/cards/three").status(),
                        client.get("/cards/one/jobs/x").status());
    }
}
