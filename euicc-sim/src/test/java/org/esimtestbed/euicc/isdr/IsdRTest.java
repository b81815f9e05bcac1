package org.esimtestbed.euicc.isdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.Pki;
import org.esimtestbed.euicc.TestLpa;
import org.esimtestbed.euicc.TestServer;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.es10.GetEuiccInfo2;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.SetDefaultDpAddress;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsdRTest {
    private static final Pki PKI = Pki.create(Curve.NIST_P256);
    private static final EuiccSettings SETTINGS =
            EuiccSettings.standard().withAddresses("default.example.com", "ds.example.com");
    private final TestLpa lpa = TestLpa.with(PKI, SETTINGS, CardStore.inMemory());
    private final TestServer server = new TestServer(PKI, lpa);

    @Nested
    @DisplayName("SGP.22 §5.7.1 and §5.7.2")
    class Selection {
        @Test
        void theIsdRSaysWhichVersionItSupports() {
            assertThat(lpa.apdu("00A4040010A0000005591010FFFFFFFF890000010000"))
                    .isEqualTo(
                            "6F1B" + "8410A0000005591010FFFFFFFF8900000100" + "A500" + "E005" + "8203020202" + "9000");
        }

        @Test
        void theEcasdIsThereAndDoesNothing() {
            assertThat(lpa.apdu("00A4040010A0000005591010FFFFFFFF890000020000"))
                    .startsWith("6F")
                    .endsWith("9000");
            assertThat(lpa.apdu("80E2910003BF2E00")).isEqualTo("6D00");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 7, 128, 254, 255})
        void blocksMayHaveAnySize(int size) {
            var info = new TestLpa(lpa.card(), size).call(new GetEuiccInfo1()).value();
            assertThat(info.svn()).isEqualTo(Version.of("2.2.2"));
            assertThat(info.ciKeysSigning()).containsExactly(PKI.ciKey());
            assertThat(info.ciKeysVerification()).containsExactly(PKI.ciKey());
        }

        @ParameterizedTest
        @CsvSource({
            "81E2910003BF2E00, 6115", // as it should be: an answer of 21 octets waits
            "81E2910103BF2E00, 6A86", // a block that follows none
            "81E2120003BF2E00, 6A86",
            "81E29100, 6700",
            "01E2910003BF2E00, 6E00",
            "81CA000000, 6D00",
            "81E2910003BF2F00, 6A88",
            "81E2910003BF2E01, 6A80",
            "81E2910004BF2E0000, 6A80",
            "81E2910001BF, 6A80"
        })
        void isStrict(String apdu, String answer) {
            assertThat(lpa.apdu(apdu)).isEqualTo(answer);
        }

        @Test
        void theFurtherClassCodingServesAsWell() {
            assertThat(lpa.apdu("0070000700")).isEqualTo("9000");
            assertThat(lpa.apdu("43A404000CA0000005591010FFFFFFFF89")).matches("61..");
            assertThat(lpa.apdu("C3E2910003BF2E0000")).startsWith("BF2E1280").endsWith("9000");
        }
    }

    @Nested
    class Information {
        @Test
        void theEidTheAddressesAndTheRules() {
            assertThat(lpa.call(new GetEid())).isEqualTo(Pki.EID);
            assertThat(lpa.call(new GetEuiccConfiguredAddresses()))
                    .isEqualTo(new GetEuiccConfiguredAddresses.Addresses(
                            Optional.of("default.example.com"), "ds.example.com"));
            assertThat(lpa.call(new GetRat())).isEqualTo(SETTINGS.rules());
            assertThat(lpa.call(new GetProfilesInfo())).isEmpty();
            assertThat(lpa.call(new ListNotification(Optional.empty()))).isEmpty();
            assertThat(lpa.call(new RemoveNotificationFromList(3)))
                    .isEqualTo(RemoveNotificationFromList.Result.NOTHING_TO_DELETE);
        }

        @Test
        void theDefaultAddressCanBeChangedAndRemoved() {
            lpa.call(new SetDefaultDpAddress("new.example.com"));
            lpa.start();
            assertThat(lpa.call(new GetEuiccConfiguredAddresses()).defaultDpAddress())
                    .contains("new.example.com");
            lpa.call(new SetDefaultDpAddress(""));
            assertThat(lpa.call(new GetEuiccConfiguredAddresses()).defaultDpAddress())
                    .isEmpty();
        }

        @Test
        void freeMemoryIsTold() {
            var info = lpa.call(new GetEuiccInfo2()).value();
            assertThat(info.extCardResource().freeNonVolatile()).isEqualTo(SETTINGS.memory());
            assertThat(info.extCardResource().installedApplications()).isZero();
        }

        @Test
        void challengesDiffer() {
            assertThat(lpa.call(new GetEuiccChallenge())).isNotEqualTo(lpa.call(new GetEuiccChallenge()));
        }
    }

    @Nested
    @DisplayName("SGP.22 §5.7.13 AuthenticateServer")
    class ServerAuthentication {
        @ParameterizedTest
        @EnumSource(Curve.class)
        void bothProveWhoTheyAre(Curve curve) {
            var pki = Pki.create(curve);
            var own = TestLpa.with(pki, SETTINGS, CardStore.inMemory());
            var answer = (AuthenticateServerResponse.Ok) new TestServer(pki, own).authenticate();
            var signed1 = answer.euiccSigned1().value();
            assertThat(signed1.serverAddress()).isEqualTo(TestServer.ADDRESS);
            assertThat(signed1.serverChallenge()).isEqualTo(Bytes.repeat(0x5A, 16));
            assertThat(signed1.ctxParams1().matchingId()).contains("MATCHING-ID");
            assertThat(answer.euicc().subjectSerialNumber()).contains(Pki.EID.digits());
            assertThat(Pki.CRYPTO.verify(
                            answer.euicc().publicKey(), answer.euiccSigned1().bytes(), answer.signature1()))
                    .isTrue();
        }

        @Test
        void withoutAChallengeThereIsNoSession() {
            assertThat(code(server.authenticate(Bytes.repeat(1, 16))))
                    .isEqualTo(AuthenticateServerResponse.Code.NO_SESSION_CONTEXT);
        }

        @Test
        void aChallengeServesOnceOnly() {
            var challenge = lpa.call(new GetEuiccChallenge());
            assertThat(server.authenticate(challenge)).isInstanceOf(AuthenticateServerResponse.Ok.class);
            assertThat(code(server.authenticate(challenge)))
                    .isEqualTo(AuthenticateServerResponse.Code.NO_SESSION_CONTEXT);
        }

        @Test
        void aResetEndsTheSession() {
            var challenge = lpa.call(new GetEuiccChallenge());
            lpa.start();
            assertThat(code(server.authenticate(challenge)))
                    .isEqualTo(AuthenticateServerResponse.Code.NO_SESSION_CONTEXT);
        }

        @Test
        void aCertificateOfAForeignCi() {
            server.dpAuth = Pki.create(Curve.NIST_P256).dpAuth();
            assertThat(code(server.authenticate())).isEqualTo(AuthenticateServerResponse.Code.INVALID_CERTIFICATE);
        }

        @Test
        void aCertificateForSomethingElse() {
            server.dpAuth = PKI.dpPb();
            assertThat(code(server.authenticate())).isEqualTo(AuthenticateServerResponse.Code.INVALID_CERTIFICATE);
        }

        @Test
        void aSignatureThatDoesNotVerify() {
            server.bendSignature1 = signature -> signature.with(5, Bytes.of(signature.at(5) ^ 1));
            assertThat(code(server.authenticate())).isEqualTo(AuthenticateServerResponse.Code.INVALID_SIGNATURE);
        }

        @Test
        void anotherChallenge() {
            server.bendSigned1 = it -> new ServerSigned1(
                    it.transactionId(), Bytes.repeat(9, 16), it.serverAddress(), it.serverChallenge());
            assertThat(code(server.authenticate())).isEqualTo(AuthenticateServerResponse.Code.EUICC_CHALLENGE_MISMATCH);
        }

        @Test
        void aCiTheEuiccHasNoCertificateUnder() {
            var foreign = Pki.create(Curve.NIST_P256);
            var answer = new TestServer(
                            new Pki(foreign.ci(), PKI.identity(), PKI.dpAuth(), PKI.dpPb(), PKI.issuer()), lpa)
                    .authenticate();
            assertThat(code(answer)).isEqualTo(AuthenticateServerResponse.Code.CI_PK_UNKNOWN);
        }

        @Test
        void aRequestThatIsNone() {
            lpa.call(new GetEuiccChallenge());
            assertThat(lpa.send(Bytes.hex("BF3802" + "3000")).status()).isEqualTo("6A80");
        }

        private static AuthenticateServerResponse.Code code(AuthenticateServerResponse answer) {
            return ((AuthenticateServerResponse.Refused) answer).code();
        }
    }

    @Nested
    @DisplayName("SGP.22 §5.7.5 PrepareDownload")
    class Preparation {
        private PrepareDownloadResponse prepare() {
            return server.prepare(((AuthenticateServerResponse.Ok) server.authenticate()).signature1());
        }

        @Test
        void theOneTimeKeyIsSignedTogetherWithTheServersSignature() {
            var euiccCertificate = ((AuthenticateServerResponse.Ok) server.authenticate()).euicc();
            var seen = new Bytes[1];
            server.bendSignature2 = signature -> seen[0] = signature;
            var answer = server.prepared();
            assertThat(answer.euiccSigned2().value().euiccOtpk().size()).isEqualTo(65);
            assertThat(answer.euiccSigned2().value().hashCc()).isEmpty();
            assertThat(Pki.CRYPTO.verify(
                            euiccCertificate.publicKey(),
                            EuiccSigned2.covered(answer.euiccSigned2().tlv(), seen[0]),
                            answer.signature2()))
                    .isTrue();
        }

        @Test
        void theHashedConfirmationCodeComesBackWhereItIsRequired() {
            server.ccRequired = true;
            server.hashCc = Optional.of(Bytes.repeat(0xCC, 32));
            assertThat(server.prepared().euiccSigned2().value().hashCc()).isEqualTo(server.hashCc);
        }

        @Test
        void anUnusedKeyIsUsedAgainForTheServerItWasMadeFor() {
            var first = server.prepared().euiccSigned2().value().euiccOtpk();
            lpa.start(); // the power was cut
            server.bppEuiccOtpk = Optional.of(first);
            assertThat(server.prepared().euiccSigned2().value().euiccOtpk()).isEqualTo(first);
            server.bppEuiccOtpk = Optional.of(first.with(9, Bytes.of(1, 2, 3)));
            assertThat(server.prepared().euiccSigned2().value().euiccOtpk()).isNotEqualTo(first);
        }

        @Test
        void aKeyMadeForAnotherServerIsNotUsedAgain() {
            server.bppEuiccOtpk =
                    Optional.of(server.prepared().euiccSigned2().value().euiccOtpk());
            var other = Pki.names(new Oid("2.999.11"));
            server.dpAuth = PKI.issuer().issueServer(CertificateRole.DP_AUTH, other);
            server.dpPb = PKI.issuer().issueServer(CertificateRole.DP_PB, other);
            assertThat(Optional.of(server.prepared().euiccSigned2().value().euiccOtpk()))
                    .isNotEqualTo(server.bppEuiccOtpk);
        }

        @Test
        void withoutAnAuthenticatedServer() {
            lpa.call(new GetEuiccChallenge());
            assertThat(code(server.prepare(Bytes.repeat(0, 64))))
                    .isEqualTo(PrepareDownloadResponse.Code.NO_SESSION_CONTEXT);
        }

        @Test
        void aCertificateOfAnotherServer() {
            server.dpPb = PKI.issuer().issueServer(CertificateRole.DP_PB, Pki.names(new Oid("2.999.11")));
            assertThat(code(prepare())).isEqualTo(PrepareDownloadResponse.Code.INVALID_CERTIFICATE);
        }

        @Test
        void aCertificateForSomethingElse() {
            server.dpPb = PKI.dpAuth();
            assertThat(code(prepare())).isEqualTo(PrepareDownloadResponse.Code.INVALID_CERTIFICATE);
        }

        @Test
        void aSignatureThatDoesNotVerify() {
            server.bendSignature2 = signature -> signature.with(5, Bytes.of(signature.at(5) ^ 1));
            assertThat(code(prepare())).isEqualTo(PrepareDownloadResponse.Code.INVALID_SIGNATURE);
        }

        @Test
        void anotherTransaction() {
            var authenticated = (AuthenticateServerResponse.Ok) server.authenticate();
            server.transactionId = TransactionId.of("BB");
            assertThat(code(server.prepare(authenticated.signature1())))
                    .isEqualTo(PrepareDownloadResponse.Code.INVALID_TRANSACTION_ID);
        }

        private static PrepareDownloadResponse.Code code(PrepareDownloadResponse answer) {
            return ((PrepareDownloadResponse.Refused) answer).code();
        }
    }

    @Nested
    @DisplayName("SGP.22 §5.7.14 CancelSession")
    class Cancellation {
        private CancelSessionResponse cancel(TransactionId id) {
            return lpa.call(new CancelSession(id, CancelSessionReason.POSTPONED));
        }

        @Test
        void isSignedAndEndsTheSession() {
            var euicc = ((AuthenticateServerResponse.Ok) server.authenticate()).euicc();
            var answer = (CancelSessionResponse.Ok) cancel(server.transactionId);
            assertThat(answer.cancelSessionSigned().value().smdpOid()).isEqualTo(Pki.SMDP_OID);
            assertThat(answer.cancelSessionSigned().value().reason()).isEqualTo(CancelSessionReason.POSTPONED);
            assertThat(Pki.CRYPTO.verify(
                            euicc.publicKey(), answer.cancelSessionSigned().bytes(), answer.signature()))
                    .isTrue();
            assertThat(cancel(server.transactionId))
                    .isEqualTo(new CancelSessionResponse.Refused(CancelSessionResponse.INVALID_TRANSACTION_ID));
        }

        @Test
        void anotherTransactionIsRefused() {
            server.authenticate();
            assertThat(cancel(TransactionId.of("BB")))
                    .isEqualTo(new CancelSessionResponse.Refused(CancelSessionResponse.INVALID_TRANSACTION_ID));
        }

        @Test
        void aPreparedDownloadCanBeCancelledAfterAPowerCutAndThenNotBeLoaded() {
            var otpk = server.prepared().euiccSigned2().value().euiccOtpk();
            lpa.start();
            assertThat(cancel(server.transactionId)).isInstanceOf(CancelSessionResponse.Ok.class);
            var bpp = server.bind(otpk, Bytes.of(1), TestServer.metadata(new Iccid("8900012345678901234")));
            assertThat(lpa.send(bpp.segments().getFirst()).status()).isEqualTo("6985");
        }
    }

    @Test
    void anIdentityMustNameItsCertificates() {
        assertThatThrownBy(() -> new EuiccIdentity(Pki.EID, List.of())).hasMessageContaining("needs a key");
        var other = Eid.withCheckDigits("890490320010012345678901234501");
        assertThatThrownBy(() -> new EuiccIdentity(other, PKI.identity().credentials()))
                .hasMessageContaining(Pki.EID.digits());
    }

    @Test
    void unknownTrailingMembersAreTolerated() {
        var request = Tlv.of(0xBF3E, Tlv.of(0x5C, Bytes.of(0x5A)), Tlv.of(0x9F20, Bytes.of(1)));
        assertThat(lpa.send(request.raw()).data())
                .isEqualTo(GetEid.encode(Pki.EID).raw());
    }
}
