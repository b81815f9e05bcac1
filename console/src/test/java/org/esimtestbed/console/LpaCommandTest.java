package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.card.VpcdChannel;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.memory.MemoryFolder;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.quirk.Assignment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `testbed lpa …` on a card that runs: every way in, every function of local management, and devices that are
/// killed.
class LpaCommandTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000077");

    @TempDir
    static Path folder;

    private static Ecosystem ecosystem;
    private static int card;

    @BeforeAll
    static void start() {
        ecosystem = Ecosystem.start(new EcosystemSettings(
                folder,
                Ports.anyFree(),
                List.of(ChosenProfile.generic()),
                Personality.honest(EuiccSettings.standard().withAddresses("smdp.example.com", "")),
                Crypto.standard(),
                InstantSource.system(),
                Tracer.NONE));
        card = ecosystem.serve(ecosystem.card(EID));
        ecosystem.endpoints(card, EID, ChosenProfile.generic()).write(folder);
    }

    @AfterAll
    static void stop() {
        ecosystem.close();
    }

    @BeforeEach
    void emptyCard() {
        run("lpa", "cancel");
        run("lpa", "reset", "--operational", "--test", "--default-address", "--yes");
        assertThat(profiles()).isEmpty();
    }

    private static Shell run(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--run", folder.toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    private static JsonNode profiles() {
        return run("lpa", "list", "--json").json();
    }

    private static JsonNode order(String... more) {
        var words = new ArrayList<>(List.of("order", "--json"));
        words.addAll(List.of(more));
        var order = run(words.toArray(String[]::new));
        assertThat(order.exit()).as(order.err()).isZero();
        return order.json();
    }

    private static String code(JsonNode order) {
        return order.path("activationCode").asString();
    }

    private static String installed() {
        var order = order();
        assertThat(run("lpa", "download", code(order)).exit()).isZero();
        return order.path("iccid").asString();
    }

    // Ways in

    @Test
    void readsTheActivationCodeOfAPicture() throws Exception {
        var matrix = new QRCodeWriter().encode("LPA:" + code(order()), BarcodeFormat.QR_CODE, 300, 300);
        var picture = picture(matrix);
        var file = folder.resolve("code.png");
        ImageIO.write(picture, "png", file.toFile());

        var download = run("lpa", "download", "--qr", file.toString());

        assertThat(download.exit()).as(download.err()).isZero();
        assertThat(download.out()).contains("Installed, disabled");
        assertThat(profiles()).hasSize(1);
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
        assertThat(run("lpa", "default-address", ecosystem.smdpAddress()).exit())
                .isZero();
        var order = order("--eid", EID.digits());

        var download = run("lpa", "download", "--default");

        assertThat(download.exit()).as(download.err()).isZero();
        assertThat(profiles().get(0).path("iccid").asString())
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
        var code = code(order());

        var undecided = run("lpa", "download", code, answer);

        assertThat(undecided.exit()).isEqualTo(1);
        assertThat(undecided.err()).contains("End User");
        assertThat(run("lpa", "download", code, "--yes").exit()).isZero();
    }

    @Test
    void postponesWhatNeedsAConfirmationCodeThatNobodyIsThereToType() {
        var code = code(order());
        ecosystem.misbehaves(List.of(Assignment.parse("confirmation-code-flag=always")));
        try {
            var unasked = run("lpa", "download", code);
            assertThat(unasked.exit()).isEqualTo(1);
            assertThat(unasked.err()).contains("--confirmation-code");
        } finally {
            ecosystem.misbehaves(List.of());
        }
        assertThat(run("lpa", "download", code, "--json").json().path("undelivered"))
                .isEmpty();
    }

    @Test
    void showsWhatIsOffered() {
        var download = run("lpa", "download", code(order()));
        assertThat(download.out()).contains("Profile").contains("Provider");
    }

    // Local management

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 255})
    void worksInBlocksOfAnySize(int octets) {
        var order = order();
        var size = String.valueOf(octets);
        assertThat(run("lpa", "download", code(order), "--segment-size", size).exit())
                .isZero();
        assertThat(run("lpa", "enable", order.path("iccid").asString(), "--segment-size", size)
                        .exit())
                .isZero();
        assertThat(run("lpa", "eid", "--segment-size", "256").exit()).isEqualTo(2);
    }

    @Test
    void namesAProfileByItsAidToo() {
        var iccid = installed();
        var aid = profiles().get(0).path("isdp").asString();

        assertThat(run("lpa", "nickname", aid, "Ferien").out()).contains("Ferien");
        assertThat(profiles().get(0).path("name").asString()).isEqualTo("Ferien");
        assertThat(run("lpa", "nickname", iccid + "F", "").exit()).isZero();
        assertThat(profiles().get(0).path("name").asString()).isNotEqualTo("Ferien");
        assertThat(run("lpa", "enable", aid).exit()).isZero();
        assertThat(run("lpa", "disable", aid).exit()).isZero();
        assertThat(run("lpa", "delete", aid, "--yes").exit()).isZero();
        assertThat(profiles()).isEmpty();
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
        assertThat(profiles()).hasSize(1);

        assertThat(run("lpa", "reset", "--operational", "--yes").exit()).isZero();
        assertThat(profiles()).isEmpty();
        assertThat(run("lpa", "info", "--json").json().path("Service").asString())
                .contains("no service");
        var nothing = run("lpa", "reset", "--operational", "--yes");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.out()).contains("nothing to delete");
    }

    @Test
    void tellsEidAndMemory() {
        assertThat(run("lpa", "eid").out()).isEqualTo(EID.digits() + "\n");
        assertThat(run("lpa", "eid", "--json").json().path("eid").asString()).isEqualTo(EID.digits());
        long before =
                run("lpa", "memory", "--json").json().path("freeNonVolatile").asLong();
        assertThat(before).isPositive();
        installed();
        assertThat(run("lpa", "memory", "--json").json().path("freeNonVolatile").asLong())
                .isLessThan(before);
        assertThat(run("lpa", "memory").out()).contains("octets");
    }

    @Test
    void showsTheCardsCertificates() {
        run("lpa", "notifications", "--now");
        for (int time = 0; time < 2; time++) { // shown to the SM-DP+, then beside a notification that waits
            var shown = run("lpa", "certificates", "--json").json();
            assertThat(shown.path("certificates").get(0).path("subject").asString())
                    .contains(EID.digits());
            assertThat(shown.path("certificates").get(1).path("name").asString())
                    .isEqualTo("CERT.EUM");
            assertThat(shown.path("ciKeysSigning")).hasSize(1);
            if (time == 0) run("lpa", "enable", installed());
        }
        assertThat(run("lpa", "certificates").out()).contains("CERT.EUICC").contains("believes");
    }

    // Devices that are killed

    enum Killed {
        BEFORE_AUTHENTICATION(3),
        BEFORE_PREPARE_DOWNLOAD(0x21),
        BEFORE_LOADING(0x36),
        WHILE_LOADING(0x88),
        BEFORE_THE_LAST_BLOCK(-1);

        private final int at;

        Killed(int at) {
            this.at = at;
        }
    }

    /// The card's door until the device is killed.
    private static final class DyingDevice implements CardChannel {
        private final CardChannel card;
        private final Killed when;
        private int commands;
        private int profileBlocks;
        private boolean dead;

        DyingDevice(CardChannel card, Killed when) {
            this.card = card;
            this.when = when;
        }

        @Override
        public Bytes transmit(Bytes command) {
            dead = dead || isTheMoment(command);
            if (dead) throw new CardGone("killed", new IOException("no device any more"));
            commands++;
            return card.transmit(command);
        }

        private boolean isTheMoment(Bytes command) {
            boolean first = command.size() > 7 && command.at(1) == 0xE2 && command.at(3) == 0;
            return switch (when) {
                case BEFORE_AUTHENTICATION -> commands == when.at;
                case BEFORE_PREPARE_DOWNLOAD, BEFORE_LOADING ->
                    first && command.at(5) == 0xBF && command.at(6) == when.at;
                case WHILE_LOADING -> first && command.at(5) == when.at;
                case BEFORE_THE_LAST_BLOCK -> first && command.at(5) == 0x86 && ++profileBlocks == 3;
            };
        }

        @Override
        public Bytes reset() {
            return card.reset();
        }

        @Override
        public void close() {
            card.close();
        }
    }

    private void dies(Killed when, String code) {
        var settings = LpaSettings.with(new MemoryFolder(folder.resolve("lpa")));
        try (var device = new Device(
                new DyingDevice(new VpcdChannel("127.0.0.1", card), when),
                ecosystem.es9Plus(Tracer.NONE),
                new HomeNetwork(URI.create(ecosystem.operatorUri().toString())),
                settings,
                Tracer.NONE,
                InstantSource.system())) {
            assertThatThrownBy(() -> device.download(WayIn.by(ActivationCode.parse(code)), EndUser.agreeing()))
                    .isInstanceOf(CardGone.class);
        }
        assertThat(profiles()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Killed.class)
    void bringsADownloadToItsEndThatWasKilled(Killed when) {
        var order = order();
        dies(when, code(order));

        var resumed = run("lpa", "resume");

        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("Installed, disabled");
        assertThat(profiles()).hasSize(1);
        assertThat(profiles().get(0).path("iccid").asString())
                .isEqualTo(order.path("iccid").asString());
        assertThat(run("lpa", "resume").out()).contains("No download is under way");
        assertThat(run("lpa", "notifications", "--list", "--json").json()).isEmpty();
    }

    @Test
    void putsNoOtherDownloadBeforeAPackageThatWaits() {
        var order = order();
        dies(Killed.BEFORE_LOADING, code(order));

        var other = run("lpa", "download", code(order()));
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err()).contains("resume").contains(ecosystem.smdpAddress());

        var cancelled = run("lpa", "cancel");
        assertThat(cancelled.exit()).isZero();
        assertThat(cancelled.out()).contains("postponed");
        assertThat(run("lpa", "resume").out()).contains("No download is under way");
        assertThat(run("lpa", "download", code(order)).exit()).isZero();
    }

    @Test
    void givesADownloadUpForGood() {
        var code = code(order());
        dies(Killed.BEFORE_LOADING, code);

        assertThat(run("lpa", "cancel", "--for-good", "--json")
                        .json()
                        .path("cancelled")
                        .asBoolean())
                .isTrue();
        assertThat(run("lpa", "download", code).err()).contains("8.2.6/3.8");
        assertThat(run("lpa", "cancel", "--json").json().path("cancelled").asBoolean())
                .isFalse();
    }
}
