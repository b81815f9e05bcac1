package org.esimtestbed.euicc.quirk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.euicc.quirk.Stage.ICCID;
import static org.esimtestbed.euicc.quirk.Stage.THE_PROFILE;
import static org.esimtestbed.euicc.quirk.Stage.genericPackage;
import static org.esimtestbed.euicc.quirk.Stage.named;
import static org.esimtestbed.euicc.quirk.Stage.outcome;
import static org.esimtestbed.euicc.quirk.Stage.packageMandating;
import static org.esimtestbed.euicc.quirk.Stage.packageWith;
import static org.esimtestbed.euicc.quirk.Stage.without;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.personality.Personalities;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each quirk shows on a card that has it, and not on the reference card.
class QuirkTest {
    private static final String SELECT_ISD_R = "01A4040010" + Aid.ISD_R;

    /// @param quirk    as one writes it on the command line
    /// @param attempt  what is tried, and what comes of it
    /// @param onQuirky what comes of it on a card with the quirk
    /// @param onHonest on the reference card
    private record Show(String quirk, Function<Stage, String> attempt, String onQuirky, String onHonest) {}

    private static final List<Show> SHOWS = List.of(
            // --- profile package ---
            new Show("explicit-pin-context", Stage::install, "PE_PROCESSING_ERROR 6", "ok"),
            new Show("reject-templates=[2.23.143.1.2.8]", Stage::install, "PE_PROCESSING_ERROR 9", "ok"),
            new Show("reject-template-overrides=[pinStatusTemplateDO]", Stage::install, "PE_PROCESSING_ERROR 9", "ok"),
            new Show("require-optional=[opt-usim.ef-acmax]", Stage::install, "PE_PROCESSING_ERROR 6", "ok"),
            new Show(
                    "require-optional={fields: [opt-usim.ef-acmax], status: bad-values}",
                    Stage::install,
                    "PE_PROCESSING_ERROR 3",
                    "ok"),
            new Show("file-size-octets=2", Stage::install, "PE_PROCESSING_ERROR 3", "ok"),
            new Show(
                    "half-defined-files",
                    stage -> stage.install(packageWith(
                            named("opt-usim"), it -> without(it, "ef-msisdn[0].fileDescriptor", "efFileSize"))),
                    "PE_PROCESSING_ERROR 3",
                    "ok"),
            new Show("fill-pattern=ignore", QuirkTest::patternOnTheCard, "FFFFFF", "A5A5A5"),
            new Show("fill-pattern=once", QuirkTest::patternOnTheCard, "A5FFFF", "A5A5A5"),
            new Show(
                    "require-pin-status-template",
                    stage -> stage.install(packageWith(
                            named("telecom"),
                            it -> without(it, "df-telecom[0].fileDescriptor", "pinStatusTemplateDO"))),
                    "PE_PROCESSING_ERROR 6",
                    "ok"),
            new Show("missing-file-descriptor", Stage::install, "PE_PROCESSING_ERROR 3", "ok"),
            new Show(
                    "unsupported-service-status",
                    stage -> stage.install(packageMandating("contactless", 0x80)),
                    "PE_PROCESSING_ERROR 6",
                    "PE_PROCESSING_ERROR 10"),
            new Show(
                    "unused-mandatory-services",
                    stage -> stage.install(packageMandating("usim-test-algorithm", 0x91)),
                    "PE_PROCESSING_ERROR 6",
                    "ok"),
            new Show("no-sima-response", QuirkTest::simaResponseOfAFailure, "none", "there"),
            new Show(
                    "checks-header-iccid",
                    stage -> stage.install(packageWith(
                            named("header"),
                            it -> it.with("iccid", Value.Octets.of(0x83, Bytes.hex("89011111111111111111"))))),
                    "DATA_MISMATCH",
                    "ok"),
            // --- installation ---
            new Show("require-icon", Stage::install, "INCORRECT_INPUT_VALUES", "ok"),
            new Show(
                    "reported-memory=400000",
                    stage -> info2(stage).child(0x84).value().hex().contains("8204" + "00061A80") + "",
                    "true",
                    "false"),
            new Show("remembers-deleted-iccids", QuirkTest::installTwice, "ICCID_ALREADY_EXISTS", "ok"),
            new Show("brick-after-interruptions=2", QuirkTest::interruptTwice, "6F00", "9000"),
            new Show("fail-at-segment=3", Stage::install, "UNKNOWN_ERROR", "ok"),
            new Show("strict-segmentation", QuirkTest::installWithMergedSegments, "SCP03T_STRUCTURE_ERROR", "ok"),
            // --- ES10 ---
            new Show("block-numbers-unchecked", stage -> status(afterStart(stage, getEid("05"))), "9000", "6A86"),
            new Show("session-lost-on-channel-close", QuirkTest::authenticateOnANewChannel, "6985", "9000"),
            new Show("enable-accepts=[aid, refresh, no-refresh]", enabling(false), "ICCID_OR_AID_NOT_FOUND", "OK"),
            new Show("enable-accepts", enabling(true), "UNDEFINED_ERROR", "OK"),
            new Show("cat-busy=1", enabling(false), "CAT_BUSY", "OK"),
            new Show("fallback-on-reset", QuirkTest::stateAfterReset, "ENABLED", "DISABLED"),
            new Show("fallback-on-reset=" + ICCID.digits(), QuirkTest::stateAfterReset, "ENABLED", "DISABLED"),
            new Show(
                    "legacy-criteria",
                    stage -> afterStart(stage, storeData("BF2B03800107")),
                    "BF2B02A0009000",
                    "BF2B0381017F9000"),
            new Show("profiles-info-shape=wrong-root", QuirkTest::profilesInfoShape, "BF3D A0 E3 5A", "BF2D A0 E3 5A"),
            new Show("profiles-info-shape=without-list", QuirkTest::profilesInfoShape, "BF2D E3 5A", "BF2D A0 E3 5A"),
            new Show("profiles-info-shape=nested", QuirkTest::profilesInfoShape, "BF2D A0 E3 E3 5A", "BF2D A0 E3 5A"),
            new Show("first-sequence-number=0", stage -> firstNotification(stage, 0x80), "00", "01"),
            new Show("first-sequence-number=128", stage -> firstNotification(stage, 0x80), "0080", "01"),
            new Show("notifications-limit=1", QuirkTest::notificationsAfterReset, "1", "2"),
            new Show("event-bits=none", stage -> firstNotification(stage, 0x81), "00", "0780"),
            new Show("event-bits=multiple", stage -> firstNotification(stage, 0x81), "04F0", "0780"),
            new Show(
                    "long-lengths=2",
                    stage -> afterStart(stage, getEid("00")).substring(0, 10),
                    "BF3E820012",
                    "BF3E125A10"),
            new Show(
                    "long-lengths=3",
                    stage -> afterStart(stage, getEid("00")).substring(0, 12),
                    "BF3E83000012",
                    "BF3E125A1089"),
            new Show("raw-svn=0202", stage -> info2(stage).child(0x82).value().hex(), "0202", "020202"),
            new Show(
                    "key-identifier-length=4",
                    stage -> info2(stage).child(0xA9).only().value().size() + "",
                    "4",
                    "20"),
            new Show("info2-fields", stage -> info2(stage).find(0x86).isPresent() + "", "false", "true"),
            new Show(
                    "info2-fields={future: true}",
                    stage -> info2(stage).find(0x9E).isPresent() + "",
                    "true",
                    "false"),
            new Show(
                    "eid-unavailable",
                    stage -> afterStart(stage, getEid("00")),
                    "BF3E125A10" + "00".repeat(16) + "9000",
                    "BF3E125A10" + org.esimtestbed.euicc.Pki.EID.bytes() + "9000"),
            // --- the wire ---
            new Show(
                    "select-response=get-response",
                    stage -> selectIsdR(stage, "00").substring(0, 2),
                    "61",
                    "6F"),
            new Show("select-response=direct", stage -> selectIsdR(stage, "").substring(0, 2), "6F", "61"),
            new Show("le-zero=refuse", stage -> status(selectIsdR(stage, "00")), "6700", "9000"),
            new Show("le-zero=empty", stage -> selectIsdR(stage, "00").substring(0, 4), "9000", "6F1B"),
            new Show(
                    "checksum-errors={above: 60, every: 1}",
                    stage -> status(afterStart(stage, storeData("BF3E03" + "00".repeat(70)))),
                    "6601",
                    "6A80"),
            new Show(
                    "maximum-lc=60",
                    stage -> status(afterStart(stage, storeData("BF3E03" + "00".repeat(70)))),
                    "6700",
                    "6A80"),
            new Show("invisible-without-profile", QuirkTest::selectAfterReset, "6F00", "9000"),
            new Show("no-channels", stage -> stage.apdu("0070000001"), "6881", "019000"),
            new Show("maximum-channels=1", QuirkTest::openTwice, "6A81", "029000"),
            new Show("first-channel=4", stage -> stage.apdu("0070000001"), "049000", "019000"),
            new Show("require-terminal-capability", stage -> status(selectIsdR(stage, "")), "6A82", "611D"));

