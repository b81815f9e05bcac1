package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeCard;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.lpa.TestPkiOnDisk;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.CardResource;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.EuiccCancelSessionSigned;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.EuiccSigned1;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A download with a server that bends one message, and a card that believes everything.
class ProfileDownloadTest {
    private static final Bytes CHALLENGE = Bytes.repeat(0x33, 16);
    private static final TransactionId ID = TransactionId.of("A1A2A3A4");
    private static final TransactionId OTHER = TransactionId.of("B1B2B3B4");
    private static final Version V2 = new Version(2, 2, 2);
    private static final Bytes SIGNATURE = Bytes.repeat(9, 64);

    @TempDir
    static Path folder;

    private static TestPki pki;
    private static Certificate eum;
    private static Es9Plus es9;

    private final FakeCard card = new FakeCard();
    private FakeServer server;

    // what a test may bend
    private UnaryOperator<ServerSigned1> bendSigned1 = it -> it;
    private TransactionId initiated = ID;
    private TransactionId authenticated = ID;
    private TransactionId signed2 = ID;
    private TransactionId delivered = ID;
    private TransactionId bound = ID;
    private boolean ccRequired;
    private ProfileMetadata offered = SamplePackage.metadata("Profile");
    private ProfileMetadata packed = SamplePackage.metadata("Profile");

    @BeforeAll
    static void makePki() {
        pki = TestPkiOnDisk.make(folder);
        eum = pki.folder().readCertificate(PkiFolder.EUM);
        var clock = InstantSource.system();
        es9 = new Es9Plus(TestPkiOnDisk.trust(pki, clock), Tracer.NONE, clock);
    }

    @AfterAll
    static void stop() {
        es9.close();
    }

