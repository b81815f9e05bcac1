package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpa.management.Notifications.Delivery;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.data.ProfileState;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.trace.TraceEvent;

/// Profiles on the eUICC: enabling, disabling, deleting, what the Device notices of it, and what the eUICC has to tell.
public final class ProfileSteps {
    private static final int FETCH = 0x12; // ETSI TS 102 221 §10.1.2

    private final Scene scene;
    private final OrderSteps orders;
    private String answer = "";
    private List<Delivery> deliveries = List.of();
    private Optional<Iccid> first = Optional.empty();

    public ProfileSteps(Scene scene, OrderSteps orders) {
        this.scene = scene;
        this.orders = orders;
    }

    // How things stand

    @Given("an eUICC with an installed Profile, in a Device that is switched on")
    public void anInstalledProfile() {
        anInstalledProfileOfType("generic");
    }

    @Given("an eUICC with an installed Profile of type {word}, in a Device that is switched on")
    public void anInstalledProfileOfType(String type) {
        orders.theOperatorHasOrdered(type);
        install();
        scene.device().switchOn();
        scene.forgetTrace();
    }

    @Given("an eUICC with an enabled Profile, in a Device that is attached")
    public void anEnabledProfile() {
        anInstalledProfile();
        assertThat(scene.device().enable(scene.profile(), true)).isEqualTo(EnableProfile.Result.OK);
        theDeviceDeliversItsNotifications();
        theDeviceIsAttached();
        scene.forgetTrace();
    }

    @Given("a second Profile on the eUICC")
    public void aSecondProfile() {
        first = Optional.of(scene.iccid());
        orders.theOperatorHasOrdered("generic");
        install();
        scene.forgetTrace();
    }

    @Given("a Device attached with a Profile of type {word}")
    public void aDeviceAttachedWith(String type) {
        orders.theOperatorHasOrdered(type);
        install();
        assertThat(scene.device().enable(scene.profile(), true)).isEqualTo(EnableProfile.Result.OK);
        theDeviceIsAttached();
    }

    private void install() {
        scene.downloads();
        assertThat(scene.finalResult()).isInstanceOf(Success.class);
        theDeviceDeliversItsNotifications();
    }

    @Given("the operator's network has lost the sequence number of the subscriber")
    public void theNetworkHasLostTheSequenceNumber() {
        scene.target().operator().forgetSequenceNumber(scene.imsi());
    }

    @Given("the Device does not trust the SM-DP+")
    public void theDeviceDoesNotTrustTheSmdp() {
        scene.use(new Es9Plus(scene.target().foreignTrust(), scene.tracer(), SharedEcosystem.CLOCK));
    }

    @Given("the Device trusts the SM-DP+ again")
    public void theDeviceTrustsTheSmdpAgain() {
        scene.use(scene.target().ecosystem().es9Plus(scene.tracer()));
    }

    // What happens

    @When("the End User scans the Activation Code and enables the Profile")
    public void theEndUserScansAndEnables() {
        scene.downloads();
        theDeviceDeliversItsNotifications();
        theEndUserEnablesWithRefresh();
        theDeviceDeliversItsNotifications();
    }

    @When("the End User enables the Profile with REFRESH")
    public void theEndUserEnablesWithRefresh() {
        answer = scene.device().enable(scene.profile(), true).name();
    }

    @When("the End User enables the Profile without REFRESH")
    public void theEndUserEnablesWithoutRefresh() {
        answer = scene.device().enable(scene.profile(), false).name();
    }

    @When("the End User disables the Profile with REFRESH")
    public void theEndUserDisables() {
        answer = scene.device().disable(scene.profile(), true).name();
    }

    @When("the End User disables the Profile without REFRESH")
    public void theEndUserDisablesWithoutRefresh() {
        answer = scene.device().disable(scene.profile(), false).name();
    }

    @When("the End User names the Profile {string}")
    public void theEndUserNames(String nickname) {
        answer = scene.device().nickname(scene.profile(), nickname).name();
    }

    @Then("the eUICC lists it as {string}")
    public void theEuiccListsItAs(String nickname) {
        assertThat(scene.profileInfo().orElseThrow().nickname()).contains(nickname);
    }

    @When("the End User deletes the Profile")
    public void theEndUserDeletes() {
        answer = scene.device().delete(scene.profile(), scene.endUser()).name();
    }

    @When("the Device is switched on")
    public void theDeviceIsSwitchedOn() {
        scene.device().switchOn();
    }