    @TestFactory
    Stream<DynamicTest> aCardWithTheQuirk() {
        return SHOWS.stream()
                .map(show -> DynamicTest.dynamicTest(
                        show.quirk() + ": " + show.onQuirky(),
                        () -> assertThat(show.attempt().apply(new Stage(List.of(Personalities.quirk(show.quirk())))))
                                .isEqualTo(show.onQuirky())));
    }

    @TestFactory
    Stream<DynamicTest> theReferenceCard() {
        return SHOWS.stream()
                .map(show -> DynamicTest.dynamicTest(
                        "without " + show.quirk() + ": " + show.onHonest(),
                        () -> assertThat(show.attempt().apply(new Stage(List.of())))
                                .isEqualTo(show.onHonest())));
    }

    @Test
    void everyQuirkOfTheCatalogueIsShown() {
        assertThat(SHOWS.stream().map(it -> it.quirk().replaceFirst("=.*", "")).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        QuirkCatalogue.ALL.stream().map(QuirkKind::name).toList());
    }

    @Test
    void everyQuirkIsExplainedAndMadeWithoutAParameter() {
        for (var kind : QuirkCatalogue.ALL) {
            assertThat(kind.symptom()).as(kind.name()).isNotBlank().endsWith(".");
            assertThat(kind.source()).as(kind.name()).isNotBlank();
            assertThat(kind.make(Optional.empty()).kind()).isSameAs(kind);
        }
    }

