package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.lpa.download.DownloadScene.ID;
import static org.esimtestbed.lpa.download.DownloadScene.saying;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.lpa.server.UnusableAnswer;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Oid;
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

/// A download from a server that bends one message at a time: what LPA and eUICC make of it, and how the session
/// ends.
class ProfileDownloadTest {
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

    private void stopsWithoutASession(String because) {
        assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                .isInstanceOf(DownloadStopped.class)
                .hasMessageContaining(because);
        assertThat(scene.card.cancelled()).isEmpty();
        assertThat(scene.server.asked()).containsExactly("initiateAuthentication");
        leavesNothing();
    }

    private void stopsAndCancels(EndUser endUser, CancelSessionReason reason, String because) {
        assertThatThrownBy(() -> scene.download(endUser))
                .isInstanceOfSatisfying(
                        DownloadStopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(reason))
                .hasMessageContaining(because);
        hasCancelled(reason);
        leavesNothing();
    }

    private void hasCancelled(CancelSessionReason reason) {
        assertThat(scene.card.cancelled()).containsExactly(new CancelSession(ID, reason));
        assertThat(scene.server.asked()).endsWith("cancelSession");
    }

    private void leavesNothing() {
        assertThat(scene.kept.find()).isEmpty();
    }

    private void installs() {
        assertThat(scene.download(EndUser.agreeing())).isEqualTo(scene.result);
        assertThat(scene.server.asked())
                .containsExactly("initiateAuthentication", "authenticateClient", "getBoundProfilePackage");
        assertThat(scene.card.card.segments)
                .isEqualTo(SamplePackage.bound(ID, 2, scene.offered).segments());
        leavesNothing();
    }

    @Test
    void givesTheResultTheCardGave() {
        installs();
    }

    @Nested
    class InitiateAuthentication { // SGP.22 §5.6.1
        @Test
        void refusesAnotherServerAddress() {
            scene.signed1 = it -> new ServerSigned1(
                    it.transactionId(), it.euiccChallenge(), "evil.example.com", it.serverChallenge());
            stopsWithoutASession("address");
            assertThat(scene.card.card.requests(AuthenticateServerResponse.TAG)).isEmpty();
        }

        @Test
        void takesTheServerAddressInAnyCase() {
            scene.signed1 = it -> new ServerSigned1(
                    it.transactionId(),
                    it.euiccChallenge(),
                    it.serverAddress().toUpperCase(Locale.ROOT),
                    it.serverChallenge());
            installs();
        }

        @Test
        void refusesAnotherChallenge() {
            scene.signed1 = it -> new ServerSigned1(
                    it.transactionId(), Bytes.repeat(0, 16), it.serverAddress(), it.serverChallenge());
            stopsWithoutASession("challenge");
            assertThat(scene.card.card.requests(AuthenticateServerResponse.TAG)).isEmpty();
        }

        @Test
        void refusesATransactionIdThatIsNotTheSignedOne() {
            scene.initiated = OTHER;
            stopsWithoutASession("TransactionID");
            assertThat(scene.card.card.requests(AuthenticateServerResponse.TAG)).isEmpty();
        }

        @Test
        void refusesAServerWithAnotherOidThanTheActivationCodeNames() {
            var code = new ActivationCode(scene.server.address(), "X", Optional.of(new Oid("2.999.99")), false);

            assertThatThrownBy(() -> scene.download(EndUser.agreeing(), WayIn.by(code)))
                    .isInstanceOf(DownloadStopped.class)
                    .hasMessageContaining("OID");
            assertThat(scene.card.card.requests(AuthenticateServerResponse.TAG)).isEmpty();
        }

        @Test
        void takesAServerWithTheOidTheActivationCodeNames() {
            var code = new ActivationCode(scene.server.address(), "X", Optional.of(TestPki.SMDP_OID), false);
            assertThat(scene.download(EndUser.agreeing(), WayIn.by(code))).isEqualTo(scene.result);
        }

        @ParameterizedTest
        @CsvSource({"dpauth-expired", "dpauth-foreign-ci", "dppb-other-oid"})
        void leavesItToTheEuiccToRefuseACertificate(String spoilt) {
            scene.dpAuth = pki.spoiltServers().get(spoilt);
            stopsWithoutASession("INVALID_CERTIFICATE(1)");
        }

        @Test
        void leavesItToTheEuiccToRefuseASignature() {
            var other = pki.folder().read(TestPki.DP_PB_NAME);
            scene.dpAuth = new org.esimtestbed.rsp.certificate.Credential(scene.dpAuth.certificate(), other.keyPair());
            stopsWithoutASession("INVALID_SIGNATURE(2)");
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "absent",
                value = {"absent", "''", "TOKEN-1"})
        void tellsTheMatchingIdAsTheWayInHasIt(String matchingId) {
            scene.download(
                    EndUser.agreeing(),
                    new WayIn(scene.server.address(), Optional.ofNullable(matchingId), Optional.empty()));

            var asked = AuthenticateServer.of(
                    scene.card.card.requests(AuthenticateServerResponse.TAG).getFirst());
            assertThat(asked.ctxParams1().value().matchingId()).isEqualTo(Optional.ofNullable(matchingId));
        }
    }

    @Nested
    class AuthenticateClient { // SGP.22 §5.6.3
        @Test
        void cancelsWhenTheServerAnswersForAnotherTransaction() {
            scene.authenticated = OTHER;
            stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "TransactionID");
        }