    @BeforeEach
    void start() {
        server = new FakeServer(pki.folder().read(TestPki.DP_TLS_NAME));
        server.computing("initiateAuthentication", () -> initiateAuthentication());
        server.computing("authenticateClient", () -> authenticateClient());
        server.computing(
                "getBoundProfilePackage",
                () -> Answer.success(member("transactionId", delivered.toString()) + ","
                        + member(
                                "boundProfilePackage",
                                SamplePackage.bound(bound, 2, packed).tlv())));
        server.on("cancelSession", Answer.success(""));

        var keys = List.of(eum.authorityKeyIdentifier().orElseThrow());
        card.on(GetEuiccChallenge.TAG, _ -> GetEuiccChallenge.encode(CHALLENGE));
        card.on(GetEuiccInfo1.TAG, _ -> new EuiccInfo1(V2, keys, keys).encode());
        card.on(AuthenticateServerResponse.TAG, this::authenticateServer);
        card.on(PrepareDownloadResponse.TAG, _ -> {
            var signed = new EuiccSigned2(ID, Bytes.repeat(4, 65), Optional.empty()).encode();
            return new PrepareDownloadResponse.Ok(Signed.read(signed, EuiccSigned2::of), SIGNATURE).encode();
        });
        card.on(CancelSession.TAG, request -> {
            var reason = CancelSession.of(request).reason();
            var signed = new EuiccCancelSessionSigned(ID, TestPki.SMDP_OID, reason).encode();
            return new CancelSessionResponse.Ok(Signed.read(signed, EuiccCancelSessionSigned::of), SIGNATURE).encode();
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    private static String member(String name, Tlv value) {
        return member(name, value.raw().base64());
    }

    private Answer initiateAuthentication() {
        var signed1 = bendSigned1.apply(new ServerSigned1(ID, CHALLENGE, server.address(), Bytes.repeat(0x44, 16)));
        return Answer.success(String.join(
                ",",
                member("transactionId", initiated.toString()),
                member("serverSigned1", signed1.encode()),
                member("serverSignature1", Tlv.of(Tags.SIGNATURE, SIGNATURE)),
                member(
                        "euiccCiPKIdToBeUsed",
                        Tlv.of(0x04, eum.authorityKeyIdentifier().orElseThrow())),
                member(
                        "serverCertificate",
                        pki.folder().readCertificate(TestPki.DP_AUTH_NAME).tlv())));
    }

    private Answer authenticateClient() {
        return Answer.success(String.join(
                ",",
                member("transactionId", authenticated.toString()),
                member("profileMetadata", offered.encode()),
                member("smdpSigned2", new SmdpSigned2(signed2, ccRequired, Optional.empty()).encode()),
                member("smdpSignature2", Tlv.of(Tags.SIGNATURE, SIGNATURE)),
                member(
                        "smdpCertificate",
                        pki.folder().readCertificate(TestPki.DP_PB_NAME).tlv())));
    }

    private Tlv authenticateServer(Tlv request) {
        var info2 = new EuiccInfo2(
                        V2,
                        V2,
                        V2,
                        new CardResource(0, 1, 1),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Set.of(),
                        V2,
                        "")
                .encode();
        var context = request.child(0xA0); // ctxParams1 comes last, with the tag of its alternative
        var signed1 = EuiccSigned1.encode(ID, server.address(), Bytes.repeat(0x44, 16), info2, context);
        return new AuthenticateServerResponse.Ok(Signed.read(signed1, EuiccSigned1::of), SIGNATURE, eum, eum).encode();
    }

    private ProfileInstallationResult download(EndUser endUser) {
        return download(endUser, new ActivationCode(server.address(), "MATCHING-ID"));
    }

    private ProfileInstallationResult download(EndUser endUser, ActivationCode code) {
        var clock = InstantSource.system();
        try (var isdr = Isdr.open(new Terminal(card, Tracer.NONE, clock, "LPA"), Tracer.NONE, clock)) {
            return new ProfileDownload(isdr, es9, endUser, code.smdpAddress()).run(code);
        }
    }

    private static EndUser saying(boolean yes, Optional<String> code) {
        return new EndUser() {
            @Override
            public boolean consents(ProfileMetadata profile) {
                return yes;
            }

            @Override
            public Optional<String> confirmationCode() {
                return code;
            }
        };
    }

    private void stopsWithoutASession(String because) {
        assertThatThrownBy(() -> download(EndUser.agreeing()))
                .isInstanceOf(DownloadStopped.class)
                .hasMessageContaining(because);
        assertThat(card.requests(AuthenticateServerResponse.TAG)).isEmpty();
        assertThat(card.requests(CancelSession.TAG)).isEmpty();
        assertThat(server.asked()).containsExactly("initiateAuthentication");
    }

    private void stopsAndCancels(EndUser endUser, CancelSessionReason reason, String because) {
        assertThatThrownBy(() -> download(endUser))
                .isInstanceOfSatisfying(
                        DownloadStopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(reason))
                .hasMessageContaining(because);
        assertThat(card.requests(CancelSession.TAG)).hasSize(1);
        assertThat(CancelSession.of(card.requests(CancelSession.TAG).getFirst()))
                .isEqualTo(new CancelSession(ID, reason));
        assertThat(server.asked()).endsWith("cancelSession");
    }

    @Test
    void refusesAnotherServerAddress() {
        bendSigned1 = it -> new ServerSigned1(it.transactionId(), CHALLENGE, "evil.example.com", it.serverChallenge());
        stopsWithoutASession("address");
    }

    @Test
    void takesTheServerAddressInAnyCase() {
        bendSigned1 = it -> new ServerSigned1(
                it.transactionId(),
                CHALLENGE,
                it.serverAddress().toUpperCase(java.util.Locale.ROOT),
                it.serverChallenge());
        card.loads(_ ->
                SamplePackage.failed(ID, ErrorReason.UNKNOWN_ERROR).tlv().raw().plus(Bytes.hex("9000")));

        assertThat(download(EndUser.agreeing())).isNotNull();
    }

    @Test
    void refusesAnotherChallenge() {
        bendSigned1 = it ->
                new ServerSigned1(it.transactionId(), Bytes.repeat(0, 16), it.serverAddress(), it.serverChallenge());
        stopsWithoutASession("challenge");
    }

    @Test
    void refusesATransactionIdThatIsNotTheSignedOne() {
        initiated = OTHER;
        stopsWithoutASession("TransactionID");
    }

    @Test
    void refusesAServerWithAnotherOidThanTheActivationCodeNames() {
        var code = new ActivationCode(server.address(), "X", Optional.of(new Oid("2.999.99")), false);

        assertThatThrownBy(() -> download(EndUser.agreeing(), code))
                .isInstanceOf(DownloadStopped.class)
                .hasMessageContaining("OID");
        assertThat(card.requests(AuthenticateServerResponse.TAG)).isEmpty();
    }

    @Test
    void cancelsWhenTheServerAnswersForAnotherTransaction() {
        authenticated = OTHER;
        stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "TransactionID");
    }

    @Test
    void cancelsWhenTheServerSignsAnotherTransaction() {
        signed2 = OTHER;
        stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "smdpSigned2");
    }

    @Test
    void cancelsWhenThePackageIsForAnotherTransaction() {
        delivered = OTHER;
        stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "TransactionID");
        assertThat(card.segments).isEmpty();
    }

