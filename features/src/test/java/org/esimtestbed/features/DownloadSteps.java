package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.ci.CertificateIssuer;
import org.esimtestbed.ci.Eum;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.euicc.EuiccFactory;
import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.euicc.isdr.EuiccIdentity;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.features.StepwiseDownload.Alteration;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.reports.SimaResponse;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.trace.TraceEvent;

/// Downloads: which eUICC it is, what the End User scans and types, what is changed on the way, and how it ends.
public final class DownloadSteps {
    private static final String INSISTED_ON = "opt-usim.ef-gid1";

    private final Scene scene;
    private final SharedEcosystem target;
    private Optional<ImpostorServer> impostor = Optional.empty();

    public DownloadSteps(Scene scene) {
        this.scene = scene;
        this.target = scene.target();
    }

    // The eUICC

    @Given("an eUICC whose EUM certificate has expired")
    public void anEuiccWhoseEumCertificateHasExpired() {
        var past = InstantSource.fixed(Instant.now().minus(Duration.ofDays(31 * 365))); // an EUM's lasts 30 years
        var ci = target.pki().folder().read(PkiFolder.CI);
        var expired = new CertificateIssuer(SharedEcosystem.CRYPTO, past, ci)
                .issueEum(TestPki.EUM_ORGANISATION, TestPki.EID_PREFIX);
        assertThat(expired.credential().certificate().notAfter()).isBefore(Instant.now());
        var eum =
                new Eum(SharedEcosystem.CRYPTO, SharedEcosystem.CLOCK, expired.credential(), TestPki.EUM_ORGANISATION);
        scene.inserts(card(
                eum.issueEuicc(scene.eid()),
                expired.credential().certificate(),
                ci.certificate(),
                EuiccSettings.standard()));
    }

    @Given("an eUICC of a foreign CI")
    public void anEuiccOfAForeignCi() {
        scene.inserts(card(target.foreignPki(), EuiccSettings.standard()));
    }

    @Given("an eUICC that insists on EF.GID1")
    public void anEuiccThatInsistsOnGid1() {
        scene.inserts(card(target.pki(), EuiccSettings.standard().withRequireOptional(Set.of(INSISTED_ON))));
    }

    @Given("an eUICC that takes a Profile without EF.GID1")
    public void anEuiccThatTakesAProfileWithoutGid1() {
        scene.inserts(card(target.pki(), EuiccSettings.standard()));
    }

    private Card card(TestPki pki, EuiccSettings settings) {
        return card(
                pki.euicc(scene.eid()),
                pki.folder().readCertificate(PkiFolder.EUM),
                pki.folder().readCertificate(PkiFolder.CI),
                settings);
    }

    private Card card(Credential euicc, Certificate eum, Certificate trustedCi, EuiccSettings settings) {
        var credential = new EuiccIdentity.Credential(euicc.keyPair().privateKey(), euicc.certificate(), eum);
        var factory = new EuiccFactory(SharedEcosystem.CRYPTO, SharedEcosystem.CLOCK, List.of(trustedCi));
        try {
            return factory.make(new EuiccIdentity(scene.eid(), List.of(credential)), settings, CardStore.inMemory());
        } catch (IOException e) {
            throw new AssertionError("a card without a past starts", e);
        }
    }

    // What the End User does

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
        var server = new ImpostorServer(target.foreignPki().folder().read(TestPki.DP_TLS_NAME));
        impostor = Optional.of(server);
        scene.scans(new ActivationCode(server.address(), scene.code().matchingId()));
        scene.downloads();
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

    @When("the End User scans the Activation Code and gives no Confirmation Code")
    public void theEndUserGivesUp() {
        scene.knowsConfirmationCode(Optional.empty());
        scene.downloads();
    }

    // What is changed on the way

    @When("serverSignature1 is changed on its way to the eUICC")
    public void serverSignature1IsChanged() {
        downloadWith(Optional.of(Alteration.SERVER_SIGNATURE1));
    }

    @When("euiccSignature1 is changed on its way to the SM-DP+")
    public void euiccSignature1IsChanged() {
        downloadWith(Optional.of(Alteration.EUICC_SIGNATURE1));
    }

    @When("the TransactionID is changed on its way to the SM-DP+")
    public void theTransactionIdIsChanged() {
        downloadWith(Optional.of(Alteration.TRANSACTION_ID));
    }

    @When("one octet of the Bound Profile Package is changed on its way to the eUICC")
    public void oneOctetOfThePackageIsChanged() {
        downloadWith(Optional.of(Alteration.PROFILE_SEGMENT));
    }

