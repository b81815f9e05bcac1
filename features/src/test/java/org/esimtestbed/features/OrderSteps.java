package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.mno.es2plus.Es2Plus;
import org.esimtestbed.mno.es2plus.SmDpPlusUnreachable;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.es2plus.ConfirmOrder;
import org.esimtestbed.rsp.es2plus.DownloadOrder;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.es2plus.ReleaseProfile;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.smdpplus.order.ProfileOrder;

/// Orders: how the operator makes them, by its own door or by ES2+, and what has become of them.
public final class OrderSteps {
    private static final String GENERIC = "generic";

    private final Scene scene;
    private Iccid otherIccid;

    public OrderSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("CI, EUM and SM-DP+ have the keys and certificates that SGP.26 publishes")
    public void everybodyHasThePublishedKeys() {
        scene.movesTo(SharedEcosystem.underPublishedCi());
    }

    // By the operator's own door

    @Given("the operator has ordered a Profile of type {word}")
    public void theOperatorHasOrdered(String type) {
        var profile = scene.target().profile(type);
        var profileClass = profile.type().appearance().profileClass();
        var order = scene.target()
                .operator()
                .order(type, profileClass, Optional.empty(), Optional.empty(), profile.testKey(), Optional.empty());
        scene.ordered(
                order.iccid(),
                Optional.of(ActivationCode.parse(order.activationCode().orElseThrow())));
        scene.subscribed(order.imsi());
    }

    // By ES2+

    @Given("a subscriber without an order")
    public void aSubscriberWithoutAnOrder() {
        scene.ordered(scene.target().newIccid(), Optional.empty());
    }

    @Given("an order that is Allocated")
    public void anOrderThatIsAllocated() {
        aSubscriberWithoutAnOrder();
        call("downloadOrder");
    }

    @Given("an order that is Confirmed")
    public void anOrderThatIsConfirmed() {
        anOrderThatIsAllocated();
        call("confirmOrder");
    }

    @Given("an SM-DP+ that holds a released Profile")
    public void aReleasedProfile() {
        anOrderThatIsConfirmed();
        call("releaseProfile");
    }

    @Given("an SM-DP+ that holds a Profile released for another eUICC")
    public void aProfileReleasedForAnotherEuicc() {
        aSubscriberWithoutAnOrder();
        try (var es2Plus = es2Plus()) {
            download(es2Plus, GENERIC, Optional.of(scene.target().newEid()));
        }
        call("confirmOrder");
        call("releaseProfile");
    }

    @Given("an SM-DP+ that holds a Profile released for this eUICC")
    public void aProfileReleasedForThisEuicc() {
        aSubscriberWithoutAnOrder();
        call("downloadOrder for an EID");
        call("confirmOrder");
        call("releaseProfile");
    }

    @Given("an SM-DP+ that holds a released Profile with the Confirmation Code {word}")
    public void aReleasedProfileWithAConfirmationCode(String confirmationCode) {
        anOrderThatIsAllocated();
        try (var es2Plus = es2Plus()) {
            confirm(es2Plus, Optional.empty(), Optional.of(confirmationCode));
        }
        call("releaseProfile");
    }

    @Given("an SM-DP+ that holds a released Profile with an ICCID of {int} digits")
    public void aReleasedProfileWithAnIccidOf(int digits) {
        var nineteen = scene.target().newIccid().digits();
        scene.ordered(new Iccid((nineteen + "7").substring(0, digits)), Optional.empty());
        theOperatorCalls("downloadOrder, confirmOrder, releaseProfile");
        assertThat(scene.failure()).isEmpty();
    }

    @Given("another order is reached by a MatchingID of the operator's choice")
    public void anotherOrderWithAMatchingId() {
        anOrderThatIsAllocated();
        otherIccid = scene.iccid();
        try (var es2Plus = es2Plus()) {
            confirm(es2Plus, Optional.of(matchingIdOf(otherIccid)), Optional.empty());
        }
    }