    @Test
    void cancelsWhenThePackageIsBoundToAnotherTransaction() {
        bound = OTHER;
        stopsAndCancels(EndUser.agreeing(), CancelSessionReason.UNDEFINED_REASON, "bound");
        assertThat(card.segments).isEmpty();
    }

    @Test
    void cancelsWhenThePackageHoldsAnotherProfileThanTheEndUserAgreedTo() {
        packed = SamplePackage.metadata("Another");
        stopsAndCancels(EndUser.agreeing(), CancelSessionReason.METADATA_MISMATCH, "metadata");
        assertThat(card.segments).isEmpty();
    }

    @Test
    void cancelsWhenTheEndUserSaysNo() {
        stopsAndCancels(saying(false, Optional.empty()), CancelSessionReason.END_USER_REJECTION, "End User");
        assertThat(card.requests(PrepareDownloadResponse.TAG)).isEmpty();
    }

    @Test
    void cancelsWhenTheEndUserHasNoConfirmationCode() {
        ccRequired = true;
        stopsAndCancels(saying(true, Optional.empty()), CancelSessionReason.END_USER_REJECTION, "Confirmation Code");
    }

    @Test
    void cancelsWhenTheCardEndsTheLoading() {
        card.loads(_ -> Bytes.hex(card.segments.size() < 4 ? "9000" : "6985"));

        stopsAndCancels(EndUser.agreeing(), CancelSessionReason.LOAD_BPP_EXECUTION_ERROR, "6985");

        assertThat(card.segments).hasSize(4);
        assertThat(card.requests(CancelSession.TAG).getFirst().child(0x81).asInt())
                .isEqualTo(5);
    }

    @Test
    void reportsWhyItStoppedAlthoughTheCancellationFails() {
        card.loads(_ -> Bytes.hex("6985"));
        card.refuses(CancelSession.TAG, "6A88");

        assertThatThrownBy(() -> download(EndUser.agreeing()))
                .isInstanceOf(DownloadStopped.class)
                .hasMessageContaining("6985");
        assertThat(server.asked()).doesNotContain("cancelSession");
    }

    @Test
    void passesOnTheServersRefusal() {
        server.on("authenticateClient", Answer.of(200, """
                        {"header":{"functionExecutionStatus":{"status":"Failed",
                        "statusCodeData":{"subjectCode":"8.2.6","reasonCode":"3.8"}}}}"""));

        assertThatThrownBy(() -> download(EndUser.agreeing()))
                .isInstanceOfSatisfying(
                        FunctionRefused.class,
                        refused -> assertThat(refused.statusCode().code()).isEqualTo("8.2.6/3.8"));
    }

    @Test
    void saysThatTheServerFellSilent() {
        server.on("getBoundProfilePackage", Answer.of(500, ""));

        assertThatThrownBy(() -> download(EndUser.agreeing())).isInstanceOf(ServerUnreachable.class);
        assertThat(card.segments).isEmpty();
    }

    @Test
    void givesTheResultTheCardGave() {
        var result = SamplePackage.failed(ID, ErrorReason.PE_PROCESSING_ERROR);
        var segments = SamplePackage.bound(ID, 2).segments();
        card.loads(_ -> card.segments.size() < segments.size()
                ? Bytes.hex("9000")
                : result.tlv().raw().plus(Bytes.hex("9000")));

        assertThat(download(EndUser.agreeing())).isEqualTo(result);

        assertThat(card.segments).isEqualTo(segments);
        assertThat(server.asked())
                .containsExactly("initiateAuthentication", "authenticateClient", "getBoundProfilePackage");
    }
}