    @When("an LPA that asks for no Confirmation Code downloads the Profile")
    public void anLpaThatAsksForNoCode() {
        downloadWith(Optional.empty());
    }

    private void downloadWith(Optional<Alteration> alteration) {
        var terminal = new Terminal(scene.channel(), scene.tracer(), SharedEcosystem.CLOCK, "LPA");
        try (var smdp = target.ecosystem().es9Plus(scene.tracer());
                var euicc = Isdr.open(terminal, scene.tracer(), SharedEcosystem.CLOCK)) {
            scene.attempts(() -> new StepwiseDownload(euicc, smdp, alteration).run(scene.code()));
        }
    }

    // How it ends

    @Then("the eUICC reports that the Profile is installed")
    public void theEuiccReportsSuccess() {
        assertThat(scene.finalResult()).isInstanceOf(Success.class);
    }

    @Then("the eUICC reports errorReason {int}")
    public void theEuiccReportsErrorReason(int errorReason) {
        assertThat(failure().reason().number()).isEqualTo(errorReason);
    }

    @Then("the SIMA response shows {string} and nothing else")
    public void theSimaResponseShows(String status) {
        var sima = SimaResponse.of(scene.finalResult().simaResponse().orElseThrow());
        assertThat(sima.peStatus()).extracting(SimaResponse.PeStatus::name).containsExactly(status);
    }

    @Then("the SIMA response names the Profile Element of EF.GID1 and says {string}")
    public void theSimaResponseNamesTheElement(String message) {
        var sima = SimaResponse.of(failure().simaResponse().orElseThrow());
        var element = target.profile(SharedEcosystem.WITHOUT_GID1).type().template().elements().stream()
                .filter(it -> it.name().equals("opt-usim"))
                .findFirst()
                .orElseThrow();
        assertThat(sima.peStatus())
                .extracting(SimaResponse.PeStatus::identification)
                .containsExactly(element.identification());
        assertThat(sima.profileInstallationAborted()).isTrue();
        assertThat(sima.statusMessage()).contains(message);
    }

    private Failure failure() {
        assertThat(scene.finalResult()).isInstanceOf(Failure.class);
        return (Failure) scene.finalResult();
    }

    @Then("^the SM-DP\\+ refuses (\\w+) with (\\S+) / (\\S+)$")
    public void theSmdpRefuses(String function, String subjectCode, String reasonCode) {
        assertThat(scene.failure()).containsInstanceOf(FunctionRefused.class);
        var refused = (FunctionRefused) scene.failure().orElseThrow();
        assertThat(refused.statusCode().code()).isEqualTo(subjectCode + "/" + reasonCode);
        assertThat(httpFunctions().getLast()).isEqualTo(function);
    }

    private List<String> httpFunctions() {
        return scene.trace().stream()
                .filter(TraceEvent.HttpExchange.class::isInstance)
                .map(event -> ((TraceEvent.HttpExchange) event).function())
                .toList();
    }

    @Then("^the eUICC refuses (\\w+) with (\\w+)\\((\\d+)\\)$")
    public void theEuiccRefuses(String function, String name, int errorCode) {
        assertThat(scene.failure()).containsInstanceOf(StepwiseDownload.RefusedByEuicc.class);
        var refused = (StepwiseDownload.RefusedByEuicc) scene.failure().orElseThrow();
        assertThat(refused.function()).isEqualTo(function);
        assertThat(refused.errorCode()).as(name).isEqualTo(errorCode);
        assertThat(httpFunctions()).doesNotContain("authenticateClient");
    }

    @Then("the LPA refuses the server")
    public void theLpaRefusesTheServer() {
        assertThat(scene.failure()).containsInstanceOf(ServerUnreachable.class);
        assertThat(scene.failure().orElseThrow()).hasMessageContaining("no trusted CI");
    }

    @Then("the server has heard nothing")
    public void theServerHasHeardNothing() {
        assertThat(impostor.orElseThrow().requests()).isZero();
    }

    @Then("the LPA ends the download because the End User has rejected it")
    public void theLpaEndsTheDownload() {
        assertThat(scene.failure()).containsInstanceOf(DownloadStopped.class);
        assertThat(((DownloadStopped) scene.failure().orElseThrow()).reason())
                .isEqualTo(CancelSessionReason.END_USER_REJECTION);
    }

    @After
    public void leave() {
        impostor.ifPresent(ImpostorServer::close);
        scene.close();
        assertThat(scene.cardFailure()).as("what the card could not explain").isEmpty();
    }
}
