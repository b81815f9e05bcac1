package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.console.CardAtTheDoor.code;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.smdpplus.quirk.Assignment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `testbed lpa …` on a card that runs: every way in, and every function of local management.
class LpaCommandTest {
    @TempDir
    static Path folder;

    private static CardAtTheDoor card;

    @BeforeAll
    static void start() {
        card = new CardAtTheDoor(folder, Eid.withCheckDigits("890490320000000000000000000077"));
    }

    @AfterAll
    static void stop() {
        card.close();
    }

    @BeforeEach
    void empty() {
        card.emptied();
    }

    private static Shell run(String... words) {
        return card.run(words);
    }

    private static String installed() {
        var order = card.order();
        assertThat(run("lpa", "download", code(order)).exit()).isZero();
        return order.path("iccid").asString();
    }

    // Ways in

    @Test
    void readsTheActivationCodeOfAPicture() throws Exception {
        var matrix = new QRCodeWriter().encode("LPA:" + code(card.order()), BarcodeFormat.QR_CODE, 300, 300);
        var picture = picture(matrix);
        var file = folder.resolve("code.png");
        ImageIO.write(picture, "png", file.toFile());

        var download = run("lpa", "download", "--qr", file.toString());

        assertThat(download.exit()).as(download.err()).isZero();
        assertThat(download.out()).contains("Installed, disabled");
        assertThat(card.profiles()).hasSize(1);
    }

