package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.esimtestbed.lpa.baseband.DualSim.Slot;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.bearer.Bearer;
import org.esimtestbed.lpa.bearer.NoBearer;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.network.Telephony;
import org.esimtestbed.rsp.trace.TraceEvent;

/// Which way a Device reaches anything, and what the operator's network lets it do.
public final class BearerSteps {
    private static final String HELLO = "hello";

    private final Scene scene;
    private final OrderSteps orders;
    private final ProfileSteps profiles;
    private final List<AutoCloseable> open = new ArrayList<>();
    private String imsi;
    private OtherSubscriber other;
    private GatewayDoor door;
    private Bearer.Cellular usedBefore;
    private Telephony.Result answer;

    public BearerSteps(Scene scene, OrderSteps orders, ProfileSteps profiles) {
        this.scene = scene;
        this.orders = orders;
        this.profiles = profiles;
    }

    // How things stand

    @Given("a Device that runs on its provisioning Profile, without Wi-Fi")
    public void aDeviceOnItsProvisioningProfile() {
        orders.theOperatorHasOrdered("provisioning");
        imsi = scene.imsi();
        scene.downloads();
        assertThat(scene.finalResult()).isInstanceOf(Success.class);
        profiles.theDeviceDeliversItsNotifications();
        profiles.theEndUserEnablesWithRefresh();
        profiles.theDeviceIsAttached();
        profiles.theDeviceDeliversItsNotifications();
        scene.device().wifi(false);
        scene.forgetTrace();
    }

    @Given("the Device is on Wi-Fi")
    public void theDeviceIsOnWifi() {
        scene.device().wifi(true);
    }

    @Given("the End User has set the access point {word}")
    public void theEndUserHasSetTheAccessPoint(String apn) {
        scene.device().sims().in(Slot.FIRST).apn(Optional.of(apn).filter(it -> !it.equals("none")));
    }

    @Given("the operator's network forces no access point")
    public void theNetworkForcesNoAccessPoint() {
        scene.target().operator().forceProvisioningApn(false);
        open.add(() -> scene.target().operator().forceProvisioningApn(true));
    }

    @Given("another subscriber whose Device is attached")
    public void anotherSubscriber() {
        other = OtherSubscriber.attached(scene.target());
        open.add(other);
    }

    @Given("a SIM of another subscriber in the second slot")
    public void aSimInTheSecondSlot() {
        anotherSubscriber();
        var network = new HomeNetwork(scene.target().ecosystem().operatorUri());
        open.add(network);
        scene.device().insertSecond(other.card(), network);
        scene.device().sims().in(Slot.SECOND).switchOn();
    }

    @Given("a call by the second slot")
    public void aCallByTheSecondSlot() {
        var called = OtherSubscriber.attached(scene.target());
        open.add(called);
        assertThat(scene.device().sims().call(Slot.SECOND, called.number()).accepted())
                .isTrue();
    }

    @Given("the Device has a connection to the SM-DP+")
    public void theDeviceHasAConnection() {
        usedBefore = bearer();
        door = opened(scene.target().ecosystem().smdpAddress());
        assertThat(door.status()).isEqualTo(200);
    }

    // What happens

    @When("^the Device opens a connection to (.+)$")
    public void theDeviceOpensAConnectionTo(String host) {
        var smdp = scene.target().ecosystem().smdpAddress();
        door = opened(
                switch (host) {
                    case "the SM-DP+" -> smdp;
                    case "another port of the SM-DP+" ->
                        "localhost:" + scene.target().smdp().es2Port();
                    case "the SM-DP+ by another name" -> smdp.replace("localhost", "127.0.0.1");
                    case "a web page" -> webPage();
                    default -> throw new IllegalArgumentException("no host: " + host);
                });
    }

    @When("^the End User tries (a call|a short message) to that subscriber$")
    public void theEndUserTries(String service) {
        answer = service.equals("a call") ? call() : shortMessage();
    }

    private Telephony.Result call() {
        return scene.device().sims().call(Slot.FIRST, other().number());
    }

    private Telephony.Result shortMessage() {
        return scene.device().sims().in(Slot.FIRST).send(other().number(), HELLO);
    }

    // What is true then

    @Then("the Device was given the access point {word}")
    public void theDeviceWasGiven(String apn) {
        assertThat(bearer().apn()).isEqualTo(apn);
    }