    @Test
    void aWrongParameterIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Personalities.quirk("maximum-lc=5000"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("6 to 254");
        assertThatThrownBy(() -> Personalities.quirk("maximum-lc=[1]")).isInstanceOf(BadYaml.class);
        assertThatThrownBy(() -> Personalities.quirk("no-channels=1"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("takes no parameter");
        assertThatThrownBy(() -> Personalities.quirk("no-such-thing"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("there is no quirk no-such-thing");
        assertThatThrownBy(() -> Personalities.quirk("le-zero=sometimes"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("refuse, empty");
    }

    @Test
    void terminalCapabilityShowsTheIsdR() {
        var stage = new Stage(List.of(Personalities.quirk("require-terminal-capability")));
        stage.apdu("0070000001");
        assertThat(stage.apdu("80AA000005A903810100")).endsWith("9000"); // says nothing of eUICCs
        assertThat(stage.apdu(SELECT_ISD_R)).isEqualTo("6A82");
        assertThat(stage.apdu("80AA000005A903830107")).endsWith("9000");
        assertThat(stage.apdu(SELECT_ISD_R)).startsWith("61");
        stage.restart();
        stage.apdu("0070000001");
        assertThat(stage.apdu(SELECT_ISD_R)).isEqualTo("6A82");
    }

    @Test
    void severalQuirksWorkTogether() {
        var stage = new Stage(List.of(
                Personalities.quirk("long-lengths=2"),
                Personalities.quirk("eid-unavailable"),
                Personalities.quirk("first-channel=2")));
        assertThat(stage.apdu("0070000001")).isEqualTo("029000");
        stage.apdu("02A4040010" + Aid.ISD_R);
        assertThat(stage.apdu("82E2910006BF3E035C015A00")).isEqualTo("BF3E820012" + "5A10" + "00".repeat(16) + "9000");
    }

    // --- what is tried ---------------------------------------------------------------------------------------------

    private static String patternOnTheCard(Stage stage) {
        var path = "ef-5gauthkeys[0].fileDescriptor.proprietaryEFInfo.fillPattern";
        var installed =
                stage.install(packageWith(named("df-5gs"), it -> it.with(path, Value.Octets.of(0xC1, Bytes.of(0xA5)))));
        assertThat(installed).isEqualTo("ok");
        stage.enable();
        stage.apdu("00A4040C10" + "A0000000871002FFFFFFFF8906190000");
        assertThat(stage.apdu("00A4080C067FFF5FC04F05")).isEqualTo("9000");
        var read = stage.apdu("00B0000003");
        assertThat(status(read)).isEqualTo("9000");
        return read.substring(0, 6);
    }

    private static String simaResponseOfAFailure(Stage stage) {
        var result = stage.server().install(packageMandating("contactless", 0x80), TestServer.metadata(ICCID));
        return result.data().value().finalResult().simaResponse().isPresent() ? "there" : "none";
    }

    private static String installTwice(Stage stage) {
        assertThat(stage.install()).isEqualTo("ok");
        assertThat(stage.lpa().call(new DeleteProfile(THE_PROFILE))).isEqualTo(DeleteProfile.Result.OK);
        return stage.install();
    }

    private static String interruptTwice(Stage stage) {
        for (int i = 0; i < 2; i++) {
            var server = stage.server();
            var bpp = server.bind(
                    server.prepared().euiccSigned2().value().euiccOtpk(), genericPackage(), TestServer.metadata(ICCID));
            stage.lpa().send(bpp.segments().getFirst());
            stage.restart();
        }
        return stage.apdu("00A4000C023F00");
    }

    private static String installWithMergedSegments(Stage stage) {
        var server = stage.server();
        server.bendSegments = segments -> {
            var merged = new ArrayList<>(segments);
            var last = merged.removeLast();
            merged.add(merged.removeLast().plus(last));
            return merged;
        };
        return outcome(server.install(genericPackage(), TestServer.metadata(ICCID))
                .data()
                .value()
                .finalResult());
    }

    private static String authenticateOnANewChannel(Stage stage) {
        var challenge = stage.lpa().call(new GetEuiccChallenge());
        stage.apdu("01708001");
        stage.apdu("0070000001");
        stage.apdu(SELECT_ISD_R);
        try {
            stage.server().authenticate(challenge);
            return "9000";
        } catch (AssertionError refused) {
            return String.valueOf(refused.getMessage()).replaceAll("(?s).*\"(6...)\".*", "$1");
        }
    }

    private static Function<Stage, String> enabling(boolean refresh) {
        return stage -> {
            assertThat(stage.install()).isEqualTo("ok");
            return stage.lpa().call(new EnableProfile(THE_PROFILE, refresh)).name();
        };
    }

    private static String stateAfterReset(Stage stage) {
        assertThat(stage.install()).isEqualTo("ok");
        stage.restart();
        return stage.lpa()
                .call(new GetProfilesInfo())
                .getFirst()
                .state()
                .orElseThrow()
                .name();
    }

    private static String profilesInfoShape(Stage stage) {
        assertThat(stage.install()).isEqualTo("ok");
        var at = Tlv.parse(stage.lpa().send(Bytes.hex("BF2D00")).data());
        var path = new StringBuilder("%X".formatted(at.tag()));
        while (at.isConstructed()) {
            at = at.children().getFirst();
            path.append(" %X".formatted(at.tag()));
        }
        return path.toString();
    }

    private static String firstNotification(Stage stage, int tag) {
        assertThat(outcomeOctets(stage)).isNotEmpty();
        var list = Tlv.parse(stage.lpa().send(Bytes.hex("BF2800")).data());
        return list.child(0xA0).children().getFirst().child(tag).value().hex();
    }

    // The result of an installation whose notification may be one that no reader takes.
    private static String outcomeOctets(Stage stage) {
        var server = stage.server();
        var bpp = server.bind(
                server.prepared().euiccSigned2().value().euiccOtpk(), genericPackage(), TestServer.metadata(ICCID));
        var answer = "";
        for (var segment : bpp.segments())
            answer = stage.lpa().send(segment).data().hex();
        return answer;
    }

    private static String notificationsAfterReset(Stage stage) {
        assertThat(stage.install()).isEqualTo("ok");
        stage.restart();
        return stage.lpa().call(new ListNotification(Optional.empty())).size() + "";
    }

    private static String selectAfterReset(Stage stage) {
        assertThat(stage.install()).isEqualTo("ok");
        stage.restart();
        return stage.apdu("00A4000C023F00");
    }

    private static String openTwice(Stage stage) {
        stage.apdu("0070000001");
        return stage.apdu("0070000001");
    }

    private static String selectIsdR(Stage stage, String le) {
        stage.apdu("0070000001");
        return stage.apdu(SELECT_ISD_R + le);
    }

    private static Tlv info2(Stage stage) {
        return Tlv.parse(stage.lpa().send(Bytes.hex("BF2200")).data());
    }

    /// One APDU on channel 1 with the ISD-R selected.
    private static String afterStart(Stage stage, String apdu) {
        stage.apdu("0070000001");
        assertThat(stage.apdu(SELECT_ISD_R)).startsWith("61");
        return stage.apdu(apdu);
    }

    private static String getEid(String p2) {
        return "81E291" + p2 + "06BF3E035C015A00";
    }

    private static String storeData(String data) {
        return "81E29100" + "%02X".formatted(data.length() / 2) + data + "00";
    }

    private static String status(String response) {
        return response.substring(response.length() - 4);
    }
}
