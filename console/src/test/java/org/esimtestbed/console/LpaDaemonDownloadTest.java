package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.console.CardAtTheDoor.code;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.esimtestbed.smdpplus.quirk.Assignment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Where downloads begin, and how those end that fail.
@DisplayName("The LPA's daemon, from its ways in to its failures")
@Timeout(180)
class LpaDaemonDownloadTest {
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

    @Test
    void setsTheDefaultAddressAndDownloadsWhatWaitsThere() {
        assertThat(client.delete("/cards/one/default-address").is(204).body()).isEmpty();
        assertThat(client.get("/cards/one/default-address").json().has("defaultDpAddress"))
                .isFalse();
        assertThat(client.post("/cards/one/downloads", "{\"defaultSmdp\":true}")
                        .problem(409)
                        .path("detail")
                        .asString())
                .contains("default SM-DP+");

        var address = scene.run().ecosystem().smdpAddress();
        client.put("/cards/one/default-address", "{\"defaultDpAddress\":\"" + address + "\"}")
                .is(204);
        assertThat(client.get("/cards/one/default-address")
                        .json()
                        .path("defaultDpAddress")
                        .asString())
                .isEqualTo(address);
        var eid = client.get("/cards/one/eid").json().path("eid").asString();
        var order = scene.run().order("--eid", eid);

        var started = client.post("/cards/one/downloads", "{\"defaultSmdp\":true," + YES + "}")
                .is(202);

        assertThat(client.end(started.location()).path("outcome").asString()).isEqualTo("installed");
        client.get("/cards/one/profiles/" + order.path("iccid").asString()).is(200);
    }

    static byte[] picture(String text) throws Exception {
        var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 300, 300);
        var picture = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 300; x++) picture.setRGB(x, y, matrix.get(x, y) ? 0 : 0xFFFFFF);
        }
        var octets = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", octets);
        return octets.toByteArray();
    }

    @Test
    void readsTheQrCodeThatIsUploaded() throws Exception {
        var inJson = Base64.getEncoder()
                .encodeToString(picture("LPA:" + code(scene.run().order())));
        var first = client.post("/cards/one/downloads", "{\"qrCode\":\"" + inJson + "\"," + YES + "}")
                .is(202);
        assertThat(client.end(first.location()).path("outcome").asString()).isEqualTo("installed");

        var asBody = client.to("/cards/one/downloads")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(
                        picture("LPA:" + code(scene.run().order()))));
        var second = client.send(asBody).is(202).location();
        client.awaits(second, "awaiting consent");
        client.post(second + "/consent", "{\"answer\":\"yes\"}").is(204);
        assertThat(client.end(second).path("outcome").asString()).isEqualTo("installed");

        var noCode = client.to("/cards/one/downloads")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(picture("https://example.com")));
        assertThat(client.send(noCode).problem(400).path("field").asString()).isEqualTo("body");
    }

    @Test
    void showsTheFiveFacesInTheLanguageAskedFor() {
        var code = "1$" + scene.run().ecosystem().smdpAddress() + "$NO-SUCH-ORDER";
        var job = client.post("/cards/one/downloads", "{\"activationCode\":\"" + code + "\"}")
                .is(202)
                .location();

        var end = client.end(job);

        assertThat(end.path("outcome").asString()).isEqualTo("failed");
        assertThat(end.path("kept").asBoolean()).isFalse();
        var faces = end.path("failure");
        assertThat(faces.propertyNames())
                .containsExactly("message", "statusWord", "es10Result", "installReason", "statusCode", "transport");
        assertThat(faces.path("statusCode").get(0).path("code").asString()).isEqualTo("code 8.2.6/3.8");
        assertThat(faces.path("statusCode").get(0).path("meaning").asString()).contains("No order waits");
        var japanese =
                client.send(client.to(job).setHeader("Accept-Language", "ja")).json();
        assertThat(japanese.path("state")
                        .path("end")
                        .path("failure")
                        .path("statusCode")
                        .get(0)
                        .path("advice")
                        .asString())
                .matches(".*[\\u3040-\\u30ff].*");
    }

    @Test
    void tellsWhyTheEuiccCouldNotInstallAndThatItIsNotToldYet() {
        var ecosystem = scene.run().ecosystem();
        ecosystem.misbehaves(List.of(Assignment.parse("bad-mac=elements"), Assignment.parse("notification-answer")));
        JsonNode end;
        try {
            end = client.end(client.download("one", scene.run().order(), YES));
        } finally {
            ecosystem.misbehaves(List.of());
        }
        assertThat(end.path("outcome").asString()).isEqualTo("failed");
        assertThat(end.path("kept").asBoolean()).isFalse();
        var reason = end.path("failure").path("installReason").get(0);
        assertThat(reason.path("code").asString()).isEqualTo("pir 8");
        assertThat(reason.path("advice").asString()).isNotEmpty();
        assertThat(end.path("undelivered").get(0).asString()).contains("204");
        assertThat(client.get("/cards/one/notifications").json()).hasSize(1);
        var again = client.post("/cards/one/notifications/deliver?now=true").json();
        assertThat(again.get(0).path("delivered").asBoolean()).isTrue();
    }

    @Test
    void keepsADownloadThatCannotReachTheServer() {
        var job = client.post("/cards/one/downloads", "{\"activationCode\":\"1$localhost:1$X\"}")
                .location();

        var end = client.end(job);
        assertThat(end.path("outcome").asString()).isEqualTo("interrupted");
        assertThat(end.path("failure").path("transport").get(0).path("code").asString())
                .isEqualTo("net refused");
        assertThat(client.get("/cards/one/kept-download")
                        .json()
                        .path("underWay")
                        .asBoolean())
                .isTrue();

        client.delete("/cards/one/kept-download?reason=postponed").is(204);
        client.delete("/cards/one/kept-download").problem(404);
        client.post("/cards/one/kept-download/resume").problem(404);
        assertThat(client.delete("/cards/one/kept-download?reason=blue")
                        .problem(400)
                        .path("field")
                        .asString())
                .isEqualTo("reason");
        assertThat(client.get("/cards/two/certificates?smdp=localhost:1")
                        .problem(502)
                        .path("failure")
                        .path("transport"))
                .hasSize(1);
    }
}
