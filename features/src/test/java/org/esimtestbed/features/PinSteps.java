package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import org.esimtestbed.console.ecosystem.OperatorApi.Codes;
import org.esimtestbed.lpa.baseband.CodeNotWanted;
import org.esimtestbed.lpa.baseband.Pin;
import org.esimtestbed.lpa.baseband.Puk;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.TraceEvent;

/// The code a SIM wants, and who types it.
public final class PinSteps {
    private static final Pin NEW_PIN = new Pin("86420975");

    private final Scene scene;

    public PinSteps(Scene scene) {
        this.scene = scene;
    }

    private Codes letter() {
        return scene.target().operator().codes(scene.iccid());
    }

    @When("the End User types the PIN")
    public void theEndUserTypesThePin() {
        scene.device().typePin(new Pin(letter().pin()));
    }

    @When("the End User types a wrong PIN")
    public void theEndUserTypesAWrongPin() {
        scene.device().typePin(new Pin(other(letter().pin())));
    }

    @When("the End User types the PUK and a new PIN")
    public void theEndUserTypesThePuk() {
        scene.device().typePuk(new Puk(letter().puk()), NEW_PIN);
    }

    @When("the End User types a wrong PUK and a new PIN")
    public void theEndUserTypesAWrongPuk() {
        scene.device().typePuk(new Puk(other(letter().puk())), NEW_PIN);
    }

    // one digit beside
    private static String other(String code) {
        return (char) (code.charAt(0) == '9' ? '0' : code.charAt(0) + 1) + code.substring(1);
    }

    @Then("the Device asks for the PIN, attempts left: {int}")
    public void theDeviceAsksForThePin(int left) {
        assertThat(scene.device().serviceState()).isEqualTo(new ServiceState.PinRequired(left));
        assertThatThrownBy(() -> scene.device().typePuk(new Puk(letter().puk()), NEW_PIN))
                .isInstanceOf(CodeNotWanted.class);
    }

    @Then("the Device asks for the PUK, attempts left: {int}")
    public void theDeviceAsksForThePuk(int left) {
        assertThat(scene.device().serviceState()).isEqualTo(new ServiceState.PukRequired(left));
        assertThatThrownBy(() -> scene.device().typePin(NEW_PIN)).isInstanceOf(CodeNotWanted.class);
    }

    @Then("when the Device is switched on again it asks for the PIN, attempts left: {int}")
    public void switchedOnAgainItAsksForThePin(int left) {
        assertThat(scene.device().switchOn()).isEqualTo(new ServiceState.PinRequired(left));
    }

    @Then("no trace holds PIN or PUK")
    public void noTraceHoldsPinOrPuk() {
        var verified = scene.trace().stream()
                .filter(TraceEvent.ApduExchange.class::isInstance)
                .map(event -> ((TraceEvent.ApduExchange) event).command())
                .filter(it -> (it.at(1) == 0x20 || it.at(1) == 0x2C) && it.size() > 5)
                .toList();
        assertThat(verified)
                .hasSizeGreaterThan(4)
                .allSatisfy(command -> assertThat(command.from(5)).isEqualTo(Bytes.repeat(0x2A, command.size() - 5)));
        for (var code : new String[] {letter().puk(), NEW_PIN.digits()}) {
            assertThat(scene.trace().toString())
                    .doesNotContain(code)
                    .doesNotContain(Bytes.utf8(code).hex());
        }
    }
}
