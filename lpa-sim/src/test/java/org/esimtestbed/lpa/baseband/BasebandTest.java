package org.esimtestbed.lpa.baseband;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.lpa.baseband.ModemStage.AUTN;
import static org.esimtestbed.lpa.baseband.ModemStage.CK;
import static org.esimtestbed.lpa.baseband.ModemStage.ICCID;
import static org.esimtestbed.lpa.baseband.ModemStage.IK;
import static org.esimtestbed.lpa.baseband.ModemStage.IMSI;
import static org.esimtestbed.lpa.baseband.ModemStage.KEYS;
import static org.esimtestbed.lpa.baseband.ModemStage.RAND;
import static org.esimtestbed.lpa.baseband.ModemStage.RES;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.esimtestbed.lpa.baseband.ServiceState.Attached;
import org.esimtestbed.lpa.baseband.ServiceState.NoService;
import org.esimtestbed.rsp.network.Attach;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The modem reads the SIM, attaches and obeys.
class BasebandTest {
    private ModemStage stage;
    private Baseband baseband;

    @BeforeEach
    void start() throws IOException {
        stage = new ModemStage();
        baseband = stage.baseband(BasebandSettings.STANDARD);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void readsTheSimAndAttaches() {
        stage.uicc.authentications.add(KEYS);

        var attached = (Attached) baseband.switchOn();

        assertThat(attached.sim().iccid()).isEqualTo(ICCID);
        assertThat(attached.sim().imsi()).isEqualTo(IMSI);
        assertThat(attached.sim().provider()).contains("Testnet");
        assertThat(attached.sim().homePlmn()).isEqualTo("00101");
        assertThat(attached.resynchronised()).isFalse();
        assertThat(stage.uicc.commands)
                .contains(Bytes.concat(Bytes.hex("008800812210"), RAND, Bytes.of(0x10), AUTN, Bytes.of(0)));
        var answer = stage.heard(Attach.ANSWER_PATH);
        assertThat(answer.path("res").asString()).isEqualTo(RES.base64());
        assertThat(answer.path("keyProof").asString())
                .isEqualTo(Attach.keyProof(CK, IK, RAND).base64());
        assertThat(String.join("", stage.heard)).doesNotContain(CK.base64()).doesNotContain(IK.base64());
    }

    @Test
    void resynchronisesOnce() {
        var auts = Bytes.repeat(0xE1, 14);
        stage.uicc.authentications.add(Bytes.concat(Bytes.of(0xDC, 14), auts, Bytes.hex("9000")));
        stage.uicc.authentications.add(KEYS);

        assertThat(((Attached) baseband.switchOn()).resynchronised()).isTrue();

        var failure = stage.heard(Attach.RESYNCHRONISATION_PATH);
        assertThat(failure.path("auts").asString()).isEqualTo(auts.base64());
        assertThat(failure.path("rand").asString()).isEqualTo(RAND.base64());
    }

    @Test
    void givesUpWhenResynchronisationDoesNotHelp() {
        var failure = Bytes.concat(Bytes.of(0xDC, 14), Bytes.repeat(0xE1, 14), Bytes.hex("9000"));
        stage.uicc.authentications.add(failure);
        stage.uicc.authentications.add(failure);

        assertThat(baseband.switchOn()).isEqualTo(new NoService("resynchronisation did not help"));
    }

    @Test
    void hasNoServiceWhereTheUsimDoesNotBelieveTheNetwork() {
        stage.uicc.authentications.add(Bytes.hex("9862"));

        assertThat(((NoService) baseband.switchOn()).reason()).contains("9862");
    }

    @Test
    void hasNoServiceWhereTheNetworkRejects() {
        stage.uicc.authentications.add(KEYS);
        stage.network.put(Attach.ANSWER_PATH, Map.of("attached", false, "cause", "RES does not match"));

        assertThat(((NoService) baseband.switchOn()).reason()).contains("RES does not match");
    }

    @Test
    void hasNoServiceForASubscriberNobodyKnows() {
        stage.network.remove(Attach.REQUEST_PATH);

        assertThat(((NoService) baseband.switchOn()).reason()).contains("404");
    }

    @Test
    void hasNoServiceWithoutAUsim() {
        stage.uicc.files.put("2F00", List.of(Bytes.repeat(0xFF, 20)));
        assertThat(((NoService) baseband.switchOn()).reason()).contains("no SIM");

        stage.uicc.files.remove("2F00");
        assertThat(((NoService) baseband.switchOn()).reason()).contains("no SIM");
        assertThat(stage.heard).isEmpty();
    }

    @Test
    void hasNoServiceWhereTheImsiIsNone() {
        stage.uicc.files.put("6F07", List.of(Bytes.repeat(0xFF, 9)));

        assertThat(((NoService) baseband.switchOn()).reason()).contains("no modem understands");
    }

    @Test
    void obeysRefreshByForgettingTheSimAndStartingAnew() {
        stage.uicc.authentications.add(KEYS);
        baseband.switchOn();
        stage.uicc.files.put("2F00", List.of(Bytes.repeat(0xFF, 20))); // the Profile is gone after the REFRESH
        stage.uicc.fetched.add(Bytes.hex("D0098103010104820281829000"));
        stage.uicc.commands.clear();

        baseband.serve(11);

        assertThat(stage.uicc.commands.get(0)).isEqualTo(Bytes.hex("801200000B"));
        // the reset is the answer: no TERMINAL RESPONSE (ETSI TS 102 223 §6.4.7)
        assertThat(stage.uicc.commands).noneMatch(it -> it.at(1) == 0x14);
        assertThat(stage.uicc.resets).isEqualTo(2);
        assertThat(baseband.state()).isInstanceOf(NoService.class);
    }

    @Test
    void answersWhatItCannotDoAndServesWhatFollows() {
        stage.uicc.fetched.add(Bytes.hex("D0098103012100820281029000")); // DISPLAY TEXT
        stage.uicc.commands.clear();

        baseband.serve(11);

        assertThat(stage.uicc.commands.get(1))
                .isEqualTo(Bytes.hex("801400000C" + "8103012100" + "82028281" + "830130"));
        assertThat(stage.uicc.resets).isZero();
    }

    @Test
    void doesNothingWhereTheCardIsSilent() {
        baseband.serve(0);

        assertThat(stage.uicc.commands).isEmpty();
    }
}