    @When("the operator calls {string}")
    public void theOperatorCalls(String functions) {
        scene.tries(() -> List.of(functions.split(", ")).forEach(this::call));
    }

    @When("the operator orders a Profile of type {word}")
    public void theOperatorOrdersOfType(String type) {
        try (var es2Plus = es2Plus()) {
            scene.tries(() -> download(es2Plus, type, Optional.empty()));
        }
    }

    @When("the operator orders the same ICCID again")
    public void theOperatorOrdersTheSameIccidAgain() {
        theOperatorOrdersOfType(GENERIC);
    }

    @When("the operator confirms the order with the MatchingID of the other")
    public void theOperatorConfirmsWithTheOthersMatchingId() {
        try (var es2Plus = es2Plus()) {
            scene.tries(() -> confirm(es2Plus, Optional.of(matchingIdOf(otherIccid)), Optional.empty()));
        }
    }

    @When("somebody with a certificate of a foreign CI calls downloadOrder")
    public void somebodyForeignOrders() {
        orderAs(scene.target().foreignPki().folder().read(TestPki.OPERATOR_TLS_NAME));
    }

    @When("an operator the SM-DP+ does not know calls downloadOrder")
    public void anUnknownOperatorOrders() {
        var names = new ServerNames(
                "Another Operator", "Another Operator", new Oid("2.999.21"), List.of("localhost"), List.of());
        orderAs(scene.target().pki().issuer().issueOperatorTls(names));
    }

    private void orderAs(Credential credential) {
        try (var es2Plus = scene.target().es2Plus(credential, scene.tracer())) {
            scene.tries(() -> download(es2Plus, GENERIC, Optional.empty()));
        }
    }

    private Es2Plus es2Plus() {
        return scene.target().es2Plus(scene.target().operatorCredential(), scene.tracer());
    }

    private void call(String function) {
        try (var es2Plus = es2Plus()) {
            switch (function) {
                case "downloadOrder" -> download(es2Plus, GENERIC, Optional.empty());
                case "downloadOrder for an EID" -> download(es2Plus, GENERIC, Optional.of(scene.eid()));
                case "confirmOrder" -> confirm(es2Plus, Optional.empty(), Optional.empty());
                case "releaseProfile" -> es2Plus.releaseProfile(new ReleaseProfile.Request(scene.iccid())); // §5.3.4
                default -> throw new IllegalArgumentException("no function of ES2+: " + function);
            }
        }
    }

    private void download(Es2Plus es2Plus, String type, Optional<Eid> eid) {
        var digits = scene.iccid().digits();
        var subscriber = new Personalisation(
                "00101" + digits.substring(digits.length() - 11, digits.length() - 1),
                Optional.empty(),
                Optional.of("00112233445566778899AABBCCDDEEFF"),
                Optional.of("FFEEDDCCBBAA99887766554433221100"),
                Optional.of("1234"),
                Optional.of("12345678"),
                Optional.of("87654321"));
        es2Plus.downloadOrder(new DownloadOrder.Request( // §5.3.1
                eid, Optional.of(scene.iccid()), Optional.of(type), Optional.of(subscriber)));
    }

    private void confirm(Es2Plus es2Plus, Optional<String> matchingId, Optional<String> confirmationCode) {
        var confirmed = es2Plus.confirmOrder(new ConfirmOrder.Request( // §5.3.2
                scene.iccid(), Optional.empty(), matchingId, confirmationCode, Optional.empty(), false));
        scene.scans(new ActivationCode(
                confirmed.smdpAddress().orElseThrow(),
                confirmed.matchingId(),
                Optional.empty(),
                confirmationCode.isPresent()));
    }

    private static String matchingIdOf(Iccid iccid) {
        return "CHOSEN-" + iccid;
    }

    // What has become of it