    private static BufferedImage picture(BitMatrix matrix) {
        var picture = new BufferedImage(matrix.getWidth(), matrix.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) picture.setRGB(x, y, matrix.get(x, y) ? 0 : 0xFFFFFF);
        }
        return picture;
    }

    @Test
    void asksTheDefaultSmdpWhatWaitsForThisCard() {
        assertThat(run("lpa", "default-address", card.ecosystem().smdpAddress()).exit())
                .isZero();
        var order = card.order("--eid", card.eid().digits());

        var download = run("lpa", "download", "--default");

        assertThat(download.exit()).as(download.err()).isZero();
        assertThat(card.profiles().get(0).path("iccid").asString())
                .isEqualTo(order.path("iccid").asString());
        assertThat(run("lpa", "download", "--default").err()).contains("8.1.1/3.8");
    }

    @Test
    void tellsSetsAndRemovesTheDefaultAddress() {
        assertThat(run("lpa", "default-address").out()).isEqualTo("smdp.example.com\n");
        assertThat(run("lpa", "default-address", "other.example.com").out()).contains("is other.example.com");
        assertThat(run("lpa", "default-address", "--json")
                        .json()
                        .path("defaultDpAddress")
                        .asString())
                .isEqualTo("other.example.com");
        assertThat(run("lpa", "default-address", "--remove").exit()).isZero();
        assertThat(run("lpa", "default-address").out()).isEqualTo("none\n");

        var nowhere = run("lpa", "download", "--default");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).contains("default-address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lpa download", "lpa download 1$a$b --default", "lpa reset", "lpa download 1$a$b --yes --no"})
    void refusesWhatDoesNotSayWhichOne(String words) {
        var shell = run(words.split(" "));
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).doesNotContain("\tat ");
    }

    // The End User

    @ParameterizedTest
    @ValueSource(strings = {"--later", "--silence"})
    void leavesTheOrderOpenToThoseWhoDoNotDecide(String answer) {
        var code = code(card.order());

        var undecided = run("lpa", "download", code, answer);

        assertThat(undecided.exit()).isEqualTo(1);
        assertThat(undecided.err()).contains("End User");
        assertThat(run("lpa", "download", code, "--yes").exit()).isZero();
    }

    @Test
    void postponesWhatNeedsAConfirmationCodeThatNobodyIsThereToType() {
        var code = code(card.order());
        card.ecosystem().misbehaves(List.of(Assignment.parse("confirmation-code-flag=always")));
        try {
            var unasked = run("lpa", "download", code);
            assertThat(unasked.exit()).isEqualTo(1);
            assertThat(unasked.err()).contains("--confirmation-code");
        } finally {
            card.ecosystem().misbehaves(List.of());
        }
        assertThat(run("lpa", "download", code, "--json").json().path("undelivered"))
                .isEmpty();
    }

    @Test
    void showsWhatIsOffered() {
        var download = run("lpa", "download", code(card.order()));
        assertThat(download.out()).contains("Profile").contains("Provider");
    }

    // Local management

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 255})
    void worksInBlocksOfAnySize(int octets) {
        var order = card.order();
        var size = String.valueOf(octets);
        assertThat(run("lpa", "download", code(order), "--segment-size", size).exit())
                .isZero();
        assertThat(run("lpa", "enable", order.path("iccid").asString(), "--segment-size", size)
                        .exit())
                .isZero();
        assertThat(run("lpa", "eid", "--segment-size", "256").exit()).isEqualTo(2);
    }

    @Test
    void looksForTheIsdrWhereItIsToldTo() {
        assertThat(run("lpa", "eid", "--isdr-aid", "A0000005591010FFFFFFFF8900000100")
                        .out())
                .isEqualTo(card.eid().digits() + "\n");
        var elsewhere = run("lpa", "eid", "--isdr-aid", "A0000005591010FFFFFFFF8900050500");
        assertThat(elsewhere.exit()).isEqualTo(1);
        assertThat(elsewhere.err()).contains("no ISD-R", "6A82 to A0000005591010FFFFFFFF8900050500");
        var none = run("lpa", "eid", "--isdr-aid", "A000");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("--isdr-aid A000: an AID has 5 to 16 octets");
        var nobodys = run("lpa", "serve", "--port=0", "--isdr-aid", "other=A0000005591010FFFFFFFF8900000100");
        assertThat(nobodys.exit()).isEqualTo(2);
        assertThat(nobodys.err()).contains("no card has that name");
    }

    @Test
    void namesAProfileByItsAidToo() {
        var iccid = installed();
        var aid = card.profiles().get(0).path("isdp").asString();

        assertThat(run("lpa", "nickname", aid, "Ferien").out()).contains("Ferien");
        assertThat(card.profiles().get(0).path("name").asString()).isEqualTo("Ferien");
        assertThat(run("lpa", "nickname", iccid + "F", "").exit()).isZero();
        assertThat(card.profiles().get(0).path("name").asString()).isNotEqualTo("Ferien");
        assertThat(run("lpa", "enable", aid).exit()).isZero();
        assertThat(run("lpa", "disable", aid).exit()).isZero();
        assertThat(run("lpa", "delete", aid, "--yes").exit()).isZero();
        assertThat(card.profiles()).isEmpty();
        assertThat(run("lpa", "nickname", iccid, "Ferien").exit()).isEqualTo(1);
        assertThat(run("lpa", "nickname", iccid, "\u00e9".repeat(33)).exit()).isEqualTo(2);
    }

    @Test
    void resetsTheMemoryOfAnEnabledProfileToo() {
        var iccid = installed();
        assertThat(run("lpa", "enable", iccid).exit()).isZero();

        var unsaid = run("lpa", "reset", "--operational");
        assertThat(unsaid.exit()).isEqualTo(2);
        assertThat(unsaid.err()).contains("--yes");
        assertThat(card.profiles()).hasSize(1);

        assertThat(run("lpa", "reset", "--operational", "--yes").exit()).isZero();
        assertThat(card.profiles()).isEmpty();
        assertThat(run("lpa", "info", "--json").json().path("Service").asString())
                .contains("no service");
        var nothing = run("lpa", "reset", "--operational", "--yes");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.out()).contains("nothing to delete");
    }

    @Test
    void tellsEidAndMemory() {
        assertThat(run("lpa", "eid").out()).isEqualTo(card.eid().digits() + "\n");
        assertThat(run("lpa", "eid", "--json").json().path("eid").asString())
                .isEqualTo(card.eid().digits());
        long before =
                run("lpa", "memory", "--json").json().path("freeNonVolatile").asLong();
        assertThat(before).isPositive();
        installed();
        assertThat(run("lpa", "memory", "--json").json().path("freeNonVolatile").asLong())
                .isLessThan(before);
        assertThat(run("lpa", "memory").out()).contains("octets");
    }

    @Test
    void playsACardFromTheRecordingOfARun() {
        var iccid = installed();
        var file = folder.resolve("list.jsonl").toString();
        var recorded = run("lpa", "list", "--json", "--record", file);
        card.emptied();

        var replayed = run("lpa", "list", "--json", "--card", "replay:" + file);

        assertThat(replayed.exit()).as(replayed.err()).isZero();
        assertThat(replayed.out()).contains(iccid).isEqualTo(recorded.out());
        var another = run("lpa", "eid", "--card", "replay:" + file);
        assertThat(another.exit()).isEqualTo(3);
        assertThat(another.err())
                .contains("from the recording at line")
                .contains("recorded is")
                .doesNotContain("\tat ");
        assertThat(run("lpa", "eid", "--card", "nowhere").exit()).isEqualTo(2);
        assertThat(run("lpa", "eid", "--card", "replay:" + file + ".none").exit())
                .isEqualTo(3);
        assertThat(run("lpa", "eid", "--card", "localhost:" + card.port()).out())
                .isEqualTo(card.eid().digits() + "\n");
    }

    @Test
    void showsTheCardsCertificates() {
        run("lpa", "notifications", "--now");
        for (int time = 0; time < 2; time++) { // shown to the SM-DP+, then beside a notification that waits
            var shown = run("lpa", "certificates", "--json").json();
            assertThat(shown.path("certificates").get(0).path("subject").asString())
                    .contains(card.eid().digits());
            assertThat(shown.path("certificates").get(1).path("name").asString())
                    .isEqualTo("CERT.EUM");
            assertThat(shown.path("ciKeysSigning")).hasSize(1);
            if (time == 0) run("lpa", "enable", installed());
        }
        assertThat(run("lpa", "certificates").out()).contains("CERT.EUICC").contains("believes");
    }
}
