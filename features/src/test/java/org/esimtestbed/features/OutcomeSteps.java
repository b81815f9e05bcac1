package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.reports.SimaResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.trace.TraceEvent;

/// How a download ends: what the eUICC reports, and who refuses what.
public final class OutcomeSteps {
    private final Scene scene;

    public OutcomeSteps(Scene scene) {
        this.scene = scene;
    }

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
        var element = scene.target().profile(SharedEcosystem.WITHOUT_GID1).type().template().elements().stream()
                .filter(it -> it.name().equals("opt-usim"))
                .findFirst()
                .orElseThrow();
        assertThat(sima.peStatus())
                .extracting(SimaResponse.PeStatus::identification)
                .containsExactly(element.identification());
        assertThat(sima.profileInstallationAborted()).isTrue();
        assertThat(sima.statusMessage()).contains(message);
    }

    @Then("the eUICC has kept the result with errorReason {int}")
    public void theEuiccHasKeptTheResult(int errorReason) {
        try (var euicc = scene.isdr()) {
            assertThat(euicc.call(new RetrieveNotificationsList(Optional.empty())))
                    .extracting(it ->
                            ((ProfileInstallationResult) it).data().value().finalResult())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Failure.class,
                            it -> assertThat(it.reason().number()).isEqualTo(errorReason));
        }
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

    @Then("^the SM-DP\\+ answers (\\w+) with HTTP (\\d+)$")
    public void theSmdpAnswersWithHttp(String function, int status) {
        assertThat(scene.failure()).isPresent();
        var last = scene.trace().stream()
                .filter(TraceEvent.HttpExchange.class::isInstance)
                .map(TraceEvent.HttpExchange.class::cast)
                .toList()
                .getLast();
        assertThat(last.function()).isEqualTo(function);
        assertThat(last.status()).isEqualTo(status);
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
        // §3.1.2 and §3.1.3: nothing goes on to the SM-DP+
        var before = Map.of("AuthenticateServer", "initiateAuthentication", "PrepareDownload", "authenticateClient");
        assertThat(httpFunctions().getLast()).isEqualTo(before.get(function));
    }

    @Then("the LPA refuses the server")
    public void theLpaRefusesTheServer() {
        assertThat(scene.failure()).containsInstanceOf(ServerUnreachable.class);
        assertThat(scene.failure().orElseThrow()).hasMessageContaining("no trusted CI");
    }

    @Then("^the LPA ends the download with (\\w+)$")
    public void theLpaEndsTheDownloadWith(String reason) {
        assertThat(scene.failure()).containsInstanceOf(DownloadStopped.class);
        assertThat(((DownloadStopped) scene.failure().orElseThrow()).reason().title())
                .isEqualTo(reason);
        assertThat(httpFunctions().getLast()).isEqualTo("cancelSession");
    }

    @Then("the LPA ends the download because the End User has rejected it")
    public void theLpaEndsTheDownload() {
        assertThat(scene.failure()).containsInstanceOf(DownloadStopped.class);
        assertThat(((DownloadStopped) scene.failure().orElseThrow()).reason())
                .isEqualTo(CancelSessionReason.END_USER_REJECTION);
    }
}
