package org.esimtestbed.lpa.baseband;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.lpa.baseband.ModemStage.KEYS;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esimtestbed.lpa.baseband.ServiceState.Attached;
import org.esimtestbed.lpa.baseband.ServiceState.NoService;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// REFRESH in each mode (ETSI TS 102 223 §6.4.7), and modems that do not obey.
class RefreshTest {
    private static final Imsi ANOTHER = new Imsi("001010000000002");
    private static final Iccid ANOTHER_ICCID = Iccid.withLuhnDigit("898821190000000002");
    private static final int TERMINAL_RESPONSE = 0x14;
    private static final int TERMINAL_PROFILE = 0x10;
    private static final String DETACH = Attach.DETACH_PATH;
    private static final String ATTACH = Attach.REQUEST_PATH;

    private ModemStage stage;
    private Baseband baseband;

    @BeforeEach
    void start() throws IOException {
        stage = new ModemStage();
        stage.network.put(Attach.ANSWER_PATH, Map.of("attached", true, "plmn", "00101", "context", "secret"));
        attachedWith(BasebandSettings.STANDARD);
    }

    private void attachedWith(BasebandSettings settings) {
        stage.uicc.authentications.clear();
        stage.uicc.authentications.addAll(List.of(KEYS, KEYS));
        baseband = stage.baseband(settings);
        assertThat(baseband.switchOn()).isInstanceOf(Attached.class);
        stage.uicc.commands.clear();
        stage.heard.clear();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    /// @param fileList paths from 3F00 on
    private void refresh(int mode, String... fileList) {
        var details = Bytes.of(0x81, 0x03, 0x01, 0x01, mode, 0x82, 0x02, 0x81, 0x82);
        var list = Bytes.of(fileList.length).plus(Bytes.hex(String.join("", fileList)));
        var files =
                fileList.length == 0 ? Bytes.EMPTY : Bytes.of(0x92, list.size()).plus(list);
        fetch(details.plus(files));
    }

    private void fetch(Bytes objects) {
        var command = Bytes.of(0xD0, objects.size()).plus(objects);
        stage.uicc.fetched.add(command.plus(Bytes.hex("9000")));
        baseband.serve(command.size());
    }

    private void anotherSubscriber() {
        stage.uicc.files.put("6F07", List.of(ANOTHER.ef()));
        stage.uicc.files.put("2FE2", List.of(ANOTHER_ICCID.ef()));
    }

    private Imsi imsi() {
        return ((Attached) baseband.state()).sim().imsi();
    }

    private boolean wasRead(String file) {
        return stage.uicc.commands.stream()
                .anyMatch(it -> it.at(1) == 0xA4 && it.hex().contains(file));
    }

    /// General result of the TERMINAL RESPONSE; -1 if there was none.
    private int answered() {
        return stage.uicc.commands.stream()
                .filter(it -> it.at(1) == TERMINAL_RESPONSE)
                .map(it -> it.at(it.hex().endsWith("2000") ? it.size() - 2 : it.size() - 1))
                .findFirst()
                .orElse(-1);
    }

    @ParameterizedTest(name = "mode {0}: {1} resets, TERMINAL RESPONSE {2}, TERMINAL PROFILE {3}, attached anew {4}")
    @CsvSource({
        "0, 1, 0, false, true",
        "3, 1, 0, false, false",
        "4, 2, -1, true, true",
        "5, 1, 0, false, true",
        "6, 1, 0, false, true",
        "7, 1, 0, false, true",
        "8, 1, 0, false, false",
        "9, 1, 0, true, true"
    })
    void startsWhereTheModeSays(int mode, int resets, int response, boolean profile, boolean attaches) {
        if (mode == 0) anotherSubscriber(); // only then is the network concerned

        refresh(mode);

        assertThat(stage.uicc.resets).isEqualTo(resets);
        assertThat(answered()).isEqualTo(response);
        assertThat(stage.uicc.commands.stream().anyMatch(it -> it.at(1) == TERMINAL_PROFILE))
                .isEqualTo(profile);
        assertThat(stage.times(ATTACH)).isEqualTo(attaches ? 1 : 0);
        assertThat(stage.times(DETACH)).isEqualTo(attaches ? 1 : 0);
        assertThat(baseband.state()).isInstanceOf(Attached.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 9})
    void forgetsAllFiles(int mode) {
        anotherSubscriber();

        refresh(mode);

        assertThat(imsi()).isEqualTo(ANOTHER);
        assertThat(((Attached) baseband.state()).sim().iccid()).isEqualTo(ANOTHER_ICCID);
        assertThat(stage.heard(ATTACH).path("imsi").asString()).isEqualTo(ANOTHER.digits());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void readsAgainTheFilesThatTheCommandNames(int mode) {
        anotherSubscriber();

        refresh(mode, "3F007FFF6F07");

        assertThat(imsi()).isEqualTo(ANOTHER);
        assertThat(wasRead("2FE2")).isFalse(); // nobody has said that it changed
        assertThat(answered()).isZero();
        assertThat(stage.times(ATTACH)).isEqualTo(1);
    }

    @Test
    void staysAttachedWhereTheSubscriberIsTheSame() {
        stage.uicc.files.put(
                "6F46", List.of(Bytes.of(1).plus(Bytes.utf8("Renamed")).plus(Bytes.of(0xFF))));
        stage.uicc.files.put("6F38", List.of(Bytes.hex("010204")));

        refresh(1, "3F007FFF6F46", "3F002FE2");

        var attached = (Attached) baseband.state();
        assertThat(attached.sim().provider()).contains("Renamed");
        assertThat(wasRead("2FE2")).isTrue();
        assertThat(wasRead("6F07")).isFalse();
        assertThat(stage.heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 8})
    void readsNothingAgainThatNobodyHasSaidChanged(int mode) {
        anotherSubscriber();

        refresh(mode);

        assertThat(imsi()).isEqualTo(ModemStage.IMSI);
        assertThat(stage.uicc.commands).noneMatch(it -> it.at(1) == 0xB0);
    }

    @Test
    void hasNoServiceWhereTheProfileIsGone() {
        stage.uicc.files.put("2F00", List.of(Bytes.repeat(0xFF, 20)));

        refresh(9);

        assertThat(baseband.state()).isInstanceOf(NoService.class);
        assertThat(stage.times(DETACH)).isEqualTo(1);
    }

    @Test
    void saysThatItCannotWhereTheSimIsUnreadable() {
        stage.uicc.files.remove("6F07");

        refresh(0);

        assertThat(answered()).isEqualTo(0x20);
        assertThat(baseband.state()).isInstanceOf(NoService.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void wantsToBeToldWhichFiles(int mode) {
        refresh(mode);

        assertThat(answered()).isEqualTo(0x36);
        assertThat(baseband.state()).isInstanceOf(Attached.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9200", "920101", "9203013F00", "9205022FE23F00", "9205023F002FE2"})
    void doesNotUnderstandAListThatIsNone(String list) {
        fetch(Bytes.of(0x81, 0x03, 0x01, 0x01, 0x01, 0x82, 0x02, 0x81, 0x82).plus(Bytes.hex(list)));

        assertThat(answered()).isEqualTo(0x32);
        assertThat(stage.uicc.commands).noneMatch(it -> it.at(1) == 0xB0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0A, 0x7F, 0xFF})
    void knowsNoOtherMode(int mode) {
        refresh(mode);

        assertThat(answered()).isEqualTo(0x30);
    }

    @Test
    void announcesTheModeWithoutAResetWhereItKnowsIt() {
        baseband = stage.baseband(new BasebandSettings(true, Set.of()));
        stage.uicc.authentications.add(KEYS);
        baseband.switchOn();

        var profile = stage.uicc.commands.stream()
                .filter(it -> it.at(1) == TERMINAL_PROFILE)
                .findFirst()
                .orElseThrow();
        assertThat(profile.size()).isEqualTo(5 + 34);
        assertThat(profile.slice(5, 8)).as("REFRESH among them").isEqualTo(Bytes.hex("010180"));
        assertThat(profile.at(5 + 29)).as("octet 30, b8: steering of I-WLAN").isEqualTo(0x80);
        assertThat(profile.at(5 + 33)).isEqualTo(0x20); // octet 34, b6
    }

    @Test
    void aModemThatIgnoresRefreshSaysItObeyedAndKeepsTheOldIdentity() {
        attachedWith(BasebandSettings.STANDARD.with(BasebandQuirk.IGNORES_REFRESH));
        anotherSubscriber();

        refresh(4);

        assertThat(answered()).isZero();
        assertThat(imsi()).isEqualTo(ModemStage.IMSI);
        assertThat(stage.heard).isEmpty();
        // switched on, it sees who it is
        assertThat(baseband.switchOn()).isInstanceOf(Attached.class);
        assertThat(imsi()).isEqualTo(ANOTHER);
    }

    @Test
    void aModemThatLeavesTheCardWaitingFetchesNothing() {
        attachedWith(BasebandSettings.STANDARD.with(BasebandQuirk.LEAVES_THE_CARD_WAITING));
        anotherSubscriber();

        refresh(4);

        assertThat(stage.uicc.commands).isEmpty();
        assertThat(imsi()).isEqualTo(ModemStage.IMSI);
    }

    @Test
    void aModemThatKeepsCachedFilesAttachesAsWhoIsNotThere() {
        attachedWith(BasebandSettings.STANDARD.with(BasebandQuirk.KEEPS_CACHED_FILES));
        anotherSubscriber();
        stage.uicc.authentications.clear();
        stage.uicc.authentications.add(Bytes.hex("9862")); // the new USIM does not know the old subscriber's key

        refresh(4);

        assertThat(stage.heard(ATTACH).path("imsi").asString()).isEqualTo(ModemStage.IMSI.digits());
        assertThat(((NoService) baseband.state()).reason()).contains("9862");
    }
}
