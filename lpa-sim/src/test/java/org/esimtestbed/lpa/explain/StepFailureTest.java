package org.esimtestbed.lpa.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.FakeCard;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.rsp.data.BppCommandId;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es10.LoadCrl;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /// An error in the place of a list is a result of ES10, and no message that is malformed.
    @ParameterizedTest
    @CsvSource({"BF2D,GetProfilesInfo", "BF28,ListNotification", "BF2B,RetrieveNotificationsList"})
    void showsTheErrorInThePlaceOfAList(String tag, String function) {
        var card = new FakeCard();
        int number = Integer.parseInt(tag, 16);
        card.on(number, _ -> Tlv.of(number, Tlv.number(0x81, 127)));
        var clock = InstantSource.system();
        try (var isdr = Isdr.open(new Terminal(card, Tracer.NONE, clock, "LPA"), Tracer.NONE, clock)) {
            Runnable call = () -> {
                switch (function) {
                    case "GetProfilesInfo" -> isdr.call(new GetProfilesInfo());
                    case "ListNotification" -> isdr.call(new ListNotification(Optional.empty()));
                    default -> isdr.call(new RetrieveNotificationsList(Optional.empty()));
                }
            };
            assertThatThrownBy(call::run)
                    .satisfies(thrown -> assertThat(
                                    StepFailure.of(thrown).orElseThrow().es10Result())
                            .extracting(Finding::code)
                            .containsExactly("es10 " + function + "/127"));
        }
    }

    @Test
    void showsResultsOfCancelSessionAndLoadCrl() {
        assertThat(List.of(
                        Es10Refused.with(new CancelSessionResponse.Refused(5)),
                        Es10Refused.with(LoadCrl.Code.UNDEFINED_ERROR)))
                .extracting(it -> StepFailure.of(it).orElseThrow().es10Result().getFirst())
                .extracting(Finding::code, it -> it.explanation().isPresent())
                .containsExactly(tuple("es10 CancelSession/5", true), tuple("es10 LoadCRL/127", true));
    }
}