        @Test
        void cancelsWhenTheServerSignsAnotherTransaction() {
            scene.signed2 = OTHER;
            stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "smdpSigned2");
        }

        @Test
        void cancelsWhenTheSecondSignatureCoversSomethingElse() {
            scene.coveredBySignature2 = it -> it.first(it.size() - 67); // without euiccSignature1
            stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "INVALID_SIGNATURE(2)");
        }

        @ParameterizedTest
        @CsvSource({"dppb-other-oid", "dppb-expired", "dpauth-foreign-ci"})
        void cancelsWhenThePackageIsToBeBoundUnderAnotherCertificate(String spoilt) {
            scene.dpPb = pki.spoiltServers().get(spoilt);
            stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "INVALID_CERTIFICATE(1)");
        }

        @Test
        void passesOnTheServersRefusalAndCancelsNothing() {
            scene.server.on("authenticateClient", DownloadScene.refusal("8.2.6", "3.8", "no"));

            assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                    .isInstanceOfSatisfying(
                            FunctionRefused.class,
                            refused -> assertThat(refused.statusCode().code()).isEqualTo("8.2.6/3.8"));
            assertThat(scene.server.asked()).doesNotContain("cancelSession");
            leavesNothing();
        }

        @ParameterizedTest
        @CsvSource({"200,nonsense", "200,{}", "302,''", "404,''"})
        void cancelsWhenAnAnswerIsNone(int status, String body) {
            scene.server.on("authenticateClient", Answer.of(status, body));

            assertThatThrownBy(() -> scene.download(EndUser.agreeing())).isInstanceOf(UnusableAnswer.class);
            hasCancelled(CancelSessionReason.UNDEFINED_REASON);
            leavesNothing();
        }
    }

    @Nested
    class TheEndUser { // SGP.22 §3.1.3.1
        @ParameterizedTest
        @CsvSource({"NO,END_USER_REJECTION", "LATER,POSTPONED", "SILENCE,TIMEOUT"})
        void endsItWithTheReasonThatFits(EndUser.Answer answer, CancelSessionReason reason) {
            stopsAndCancels(saying(answer), reason, "End User");
            assertThat(scene.card.card.requests(PrepareDownloadResponse.TAG)).isEmpty();
        }

        @Test
        void hasRejectedTheProfileWhoGivesNoConfirmationCode() {
            scene.ccRequired = true;
            stopsAndCancels(saying(EndUser.Answer.YES), CancelSessionReason.END_USER_REJECTION, "Confirmation Code");
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
            leavesNothing();
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
            stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "TransactionID");
            assertThat(scene.card.card.segments).isEmpty();
        }

        @Test
        void cancelsWhenThePackageIsBoundToAnotherTransaction() {
            scene.bound = OTHER;
            stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "bound");
            assertThat(scene.card.card.segments).isEmpty();
        }

        @Test
        void cancelsWhenThePackageHoldsAnotherProfileThanTheEndUserAgreedTo() {
            scene.packed = Optional.of(SamplePackage.metadata("Another"));
            stopsAndCancels(EndUser.agreeing(), CancelSessionReason.METADATA_MISMATCH, "metadata");
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

            stopsAndCancels(EndUser.agreeing(), CancelSessionReason.LOAD_BPP_EXECUTION_ERROR, "6985");

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

            stopsAndCancels(
                    EndUser.agreeing(), CancelSessionReason.LOAD_BPP_EXECUTION_ERROR, "the eUICC ended the download");
        }

        @Test
        void cancelsWhenTheCardGivesTheResultOfAnotherSession() {
            scene.card.answersLast(SamplePackage.failed(OTHER, ErrorReason.UNKNOWN_ERROR), 1);

            stopsAndCancels(
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
            leavesNothing();
        }

        @Test
        void reportsWhyItStoppedAlthoughTheCardIsGoneMeanwhile() {
            scene.card.card.loads(_ -> Bytes.hex("6985"));
            scene.card.card.breaks(CancelSession.TAG);

            assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                    .isInstanceOf(DownloadStopped.class)
                    .hasMessageContaining("6985");
            leavesNothing();
        }

        @Test
        void reportsWhyItStoppedAlthoughTheServerDoesNotListen() {
            scene.card.card.loads(_ -> Bytes.hex("6985"));
            scene.server.on("cancelSession", Answer.of(500, ""));

            assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                    .isInstanceOf(DownloadStopped.class)
                    .hasMessageContaining("6985");
            leavesNothing();
        }
    }

    @Nested
    class OtherJson { // SGP.22 §6.5.2
        @Test
        void ignoresMembersItDoesNotKnow() {
            scene.json = it -> it.replaceFirst("\\{", "{\"ofALaterVersion\":{\"a\":[1]},");
            installs();
        }

        @Test
        void takesATransactionIdInLowerCase() {
            scene.json = it -> it.replace(ID.toString(), ID.toString().toLowerCase(Locale.ROOT));
            installs();
        }

        @Test
        void takesBase64WithoutPadding() {
            var padding = Pattern.compile("=+\"");
            var seen = new ArrayList<Boolean>();
            scene.json = it -> {
                seen.add(padding.matcher(it).find());
                return padding.matcher(it).replaceAll("\"");
            };
            installs();
            assertThat(seen).contains(true);
        }
    }
}
