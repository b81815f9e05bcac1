package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.id.ActivationCode;

/// What the End User scans and types, and the device does with it.
public final class EndUserSteps {
    private final Scene scene;
    private Optional<ImpostorServer> impostor = Optional.empty();

    public EndUserSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("the Profile is installed on the eUICC, and the SM-DP+ has not heard of it")
    public void theProfileIsInstalledUnheard() {
        scene.downloads();
        assertThat(scene.finalResult()).isInstanceOf(Success.class);
    }

    @When("the End User scans the Activation Code")
    public void theEndUserScans() {
        scene.downloads();
    }

    @When("the End User scans the Activation Code again")
    public void theEndUserScansAgain() {
        scene.downloads();
    }

    @When("the End User scans an Activation Code with a MatchingID that no order has")
    public void theEndUserScansAnUnknownMatchingId() {
        scene.scans(new ActivationCode(scene.code().smdpAddress(), "NOBODY-HAS-THIS-ONE"));
        scene.downloads();
    }

    @When("the End User scans an Activation Code that names the SM-DP+ by another address")
    public void theEndUserScansAnotherAddress() {
        // it leads to the same server, whose TLS certificate is good for it
        var address = scene.code().smdpAddress().replace("localhost", "127.0.0.1");
        scene.scans(new ActivationCode(address, scene.code().matchingId()));
        scene.downloads();
    }

    @When("the End User scans an Activation Code that leads to a server of a foreign CI")
    public void theEndUserScansForeignServer() {
        var server = new ImpostorServer(scene.target().foreignPki().folder().read(TestPki.DP_TLS_NAME));
        impostor = Optional.of(server);
        scene.scans(new ActivationCode(server.address(), scene.code().matchingId()));
        scene.downloads();
    }

    @When("the End User scans an Activation Code without a MatchingID")
    public void theEndUserScansNoMatchingId() {
        scene.scans(new ActivationCode(scene.code().smdpAddress(), ""));
        scene.downloads();
    }

    @When("the End User of another eUICC scans the same Activation Code")
    public void anotherEndUserScans() {
        scene.takesAnotherDevice();
        scene.downloads();
    }

    @When("the End User scans the Activation Code and rejects the Profile")
    public void theEndUserRejects() {
        scene.rejectsTheProfile();
        scene.downloads();
    }

    @When("the End User scans the Activation Code and does not agree to the rules")
    public void theEndUserDoesNotAgreeToTheRules() {
        scene.agreesToNoRules();
        scene.downloads();
    }

    @When("the End User scans the Activation Code, and the power fails after {int} blocks of the Profile")
    public void thePowerFails(int blocks) {
        scene.connects(new FailingPower(scene.channel(), blocks));
        scene.downloads();
        assertThat(scene.failure()).containsInstanceOf(CardGone.class);
        scene.channel().reset();
    }

    @Given("the End User has typed {word} twice")
    public void theEndUserHasTypedTwice(String confirmationCode) {
        theEndUserTypes(confirmationCode);
        theEndUserTypes(confirmationCode);
    }

    @When("the End User scans the Activation Code and types {word}")
    public void theEndUserTypes(String confirmationCode) {
        scene.knowsConfirmationCode(Optional.of(confirmationCode));
        scene.downloads();
    }

    @When("the End User scans the Activation Code, types {word}, and {word} when asked again")
    public void theEndUserTypesAgain(String first, String second) {
        scene.knowsConfirmationCodes(first, second);
        scene.downloads();
    }

    @When("the End User scans the Activation Code and gives no Confirmation Code")
    public void theEndUserGivesUp() {
        scene.knowsConfirmationCode(Optional.empty());
        scene.downloads();
    }

    @Then("the server has heard nothing")
    public void theServerHasHeardNothing() {
        assertThat(impostor.orElseThrow().requests()).isZero();
    }

    @After
    public void leave() {
        impostor.ifPresent(ImpostorServer::close);
        scene.close();
        assertThat(scene.cardFailure()).as("what the card could not explain").isEmpty();
    }
}