    @When("the Device delivers its notifications")
    public void theDeviceDeliversItsNotifications() {
        deliveries = scene.device().deliverNotifications();
    }

    // What is true then

    @Then("the eUICC answers {word}")
    public void theEuiccAnswers(String result) {
        assertThat(answer).isEqualTo(result);
    }

    @Then("the eUICC holds no Profile")
    public void theEuiccHoldsNoProfile() {
        assertThat(scene.device().profiles()).isEmpty();
    }

    @Then("the eUICC holds that Profile alone, and it is {word}")
    public void theEuiccHoldsThatProfileAlone(String state) {
        assertThat(scene.device().profiles())
                .extracting(it -> it.iccid().orElseThrow(), it -> it.state().orElseThrow())
                .containsExactly(tuple(scene.iccid(), ProfileState.valueOf(state.toUpperCase(Locale.ROOT))));
    }

    @Then("of the two Profiles only the second is enabled")
    public void onlyTheSecondIsEnabled() {
        assertThat(scene.device().profiles())
                .filteredOn(
                        it -> it.state().filter(ProfileState.ENABLED::equals).isPresent())
                .extracting(ProfileInfo::iccid)
                .containsExactly(Optional.of(scene.iccid()));
        assertThat(scene.device().profiles())
                .extracting(ProfileInfo::iccid)
                .containsExactlyInAnyOrder(first, Optional.of(scene.iccid()));
    }

    @Then("the Device is attached as the subscriber")
    public void theDeviceIsAttached() {
        assertThat(scene.device().serviceState()).isInstanceOf(ServiceState.Attached.class);
        var sim = attached().sim();
        assertThat(sim.imsi().digits()).isEqualTo(scene.imsi());
        assertThat(sim.iccid()).isEqualTo(scene.iccid());
    }

    @Then("the Device has resynchronised")
    public void theDeviceHasResynchronised() {
        assertThat(attached().resynchronised()).isTrue();
    }

    @Then("the next time it need not")
    public void theNextTimeItNeedNot() {
        scene.device().switchOn();
        assertThat(attached().resynchronised()).isFalse();
    }

    private ServiceState.Attached attached() {
        return (ServiceState.Attached) scene.device().serviceState();
    }

    @Then("the Device has no service")
    public void theDeviceHasNoService() {
        assertThat(scene.device().serviceState()).isInstanceOf(ServiceState.NoService.class);
    }

    @Then("the Device was told to REFRESH")
    public void theDeviceWasToldToRefresh() {
        assertThat(fetched()).isEqualTo(1);
        assertThat(announced()).isNotZero();
        assertThat(scene.trace())
                .anyMatch(event ->
                        event instanceof TraceEvent.Step step && step.what().equals("REFRESH"));
    }

    @Then("the eUICC raised no proactive command")
    public void theEuiccRaisedNoProactiveCommand() {
        assertThat(fetched()).isZero();
        assertThat(announced()).isZero();
    }

    /// How often the eUICC has said by 91xx that it wants to speak.
    private long announced() {
        return scene.trace().stream()
                .filter(event -> event instanceof TraceEvent.ApduExchange apdu
                        && apdu.response().at(apdu.response().size() - 2) == 0x91)
                .count();
    }

    private long fetched() {
        return scene.trace().stream()
                .filter(event -> event instanceof TraceEvent.ApduExchange apdu
                        && apdu.command().at(1) == FETCH)
                .count();
    }

    @Then("no notification waits on the eUICC")
    public void noNotificationWaits() {
        assertThat(scene.device().notifications()).isEmpty();
    }

    @Then("these notifications wait on the eUICC: {}")
    public void theseNotificationsWait(String events) {
        assertThat(scene.device().notifications())
                .extracting(NotificationMetadata::event)
                .containsExactlyElementsOf(eventsOf(events));
    }

    @Then("these notifications were acknowledged: {}")
    public void theseNotificationsWereAcknowledged(String events) {
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(delivery.failure()).isEmpty())
                .extracting(delivery -> delivery.notification().event())
                .containsExactlyElementsOf(eventsOf(events));
        noNotificationWaits();
    }

    @Then("no notification was acknowledged")
    public void noNotificationWasAcknowledged() {
        assertThat(deliveries)
                .isNotEmpty()
                .allSatisfy(delivery -> assertThat(delivery.failure()).isPresent());
    }

    private static List<NotificationEvent> eventsOf(String events) {
        return List.of(events.split(", ")).stream()
                .map(event -> NotificationEvent.valueOf(event.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
