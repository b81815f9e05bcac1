package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.Objects;
import java.util.Set;
import org.esimtestbed.lpa.baseband.BasebandQuirk;
import org.esimtestbed.lpa.baseband.BasebandSettings;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.baseband.SimIdentity;
import org.esimtestbed.rsp.trace.TraceEvent;

/// What kind of modem the Device has, and who it believes to be.
public final class ModemSteps {
    private final Scene scene;
    private SimIdentity before;

    public ModemSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("^a modem that (knows|knows no) eUICC Profile State Change$")
    public void aModemThatKnows(String knows) {
        switchOn(new BasebandSettings(knows.equals("knows"), Set.of()));
    }

    @Given("a modem with the quirk {word}")
    public void aModemWithTheQuirk(String quirk) {
        switchOn(BasebandSettings.STANDARD.with(BasebandQuirk.valueOf(quirk)));
    }

    private void switchOn(BasebandSettings modem) {
        scene.usesModem(modem);
        before = attached(scene.device().switchOn()).sim();
        scene.forgetTrace();
    }

    @Then("the REFRESH was {word}")
    public void theRefreshWas(String mode) {
        assertThat(scene.trace())
                .filteredOn(event ->
                        event instanceof TraceEvent.Step step && step.what().equals("REFRESH"))
                .singleElement()
                .satisfies(
                        event -> assertThat(((TraceEvent.Step) event).detail()).startsWith(mode));
    }

    @Then("the Device is still who it was before")
    public void theDeviceIsStillWhoItWas() {
        assertThat(attached(scene.device().serviceState()).sim()).isEqualTo(Objects.requireNonNull(before));
        assertThat(before.imsi().digits()).isNotEqualTo(scene.imsi());
    }

    @Then("when it is switched on, it is attached as the subscriber")
    public void whenItIsSwitchedOn() {
        var sim = attached(scene.device().switchOn()).sim();
        assertThat(sim.imsi().digits()).isEqualTo(scene.imsi());
        assertThat(sim.iccid()).isEqualTo(scene.iccid());
    }

    private static ServiceState.Attached attached(ServiceState state) {
        assertThat(state).isInstanceOf(ServiceState.Attached.class);
        return (ServiceState.Attached) state;
    }
}
