package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the LPA makes of a list of Profiles that is none (SGP.22 §5.7.15): it says so, and takes nothing for a Profile
/// that
/// does not stand where one belongs.
class ProfilesInfoShapeTest {
    @AfterAll
    static void stop() {
        SharedEcosystem.stop();
    }

    private static Scene installedOn(String quirk) {
        var scene = new Scene();
        new EuiccSteps(scene).anEuiccWithTheQuirk(quirk);
        var order = scene.target().operator().order("generic", Optional.empty(), Optional.empty(), Optional.empty());
        scene.ordered(order.iccid(), order.activationCode().map(ActivationCode::parse));
        scene.downloads();
        assertThat(scene.finalResult()).isInstanceOf(Success.class);
        return scene;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "wrong-root, \"'BF3D' stands where 'BF2D' belongs\"",
                "without-list, \"'BF2D' lacks the mandatory 'A0'\""
            })
    void saysWhatIsWrongWithIt(String shape, String why) {
        var scene = installedOn("profiles-info-shape=" + shape);

        assertThatThrownBy(() -> scene.device().profiles())
                .isInstanceOf(MalformedTlv.class)
                .hasMessageContaining(why)
                .satisfies(thrown -> assertThat(StepFailure.of(thrown)).isPresent());
        scene.close();
    }

    @Test
    void showsAProfileThatHidesItsIccid() {
        var scene = installedOn("profiles-info-shape=nested");

        assertThat(scene.device().profiles())
                .singleElement()
                .satisfies(it -> assertThat(it.iccid()).isEmpty());
        scene.close();
    }
}
