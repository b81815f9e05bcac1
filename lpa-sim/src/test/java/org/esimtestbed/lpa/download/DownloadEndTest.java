package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.lpa.download.DownloadScene.ID;
import static org.esimtestbed.lpa.download.DownloadScene.changingTheirMind;
import static org.esimtestbed.lpa.download.DownloadScene.saying;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.lpa.server.UnusableAnswer;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How a download ends, and what eUICC and SM-DP+ are told of it (SGP.22 §3.1.3.1, §5.7.14).
class DownloadEndTest {
    private static final TransactionId OTHER = TransactionId.of("B1B2B3B4");

    @TempDir
    static Path folder;

    private static TestPki pki;
    private DownloadScene scene;

    @BeforeAll
    static void makePki() {
        pki = DownloadScene.pki(folder);
    }

    @BeforeEach
    void start() {
        scene = new DownloadScene(pki);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Nested
    class TheEndUser { // SGP.22 §3.1.3.1
        @ParameterizedTest
        @CsvSource({"NO,END_USER_REJECTION", "LATER,POSTPONED", "SILENCE,TIMEOUT"})
        void endsItWithTheReasonThatFits(EndUser.Answer answer, CancelSessionReason reason) {
            scene.stopsAndCancels(saying(answer), reason, "End User");
            assertThat(scene.card.card.requests(PrepareDownloadResponse.TAG)).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = CancelSessionReason.class,
                names = {"END_USER_REJECTION", "POSTPONED", "TIMEOUT"})
        void mayEndItUntilThePackageGoesToTheEuicc(CancelSessionReason reason) {
            var octets = SamplePackage.bound(DownloadScene.ID, 2).tlv().raw().size();
            scene.stopsAndCancels(changingTheirMind(reason), reason, octets + " octets");
            assertThat(scene.card.card.segments).isEmpty();
        }

        @Test
        void hasRejectedTheProfileWhoGivesNoConfirmationCode() {
            scene.ccRequired = true;
            scene.stopsAndCancels(
                    saying(EndUser.Answer.YES), CancelSessionReason.END_USER_REJECTION, "Confirmation Code");
        }

        @Test
        void mayTypeTheConfirmationCodeOnceMoreAndIsNotAskedForConsentAgain() {
            scene.ccRequired = true;
            var consents = new ArrayList<EndUser.Offer>();
            var refusals = new ArrayList<Optional<String>>();
            var codes = new ArrayList<>(List.of("1357", "1358", "2468"));
            var result = scene.download(new EndUser() {
                @Override
                public Answer consents(Offer offer) {
                    consents.add(offer);
                    return Answer.YES;
                }

                @Override
                public Optional<String> confirmationCode(Optional<String> refused) {
                    refusals.add(refused);
                    return Optional.of(codes.removeFirst());
                }

                @Override
                public boolean reallyWants(String deed) {
                    return false;
                }
            });

            assertThat(result).isEqualTo(scene.result);
            assertThat(consents).hasSize(1);
            assertThat(refusals)
                    .containsExactly(
                            Optional.empty(), Optional.of("2 attempts are left"), Optional.of("2 attempts are left"));
            assertThat(scene.server.asked().stream().filter("initiateAuthentication"::equals))
                    .hasSize(3);
            assertThat(scene.server.asked()).doesNotContain("cancelSession");
        }

        @Test
        void passesOnTheRefusalWhenNoOtherConfirmationCodeIsTyped() {
            scene.ccRequired = true;

            assertThatThrownBy(() -> scene.download(saying(EndUser.Answer.YES, "1357")))
                    .isInstanceOf(FunctionRefused.class)
                    .hasMessageContaining("8.2.7/3.8")
                    .hasMessageNotContaining("1357");
            scene.leavesNothing();
        }

        @Test
        void isNotAskedAgainWhenNoAttemptIsLeft() {
            scene.ccRequired = true;
            scene.server.on("getBoundProfilePackage", DownloadScene.refusal("8.2.7", "6.4", "no"));

            assertThatThrownBy(() -> scene.download(saying(EndUser.Answer.YES, "1357", "2468")))
                    .hasMessageContaining("8.2.7/6.4");
            assertThat(scene.server.asked().stream().filter("getBoundProfilePackage"::equals))
                    .hasSize(1);
        }
    }

    @Nested
    class GetBoundProfilePackage { // SGP.22 §5.6.2
        @Test
        void cancelsWhenThePackageIsForAnotherTransaction() {
            scene.delivered = OTHER;
            scene.stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "TransactionID");
            assertThat(scene.card.card.segments).isEmpty();
        }

        @Test
        void cancelsWhenThePackageIsBoundToAnotherTransaction() {
            scene.bound = OTHER;
            scene.stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "bound");
            assertThat(scene.card.card.segments).isEmpty();
        }

