package org.esimtestbed.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.esimtestbed.features.StepwiseDownload.Alteration;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What is changed between SM-DP+ and eUICC, by somebody who can read and write every octet.
public final class OnTheWaySteps {
    private final Scene scene;

    public OnTheWaySteps(Scene scene) {
        this.scene = scene;
    }

    @Given("{int} downloads have been spoilt on the way")
    public void downloadsHaveBeenSpoilt(int count) {
        for (int i = 0; i < count; i++) {
            oneOctetOfThePackageIsChanged();
            assertThat(scene.finalResult()).isInstanceOf(Failure.class);
        }
    }

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

    @When("smdpSignature2 is changed on its way to the eUICC")
    public void smdpSignature2IsChanged() {
        downloadWith(Optional.of(Alteration.SMDP_SIGNATURE2));
    }

    @When("euiccSignature2 is changed on its way to the SM-DP+")
    public void euiccSignature2IsChanged() {
        downloadWith(Optional.of(Alteration.EUICC_SIGNATURE2));
    }

    @When("smdpSign is changed on its way to the eUICC")
    public void smdpSignIsChanged() {
        downloadWith(Optional.of(Alteration.SMDP_SIGN));
    }

    @When("the metadata in the Bound Profile Package is changed on its way to the eUICC")
    public void theMetadataIsChanged() {
        downloadWith(Optional.of(Alteration.METADATA));
    }

    @When("one octet of the Bound Profile Package is changed on its way to the eUICC")
    public void oneOctetOfThePackageIsChanged() {
        downloadWith(Optional.of(Alteration.PROFILE_SEGMENT));
    }

    @When("the installation result comes to the SM-DP+ with a signature that was changed on the way")
    public void theResultComesWithAChangedSignature() {
        send(result -> {
            var raw = result.tlv().raw();
            var last = raw.size() - 1;
            return PendingNotification.of(Tlv.parse(raw.with(last, Bytes.of(raw.at(last) ^ 0x01))));
        });
    }

    @When("the installation result comes to the SM-DP+ twice")
    public void theResultComesTwice() {
        send(UnaryOperator.identity());
        send(UnaryOperator.identity());
    }

    // It stays on the eUICC: only a Device that has the acknowledgement removes it.
    private void send(UnaryOperator<PendingNotification> onItsWay) {
        try (var smdp = scene.target().ecosystem().es9Plus(scene.tracer());
                var euicc = scene.isdr()) {
            var result = euicc.call(new RetrieveNotificationsList(Optional.empty())).stream()
                    .filter(ProfileInstallationResult.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            smdp.handleNotification(onItsWay.apply(result)); // throws unless it is answered with 204
        }
    }

    @When("an LPA that asks for no Confirmation Code downloads the Profile")
    public void anLpaThatAsksForNoCode() {
        downloadWith(Optional.empty());
    }

    private void downloadWith(Optional<Alteration> alteration) {
        try (var smdp = scene.target().ecosystem().es9Plus(scene.tracer());
                var euicc = scene.isdr()) {
            scene.attempts(() -> new StepwiseDownload(euicc, smdp, alteration).run(scene.code()));
        }
    }
}
