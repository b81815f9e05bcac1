package org.esimtestbed.lpa.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.rsp.data.BppCommandId;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;

/// Each failure shows on the face of the peer that gave it.
class StepFailureTest {
    @Test
    void showsTheStatusWordBehindAStoppedDownload() {
        var refused = new StatusWordRefused(Bytes.hex("81E29100"), 0x6A88);
        var failure = StepFailure.of(
                        new DownloadStopped(CancelSessionReason.LOAD_BPP_EXECUTION_ERROR, "the eUICC ended", refused))
                .orElseThrow();

        assertThat(failure.message()).isEqualTo("the eUICC ended");
        assertThat(failure.statusWord()).containsExactly(new Finding("sw 6A88", "6A88"));
        assertThat(failure.es10Result()).isEmpty();
        assertThat(failure.transport()).isEmpty();
    }

    @Test
    void explainsEveryFaceForPrograms() {
        var refused = Es10Refused.with(RemoveNotificationFromList.Result.NOTHING_TO_DELETE);
        var explained = ExplainedFailure.of(StepFailure.of(refused).orElseThrow(), Language.JA);

        assertThat(explained.es10Result()).singleElement().satisfies(it -> {
            assertThat(it.code()).isEqualTo("es10 RemoveNotificationFromList/1");
            assertThat(it.fault()).isEqualTo("LPA");
            assertThat(it.meaning()).contains("通知");
        });
        assertThat(explained.statusWord()).isEmpty();
        assertThat(explained.transport()).isEmpty();
    }

    @Test
    void showsResultAndStatusCode() {
        assertThat(StepFailure.of(Es10Refused.with(EnableProfile.Result.CAT_BUSY))
                        .orElseThrow()
                        .es10Result())
                .containsExactly(new Finding("es10 EnableProfile/5", "EnableProfile catBusy(5)"));
        assertThat(StepFailure.of(StatusCode.MATCHING_ID_REFUSED.because("x"))
                        .orElseThrow()
                        .statusCode())
                .containsExactly(new Finding("code 8.2.6/3.8", "8.2.6/3.8 MatchingID refused"));
    }

    @Test
    void showsEveryPeStatusBesideTheReason() {
        var sima = Bytes.hex("3012" + "A00E" + "3006800106810107" + "300480026A84" + "8100");
        var failure = StepFailure.of(new ProfileInstallationResult.Failure(
                BppCommandId.LOAD_PROFILE_ELEMENTS, ErrorReason.PE_PROCESSING_ERROR, Optional.of(sima)));

        assertThat(failure.installReason())
                .extracting(Finding::name)
                .containsExactly(
                        "installFailedDueToPEProcessingError(12)", "PEStatus 6, Profile Element 7", "PEStatus 6A84");
        assertThat(failure.installReason())
                .allSatisfy(finding -> assertThat(finding.explanation()).isPresent());
    }

    @Test
    void showsTheReasonAloneWhereSimaResponseIsNone() {
        for (var sima : List.of("", "04", "0401FF")) {
            var failure = StepFailure.of(new ProfileInstallationResult.Failure(
                    BppCommandId.LOAD_PROFILE_ELEMENTS, ErrorReason.INTERRUPTION, Optional.of(Bytes.hex(sima))));
            assertThat(failure.installReason()).hasSize(1);
        }
    }

    @Test
    void isNoneWhereNothingFailed() {
        assertThat(StepFailure.of(new IllegalArgumentException("usage"))).isEmpty();
        assertThat(StepFailure.of(new DownloadStopped(CancelSessionReason.POSTPONED, "later")))
                .isEmpty();
    }
}
