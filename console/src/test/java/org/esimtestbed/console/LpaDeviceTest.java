package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.console.CardAtTheDoor.code;

import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.console.ecosystem.OperatorApi;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("testbed lpa device")
@Timeout(180)
class LpaDeviceTest {
    private static final Eid OTHER = Eid.withCheckDigits("890490320000000000000000000251");

    @TempDir
    static Path folder;

    private static CardAtTheDoor card;
    private static OperatorApi operator;

    @BeforeAll
    static void start() {
        card = new CardAtTheDoor(folder, Eid.withCheckDigits("890490320000000000000000000250"));
        operator = new OperatorApi(card.ecosystem().operatorUri());
    }

    @AfterAll
    static void stop() {
        operator.close();
        card.close();
    }

    @BeforeEach
    void asDelivered() {
        done("lpa", "device", "--as-delivered");
        card.run("lpa", "cancel");
        for (var profile : card.profiles()) { // a reset would leave a provisioning one
            card.run("lpa", "disable", text(profile, "iccid"));
            done("lpa", "delete", text(profile, "iccid"), "--yes");
        }
        card.emptied();
        operator.forceProvisioningApn(true);
    }

    private static Shell done(String... words) {
        var shell = card.run(words);
        assertThat(shell.exit()).as(shell.err()).isZero();
        return shell;
    }

    private static JsonNode device(String... more) {
        var words = new String[more.length + 3];
        words[0] = "lpa";
        words[1] = "device";
        words[2] = "--json";
        System.arraycopy(more, 0, words, 3, more.length);
        return done(words).json();
    }

    private static String text(JsonNode order, String member) {
        return order.path(member).asString();
    }

    /// Downloaded and enabled.
    private static JsonNode running(String type, String... onCard) {
        var order = card.order("--profile-type", type);
        var download = new String[] {"lpa", "download", code(order)};
        var enable = new String[] {"lpa", "enable", text(order, "iccid")};
        done(concat(download, onCard));
        done(concat(enable, onCard));
        return order;
    }

