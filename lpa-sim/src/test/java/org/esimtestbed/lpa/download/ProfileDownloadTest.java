package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.lpa.download.DownloadScene.ID;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.server.UnusableAnswer;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
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

    @Test
    void givesTheResultTheCardGave() {
        scene.installs();
    }

    @Nested
    class InitiateAuthentication { // SGP.22 §5.6.1
        @Test
        void refusesAnotherServerAddress() {
            scene.signed1 = it -> new ServerSigned1(
                    it.transactionId(), it.euiccChallenge(), "evil.example.com", it.serverChallenge());
            scene.stopsWithoutASession("address");
            assertThat(scene.card.card.requests(AuthenticateServerResponse.TAG)).isEmpty();
        }

        @Test
        void takesTheServerAddressInAnyCase() {
            scene.signed1 = it -> new ServerSigned1(
                    it.transactionId(),
                    it.euiccChallenge(),
                    it.serverAddress().toUpperCase(Locale.ROOT),
                    it.serverChallenge());
            scene.installs();
        }

        @Test
        void refusesAnotherChallenge() {
            scene.signed1 = it -> new ServerSigned1(
                    it.transactionId(), Bytes.repeat(0, 16), it.serverAddress(), it.serverChallenge());
            scene.stopsWithoutASession("challenge");
            assertThat(scene.card.card.requests(AuthenticateServerResponse.TAG)).isEmpty();
        }

        @Test
        void refusesATransactionIdThatIsNotTheSignedOne() {
            scene.initiated = OTHER;
            scene.stopsWithoutASession("TransactionID");
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
            scene.stopsWithoutASession("INVALID_CERTIFICATE(1)");
        }

        @Test
        void leavesItToTheEuiccToRefuseASignature() {
            var other = pki.folder().read(TestPki.DP_PB_NAME);
            scene.dpAuth = new org.esimtestbed.rsp.certificate.Credential(scene.dpAuth.certificate(), other.keyPair());
            scene.stopsWithoutASession("INVALID_SIGNATURE(2)");
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
            scene.stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "TransactionID");
        }

        @Test
        void cancelsWhenTheServerSignsAnotherTransaction() {
            scene.signed2 = OTHER;
            scene.stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "smdpSigned2");
        }

        @Test
        void cancelsWhenTheSecondSignatureCoversSomethingElse() {
            scene.coveredBySignature2 = it -> it.first(it.size() - 67); // without euiccSignature1
            scene.stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "INVALID_SIGNATURE(2)");
        }

        @ParameterizedTest
        @CsvSource({"dppb-other-oid", "dppb-expired", "dpauth-foreign-ci"})
        void cancelsWhenThePackageIsToBeBoundUnderAnotherCertificate(String spoilt) {
            scene.dpPb = pki.spoiltServers().get(spoilt);
            scene.stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "INVALID_CERTIFICATE(1)");
        }

        @Test
        void passesOnTheServersRefusalAndCancelsNothing() {
            scene.server.on("authenticateClient", DownloadScene.refusal("8.2.6", "3.8", "no"));

            assertThatThrownBy(() -> scene.download(EndUser.agreeing()))
                    .isInstanceOfSatisfying(
                            FunctionRefused.class,
                            refused -> assertThat(refused.statusCode().code()).isEqualTo("8.2.6/3.8"));
            assertThat(scene.server.asked()).doesNotContain("cancelSession");
            scene.leavesNothing();
        }

        @ParameterizedTest
        @CsvSource({"200,nonsense", "200,{}", "302,''", "404,''"})
        void cancelsWhenAnAnswerIsNone(int status, String body) {
            scene.server.on("authenticateClient", Answer.of(status, body));

            assertThatThrownBy(() -> scene.download(EndUser.agreeing())).isInstanceOf(UnusableAnswer.class);
            scene.hasCancelled(CancelSessionReason.UNDEFINED_REASON);
            scene.leavesNothing();
        }
    }

    @Nested
    class OtherJson { // SGP.22 §6.5.2
        @Test
        void ignoresMembersItDoesNotKnow() {
            scene.json = it -> it.replaceFirst("\\{", "{\"ofALaterVersion\":{\"a\":[1]},");
            scene.installs();
        }

        @Test
        void takesATransactionIdInLowerCase() {
            scene.json = it -> it.replace(ID.toString(), ID.toString().toLowerCase(Locale.ROOT));
            scene.installs();
        }

        @Test
        void takesBase64WithoutPadding() {
            var padding = Pattern.compile("=+\"");
            var seen = new ArrayList<Boolean>();
            scene.json = it -> {
                seen.add(padding.matcher(it).find());
                return padding.matcher(it).replaceAll("\"");
            };
            scene.installs();
            assertThat(seen).contains(true);
        }
    }
}