        @Test
        void cancelsWhenThePackageHoldsAnotherProfileThanTheEndUserAgreedTo() {
            scene.packed = Optional.of(SamplePackage.metadata("Another"));
            scene.stopsAndCancels(EndUser.agreeing(), CancelSessionReason.METADATA_MISMATCH, "metadata");
            assertThat(scene.card.card.segments).isEmpty();
        }

        @Test
        void keepsTheWayInWhenTheServerFallsSilent() {
            scene.server.on("getBoundProfilePackage", Answer.of(503, ""));

            assertThatThrownBy(() -> scene.download(EndUser.agreeing())).isInstanceOf(ServerUnreachable.class);
            assertThat(scene.card.card.segments).isEmpty();
            assertThat(scene.kept.find()).contains(new KeptDownload.Begun(scene.way()));
        }
    }

    @Nested
    class LoadBoundProfilePackage { // SGP.22 §5.7.6
        @Test
        void waitsUntilTheBearerIsReleased() {
            scene.card.card.loads(_ -> {
                if (scene.card.card.segments.size() == 1) {
                    assertThat(scene.kept.find().orElseThrow()).isInstanceOf(KeptDownload.Bound.class);
                    assertThatThrownBy(() -> scene.es9.initiateAuthentication(
                                    scene.server.address(),
                                    new org.esimtestbed.rsp.es9plus.InitiateAuthentication.Request(
                                            Bytes.repeat(1, 16), Tlv.of(0xBF20, Bytes.EMPTY), "x")))
                            .isInstanceOf(UnusableAnswer.class);
                }
                return Bytes.hex("6985");
            });
            scene.server.on("cancelSession", Answer.of(500, ""));
            var functions = new ArrayList<Integer>();
            scene.server.computing("initiateAuthentication", () -> {
                functions.add(scene.server.requests.getLast().port());
                return functions.size() == 1 ? scene.initiateAuthentication() : Answer.of(404, "");
            });

            assertThatThrownBy(() -> scene.download(EndUser.agreeing())).isInstanceOf(DownloadStopped.class);

            var ports =
                    scene.server.requests.stream().map(FakeServer.Request::port).toList();
            assertThat(ports.subList(0, 3))
                    .as("one connection while there is a network")
                    .containsOnly(ports.getFirst());
            assertThat(ports.get(3)).as("none of it while the card loads").isNotEqualTo(ports.getFirst());
        }

        @Test
        void cancelsWhenTheCardEndsTheLoading() {
            scene.card.card.loads(_ -> Bytes.hex(scene.card.card.segments.size() < 4 ? "9000" : "6985"));

            scene.stopsAndCancels(EndUser.agreeing(), CancelSessionReason.LOAD_BPP_EXECUTION_ERROR, "6985");

            assertThat(scene.card.card.segments).hasSize(4);
            assertThat(scene.card
                            .card
                            .requests(CancelSession.TAG)
                            .getFirst()
                            .child(0x81)
                            .asInt())
                    .isEqualTo(5);
        }

        @ParameterizedTest
        @CsvSource({"9000", "BF37009000", "30009000", "FF9000"})
        void cancelsWhenTheCardGivesNoResult(String answer) {
            int segments = SamplePackage.bound(ID, 2).segments().size();
            scene.card.card.loads(_ -> Bytes.hex(scene.card.card.segments.size() < segments ? "9000" : answer));

            scene.stopsAndCancels(
                    EndUser.agreeing(), CancelSessionReason.LOAD_BPP_EXECUTION_ERROR, "the eUICC ended the download");
        }

        @Test
        void cancelsWhenTheCardGivesTheResultOfAnotherSession() {
            scene.card.answersLast(SamplePackage.failed(OTHER, ErrorReason.UNKNOWN_ERROR), 1);

            scene.stopsAndCancels(
                    EndUser.agreeing(), CancelSessionReason.LOAD_BPP_EXECUTION_ERROR, "no ProfileInstallationResult");
        }

        @Test
        void reportsWhyItStoppedAlthoughTheCancellationFails() {
            scene.card.card.loads(_ -> Bytes.hex("6985"));
            scene.card.card.refuses(CancelSession.TAG, "6A88");

            assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                    .isInstanceOf(DownloadStopped.class)
                    .hasMessageContaining("6985");
            assertThat(scene.server.asked()).doesNotContain("cancelSession");
            scene.leavesNothing();
        }

        @Test
        void reportsWhyItStoppedAlthoughTheCardIsGoneMeanwhile() {
            scene.card.card.loads(_ -> Bytes.hex("6985"));
            scene.card.card.breaks(CancelSession.TAG);

            assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                    .isInstanceOf(DownloadStopped.class)
                    .hasMessageContaining("6985");
            scene.leavesNothing();
        }

        @Test
        void reportsWhyItStoppedAlthoughTheServerDoesNotListen() {
            scene.card.card.loads(_ -> Bytes.hex("6985"));
            scene.server.on("cancelSession", Answer.of(500, ""));

            assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                    .isInstanceOf(DownloadStopped.class)
                    .hasMessageContaining("6985");
            scene.leavesNothing();
        }
    }
}
