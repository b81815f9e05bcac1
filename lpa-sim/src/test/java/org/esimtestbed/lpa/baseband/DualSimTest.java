package org.esimtestbed.lpa.baseband;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.lpa.baseband.ModemStage.KEYS;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.lpa.baseband.DualSim.Slot;
import org.esimtestbed.lpa.baseband.ServiceState.Attached;
import org.esimtestbed.lpa.bearer.NoBearer;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.network.PdnConnectivity;
import org.esimtestbed.rsp.network.Telephony;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two SIMs of two operators and one radio: voice by the one, data by the other.
class DualSimTest {
    private ModemStage voice;
    private ModemStage data;
    private DualSim sims;

    @BeforeEach
    void start() throws IOException {
        voice = stage("voice");
        data = stage("data");
        sims = new DualSim(voice.baseband(BasebandSettings.STANDARD));
        sims.insertSecond(data.baseband(BasebandSettings.STANDARD));
        sims.switchOn();
        sims.dataSlot(Slot.SECOND);
    }

    private static ModemStage stage(String name) throws IOException {
        var stage = new ModemStage();
        stage.uicc.authentications.addAll(List.of(KEYS, KEYS));
        stage.network.put(Attach.ANSWER_PATH, Map.of("attached", true, "plmn", "00101", "context", name));
        stage.network.put(
                PdnConnectivity.PATH,
                Map.of("accepted", true, "apn", name, "gateway", "127.0.0.1:8081", "credential", "secret of " + name));
        stage.network.put(Telephony.CALL_PATH, Map.of("accepted", true));
        return stage;
    }

    @AfterEach
    void stop() {
        voice.close();
        data.close();
    }

    @Test
    void attachesBoth() {
        assertThat(sims.in(Slot.FIRST).state()).isInstanceOf(Attached.class);
        assertThat(sims.in(Slot.SECOND).state()).isInstanceOf(Attached.class);
    }

    @Test
    void carriesDataByTheSlotThatWasChosen() {
        assertThat(sims.bearer().apn()).isEqualTo("data");
        assertThat(data.heard(PdnConnectivity.PATH).path("context").asString()).isEqualTo("data");
        assertThat(voice.times(PdnConnectivity.PATH)).isZero();

        sims.dataSlot(Slot.FIRST);
        assertThat(sims.bearer().apn()).isEqualTo("voice");
    }

    @Test
    void hasNoDataWhileTheOtherSlotHasACall() {
        assertThat(sims.call(Slot.FIRST, "88299").accepted()).isTrue();

        assertThatThrownBy(sims::bearer).isInstanceOf(NoBearer.class).hasMessageContaining("one radio");
        assertThatThrownBy(() -> sims.call(Slot.SECOND, "88299")).isInstanceOf(NoBearer.class);

        sims.hangUp();
        assertThat(sims.bearer().apn()).isEqualTo("data");
    }

    @Test
    void hasDataDuringACallOfTheSameSlot() {
        sims.call(Slot.SECOND, "88299");

        assertThat(sims.bearer().apn()).isEqualTo("data");
    }

    @Test
    void hasDataWhereTheCallWasRefused() {
        voice.network.put(Telephony.CALL_PATH, Map.of("accepted", false, "cause", "x (50)"));

        assertThat(sims.call(Slot.FIRST, "88299")).isEqualTo(new Telephony.Result(false, Optional.of("x (50)")));
        assertThat(sims.bearer().apn()).isEqualTo("data");
    }

    @Test
    void asksForTheAccessPointTheEndUserHasSet() {
        sims.in(Slot.SECOND).apn(Optional.of("mine"));
        sims.bearer();
        sims.bearer();

        assertThat(data.heard(PdnConnectivity.PATH).path("apn").asString()).isEqualTo("mine");
        assertThat(data.times(PdnConnectivity.PATH)).isEqualTo(1);
    }

    @Test
    void hasNoDataWhereTheNetworkRefusesTheAccessPoint() {
        data.network.put(PdnConnectivity.PATH, Map.of("accepted", false, "cause", "missing or unknown APN (27)"));

        assertThatThrownBy(sims::bearer).isInstanceOf(NoBearer.class).hasMessageContaining("unknown APN (27)");
    }

    @Test
    void hasNoDataWhereTheGatewayIsNone() {
        data.network.put(PdnConnectivity.PATH, Map.of("accepted", true, "gateway", "nowhere", "credential", "secret"));

        assertThatThrownBy(sims::bearer).isInstanceOf(NoBearer.class).hasMessageContaining("nowhere");
    }

    @Test
    void hasNeitherDataNorCallsWithoutService() {
        data.uicc.files.remove("6F07");
        sims.in(Slot.SECOND).switchOn();

        assertThatThrownBy(sims::bearer).isInstanceOf(NoBearer.class).hasMessageContaining("no service");
        assertThatThrownBy(() -> sims.call(Slot.SECOND, "88299")).isInstanceOf(NoBearer.class);
    }

    @Test
    void knowsNoSlotWithoutACard() {
        var single = new DualSim(voice.baseband(BasebandSettings.STANDARD));

        assertThatThrownBy(() -> single.dataSlot(Slot.SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SECOND");
    }
}