    @Then("the order is {word}")
    public void theOrderIs(String state) {
        assertThat(scene.order()).map(order -> order.state().title()).contains(state);
    }

    @Then("there is no order")
    public void thereIsNoOrder() {
        assertThat(scene.order()).isEmpty();
    }

    @Then("no package was bound for it")
    public void noPackageWasBound() {
        assertThat(scene.order()).map(it -> it.attempts().downloads()).contains(0);
    }

    @Then("the order has no MatchingID")
    public void theOrderHasNoMatchingId() {
        assertThat(scene.order().flatMap(it -> it.delivery().matchingId())).isEmpty();
    }

    @Then("{int} package(s) was/were bound for it")
    public void packagesWereBound(int count) {
        assertThat(scene.order()).map(it -> it.attempts().downloads()).contains(count);
    }

    @Then("the order is for the eUICC that came first")
    public void theOrderIsForTheFirst() {
        assertThat(scene.order().flatMap(ProfileOrder::eid)).isPresent().isNotEqualTo(Optional.of(scene.eid()));
    }

    @Then("the order is for no eUICC in particular")
    public void theOrderIsForNoEuicc() {
        assertThat(scene.order().flatMap(ProfileOrder::eid)).isEmpty();
    }

    @Then("the MatchingID still leads to the other order")
    public void theMatchingIdStillLeadsToTheOther() {
        assertThat(scene.target().smdp().orders().findByMatchingId(matchingIdOf(otherIccid)))
                .map(ProfileOrder::iccid)
                .contains(otherIccid);
    }

    @Then("{int} wrong Confirmation Code(s) is/are counted")
    public void wrongConfirmationCodesAreCounted(int count) {
        assertThat(scene.order()).map(it -> it.attempts().confirmations()).contains(count);
    }

    @Then("the operator is told of a Confirmation Code refused with {word}")
    public void theOperatorIsToldOfARefusedCode(String code) throws InterruptedException {
        var told = scene.target().callbacks().await(scene.iccid(), HandleDownloadProgressInfo.CONFIRMATION_CODE_CHECK);
        var data = told.notificationPointStatus().statusCodeData().orElseThrow();
        assertThat(data.subjectCode() + "/" + data.reasonCode()).isEqualTo(code);
    }

    @Then("the operator is told of an eligibility check refused with {word}")
    public void theOperatorIsToldOfARefusedEligibility(String code) throws InterruptedException {
        var told = scene.target().callbacks().await(scene.iccid(), HandleDownloadProgressInfo.ELIGIBILITY_CHECK);
        var data = told.notificationPointStatus().statusCodeData().orElseThrow();
        assertThat(data.subjectCode() + "/" + data.reasonCode()).isEqualTo(code);
    }

    @Then("the operator is told that the Profile is installed")
    public void theOperatorIsToldInstalled() throws InterruptedException {
        var told = scene.target().callbacks().await(scene.iccid(), HandleDownloadProgressInfo.BPP_INSTALLATION);
        assertThat(told.notificationPointStatus().status()).isEqualTo("Executed-Success");
        assertThat(told.eid()).contains(scene.eid());
        assertThat(scene.target().operator().find(scene.iccid()).progress()).isEqualTo("installed");
    }

    @Then("the operator is told that the installation has failed")
    public void theOperatorIsToldFailed() throws InterruptedException {
        var told = scene.target().callbacks().await(scene.iccid(), HandleDownloadProgressInfo.BPP_INSTALLATION);
        assertThat(told.notificationPointStatus().status()).isEqualTo("Failed");
        assertThat(scene.target().operator().find(scene.iccid()).progress()).isEqualTo("failed");
    }

    @Then("TLS does not let the caller through")
    public void tlsDoesNotLetTheCallerThrough() {
        assertThat(scene.failure()).containsInstanceOf(SmDpPlusUnreachable.class);
        assertThat(scene.failure().orElseThrow()).hasMessageContaining("cannot reach");
    }
}