    @Then("the SM-DP+ was reached through the operator's gateway")
    public void theSmdpWasReachedThroughTheGateway() {
        var state = scene.target().operator().subscriber(imsi);
        assertThat(state.attached()).isTrue();
        assertThat(state.profileClass()).isEqualTo("provisioning");
        assertThat(state.reached()).containsExactly(scene.target().ecosystem().smdpAddress());
    }

    @Then("the Device has asked the network for no access point")
    public void theDeviceHasAskedForNoAccessPoint() {
        assertThat(pdnConnections()).isZero();
    }

    @Then("the order is Installed once the notifications are delivered")
    public void theOrderIsInstalled() {
        profiles.theDeviceDeliversItsNotifications();
        orders.theOrderIs("Installed");
    }

    @Then("the operator's gateway answers {int}")
    public void theGatewayAnswers(int status) {
        assertThat(Objects.requireNonNull(door).status()).isEqualTo(status);
    }

    @Then("the network refuses it with {string}")
    public void theNetworkRefusesItWith(String cause) {
        assertThat(answer).isEqualTo(new Telephony.Result(false, Optional.of(cause)));
    }

    @Then("the other subscriber hears nothing")
    public void theOtherSubscriberHearsNothing() {
        assertThat(other().received()).isEmpty();
    }

    @Then("the End User is told that the network refuses it with {string}")
    public void theEndUserIsToldThatTheNetworkRefuses(String cause) {
        assertThat(scene.failure()).containsInstanceOf(ServerUnreachable.class);
        assertThat(scene.failure().orElseThrow()).hasMessageContaining(cause);
    }

    @Then("the End User is told that the radio is in use")
    public void theEndUserIsToldThatTheRadioIsInUse() {
        theEndUserIsToldThatTheNetworkRefuses("one radio");
    }

    @Then("no connection to the SM-DP+ was opened")
    public void noConnectionWasOpened() {
        assertThatThrownBy(this::bearer).isInstanceOf(NoBearer.class);
        assertThat(answersOfTheSmdp()).isZero();
    }

    @Then("once the call is over, the Profile is installed")
    public void onceTheCallIsOver() {
        scene.device().sims().hangUp();
        scene.downloads();
        assertThat(scene.finalResult()).isInstanceOf(Success.class);
    }

    @Then("the Device reaches the SM-DP+ and a web page, calls the other subscriber and sends a short message")
    public void theDeviceReachesEverything() {
        assertThat(opened(scene.target().ecosystem().smdpAddress()).status()).isEqualTo(200);
        assertThat(opened(webPage()).status()).isEqualTo(200);
        assertThat(call()).isEqualTo(new Telephony.Result(true, Optional.empty()));
        assertThat(shortMessage()).isEqualTo(new Telephony.Result(true, Optional.empty()));
        assertThat(other().received()).extracting(Telephony.Delivered::text).containsExactly(HELLO);
    }

    @Then("that connection is closed")
    public void thatConnectionIsClosed() {
        assertThat(Objects.requireNonNull(door).isClosedByTheNetwork()).isTrue();
    }

    @Then("what named it at the gateway is worth nothing any more")
    public void whatNamedItIsWorthNothing() {
        var place = scene.target().ecosystem().smdpAddress();
        try (var again = new GatewayDoor(Objects.requireNonNull(usedBefore), place)) {
            assertThat(again.status()).isEqualTo(407);
        }
    }

    private Bearer.Cellular bearer() {
        return scene.device().sims().bearer();
    }

    private OtherSubscriber other() {
        return Objects.requireNonNull(other, "there is nobody else");
    }

    private GatewayDoor opened(String place) {
        var opened = new GatewayDoor(bearer(), place);
        open.add(opened);
        return opened;
    }

    // The operator's own pages are a host like any other.
    private String webPage() {
        return scene.target().ecosystem().operatorUri().getAuthority();
    }

    private long pdnConnections() {
        return scene.trace().stream()
                .filter(event -> event instanceof TraceEvent.Step step
                        && step.what().equals("PDN connectivity")
                        && step.detail().contains("is given"))
                .count();
    }

    private long answersOfTheSmdp() {
        return scene.trace().stream()
                .filter(event -> event instanceof TraceEvent.HttpExchange http && http.status() != 0)
                .count();
    }

    @After
    public void leave() throws Exception {
        for (var closeable : open.reversed()) closeable.close();
    }
}