    private static String[] concat(String[] words, String... more) {
        var all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    void isOnWifiAsDelivered() {
        var told = device();

        assertThat(text(told, "Wi-Fi")).isEqualTo("on");
        assertThat(text(told, "Data")).isEqualTo("Wi-Fi");
        assertThat(text(told, "Modem")).isEqualTo("honest");
        assertThat(text(told, "Service")).startsWith("no service: no SIM");
        assertThat(folder.resolve("lpa/device.json")).doesNotExist();
    }

    @Test
    void sendsNothingByASimThatWantsItsPin() {
        var order = card.order("--profile-type", "generic-pin", "--codes");
        done("lpa", "download", code(order));
        done("lpa", "enable", text(order, "iccid"));

        assertThat(text(device("--wifi", "off"), "Service")).contains("PIN required, attempts left: 3");
        var refused = card.run("lpa", "download", code(card.order()), "--json");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(text(refused.json().path("failure").path("transport").get(0), "code"))
                .isEqualTo("net no-bearer");
        assertThat(done("lpa", "pin", text(order, "pin")).out())
                .contains("attached to 00101 with IMSI " + text(order, "imsi"));
    }

    @Test
    void fetchesTheProfileByAProvisioningOneWhateverAccessPointIsSet() {
        var provisioning = running("provisioning");
        var imsi = text(provisioning, "imsi");

        var told = device("--wifi", "off", "--apn", "internet");
        assertThat(text(told, "Data")).isEqualTo("cellular, by the SIM in slot 1");
        assertThat(text(told, "Access point")).isEqualTo("internet");
        assertThat(text(told, "Service")).startsWith("attached to 00101 with IMSI " + imsi);
        done("lpa", "download", code(card.order()));

        assertThat(operator.subscriber(imsi).apn()).contains("rsp");
        assertThat(operator.subscriber(imsi).reached())
                .containsOnly(card.ecosystem().smdpAddress());
        assertThat(done("lpa", "info").out()).contains("Data             cellular, by the SIM in slot 1");

        operator.forceProvisioningApn(false);
        var order = card.order();
        var refused = card.run("lpa", "download", code(order));
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .contains("missing or unknown APN (27)")
                .contains("internet")
                .contains("net: no-bearer");
        done("lpa", "cancel");
        assertThat(text(device("--apn", "rsp"), "Wi-Fi"))
                .as("what was set before stays")
                .isEqualTo("off");
        done("lpa", "download", code(order));

        assertThat(text(device("--wifi", "on", "--no-apn"), "Access point")).isEqualTo("of the subscription");
        assertThat(folder.resolve("lpa/device.json")).doesNotExist();
        done("lpa", "download", code(card.order()));
    }

    @Test
    void keepsTheOldSubscriberWhereTheModemIgnoresRefreshUntilItIsSwitchedOn() {
        var first = running("generic");
        var second = card.order();
        done("lpa", "download", code(second));

        assertThat(text(device("--modem-quirk", "ignores-refresh"), "Modem")).isEqualTo("ignores-refresh");
        assertThat(done("lpa", "enable", text(second, "iccid")).out())
                .contains("Enabled")
                .contains("with IMSI " + text(first, "imsi"));

        assertThat(text(device("--no-modem-quirk"), "Service")).contains("with IMSI " + text(second, "imsi"));
    }

    @Test
    void sendsItsTrafficByTheSimInTheSecondSlot() {
        int door = card.ecosystem().serve(card.ecosystem().card(OTHER));
        var other = running("generic", "--card=127.0.0.1:" + door);

        var told = device("--second-sim", "127.0.0.1:" + door, "--data-slot", "2", "--wifi", "off");
        assertThat(text(told, "Second SIM")).contains("with IMSI " + text(other, "imsi"));
        assertThat(text(told, "Service")).startsWith("no service");
        done("lpa", "download", code(card.order()));

        assertThat(operator.subscriber(text(other, "imsi")).reached())
                .contains(card.ecosystem().smdpAddress());
        var taken = device("--no-second-sim");
        assertThat(taken.has("Second SIM")).isFalse();
        assertThat(text(taken, "Data")).isEqualTo("cellular, by the SIM in slot 1");
    }

    /// The network's challenge is another one each time, and what was answered then is masked.
    @Test
    void cannotAttachAReplayedCard() {
        running("generic");
        var listed = folder.resolve("listed.jsonl").toString();
        var attached = folder.resolve("attached.jsonl").toString();
        var profiles = done("lpa", "list", "--json", "--record", listed).json();
        done("lpa", "info", "--record", attached);

        assertThat(done("lpa", "list", "--json", "--card=replay:" + listed).json())
                .isEqualTo(profiles);
        var replayed = card.run("lpa", "info", "--card=replay:" + attached);
        assertThat(replayed.exit()).isEqualTo(3);
        assertThat(replayed.err())
                .contains("differs from the recording at line")
                .contains("now it is the command 00880081")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "--data-slot=2, no card is in slot 2",
        "--data-slot=3, slots 1 and 2",
        "--apn=a b, access point",
        "--apn=, access point",
        "--apn=x --no-apn, exclude",
        "--modem-quirk=none, ignores-refresh",
        "--modem-quirk=ignores-refresh --no-modem-quirk, exclude",
        "--second-sim=nowhere, nowhere",
        "--wifi=perhaps, perhaps"
    })
    void refusesWhatCannotBeSet(String words, String because) {
        var shell = card.run(concat(new String[] {"lpa", "device"}, words.split(" (?=--)")));

        assertThat(shell.exit()).as(shell.err()).isEqualTo(2);
        assertThat(shell.err()).contains(because).doesNotContain("\tat ");
        assertThat(folder.resolve("lpa/device.json")).doesNotExist();
    }

    @Test
    void isSetEvenWhereTheSecondCardIsGone() {
        var gone = card.run("lpa", "device", "--second-sim", "127.0.0.1:1");
        assertThat(gone.exit()).isEqualTo(3);
        assertThat(gone.err()).contains("127.0.0.1:1");

        assertThat(device("--no-second-sim").has("Second SIM")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"wifi\":false,\"modemQuirks\":[\"NONE\"],\"dataSlot\":1}",
                "{\"wifi\":false,\"knowsProfileStateChange\":false,\"dataSlot\":1}"
            })
    void saysThatItsMemoryIsDamaged(String content) throws Exception {
        Files.writeString(folder.resolve("lpa/device.json"), content);

        var shell = card.run("lpa", "list");

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("device.json").contains("--as-delivered");
        assertThat(text(device("--as-delivered"), "Wi-Fi")).isEqualTo("on");
    }
}
