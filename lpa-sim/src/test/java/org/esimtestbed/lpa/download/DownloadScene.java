package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.SamplePackage;
import org.esimtestbed.lpa.TestPkiOnDisk;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.Patience;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;

/// An SM-DP+ whose answers are canned and signed with the keys of a real PKI, each open to be bent by a test, and
/// a card that checks them.
final class DownloadScene implements AutoCloseable {
    static final TransactionId ID = TransactionId.of("A1A2A3AF");
    static final Eid EID = Eid.withCheckDigits(TestPki.EID_PREFIX + "0".repeat(22));

    final TestPki pki;
    final FakeServer server;
    final CheckingCard card;
    final DeviceMemory memory = DeviceMemory.untilPowerOff();
    final KeptDownloads kept = new KeptDownloads(memory);
    final ProfileInstallationResult result = SamplePackage.failed(ID, ErrorReason.PE_PROCESSING_ERROR);
    private final CertificateChain trust;
    final Es9Plus es9;

    // what a test may bend
    UnaryOperator<ServerSigned1> signed1 = it -> it;
    UnaryOperator<Bytes> coveredBySignature2 = it -> it;
    UnaryOperator<String> json = it -> it;
    Credential dpAuth;
    Credential dpPb;
    TransactionId initiated = ID;
    TransactionId authenticated = ID;
    TransactionId signed2 = ID;
    TransactionId delivered = ID;
    TransactionId bound = ID;
    boolean ccRequired;
    ProfileMetadata offered = SamplePackage.metadata("Profile");
    Optional<ProfileMetadata> packed = Optional.empty();

    static TestPki pki(Path folder) {
        return TestPkiOnDisk.make(folder);
    }

    DownloadScene(TestPki pki) {
        this(pki, UnaryOperator.identity(), Patience.STANDARD);
    }

    /// @param hosts somebody between LPA and SM-DP+
    DownloadScene(TestPki pki, UnaryOperator<String> hosts, Patience patience) {
        this.pki = pki;
        var clock = InstantSource.system();
        trust = TestPkiOnDisk.trust(pki, clock);
        dpAuth = pki.folder().read(TestPki.DP_AUTH_NAME);
        dpPb = pki.folder().read(TestPki.DP_PB_NAME);
        server = new FakeServer(pki.folder().read(TestPki.DP_TLS_NAME));
        card = new CheckingCard(pki, trust, EID);
        card.answersLast(result, SamplePackage.bound(ID, 2).segments().size());
        es9 = new Es9Plus(trust, hosts, patience, Tracer.NONE, clock);
        server.computing("initiateAuthentication", this::initiateAuthentication);
        server.computing("authenticateClient", this::authenticateClient);
        server.computing("getBoundProfilePackage", this::getBoundProfilePackage);
        server.on("cancelSession", Answer.success(""));
    }

    private Answer success(String... members) {
        var whole = "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}},"
                + String.join(",", members) + "}";
        return Answer.of(200, json.apply(whole));
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    private static String member(String name, Tlv value) {
        return member(name, value.raw().base64());
    }

    Answer initiateAuthentication() {
        var signed = signed1.apply(
                        new ServerSigned1(ID, CheckingCard.CHALLENGE, server.address(), Bytes.repeat(0x44, 16)))
                .encode();
        return success(
                member("transactionId", initiated.toString()),
                member("serverSigned1", signed),
                member("serverSignature1", signature(dpAuth, signed.raw())),
                member(
                        "euiccCiPKIdToBeUsed",
                        Tlv.of(Tags.OCTET_STRING, ci().subjectKeyIdentifier().orElseThrow())),
                member("serverCertificate", dpAuth.certificate().tlv()));
    }

    private Certificate ci() {
        return pki.folder().readCertificate(PkiFolder.CI);
    }

    private static Tlv signature(Credential credential, Bytes data) {
        return Tlv.of(
                Tags.SIGNATURE, Crypto.standard().sign(credential.keyPair().privateKey(), data));
    }

    private Answer authenticateClient() {
        var client = (AuthenticateServerResponse.Ok)
                AuthenticateServerResponse.of(requestMember("authenticateServerResponse"));
        var signed = new SmdpSigned2(signed2, ccRequired, Optional.empty()).encode();
        var covered = coveredBySignature2.apply(SmdpSigned2.covered(signed, client.signature1()));
        return success(
                member("transactionId", authenticated.toString()),
                member("profileMetadata", offered.encode()),
                member("smdpSigned2", signed),
                member("smdpSignature2", signature(dpPb, covered)),
                member("smdpCertificate", dpPb.certificate().tlv()));
    }

    private Answer getBoundProfilePackage() {
        if (ccRequired) {
            var prepared =
                    (PrepareDownloadResponse.Ok) PrepareDownloadResponse.of(requestMember("prepareDownloadResponse"));
            var hashCc = prepared.euiccSigned2().value().hashCc().orElseThrow();
            var right = ConfirmationCode.hashCc(ConfirmationCode.hash("2468"), ID);
            if (!hashCc.equals(right)) return refusal("8.2.7", "3.8", "2 attempts are left");
        }
        return success(
                member("transactionId", delivered.toString()),
                member(
                        "boundProfilePackage",
                        SamplePackage.bound(bound, 2, packed.orElse(offered)).tlv()));
    }

    static Answer refusal(String subject, String reason, String message) {
        return Answer.of(200, """
                        {"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":
                        {"subjectCode":"%s","reasonCode":"%s","message":"%s"}}}}""".formatted(subject, reason, message));
    }

    private Tlv requestMember(String name) {
        var body = RspJson.mapper().readTree(server.requests.getLast().body());
        return Tlv.parse(Bytes.base64(body.path(name).asString()));
    }

    WayIn way() {
        return WayIn.by(new ActivationCode(server.address(), "MATCHING-ID"));
    }

    ProfileInstallationResult download(EndUser endUser) {
        return download(endUser, way());
    }

    ProfileInstallationResult download(EndUser endUser, WayIn way) {
        return with(card.card, endUser, it -> it.run(way));
    }

    /// A device that has just been switched on, with that memory and card.
    <R> R with(CardChannel channel, EndUser endUser, java.util.function.Function<ProfileDownload, R> operation) {
        var clock = InstantSource.system();
        try (var isdr = Isdr.open(new Terminal(channel, Tracer.NONE, clock, "LPA"), Tracer.NONE, clock)) {
            return operation.apply(new ProfileDownload(isdr, es9, endUser, kept));
        }
    }

    /// Says that to an offer, and types those Confirmation Codes one after another.
    static EndUser saying(EndUser.Answer answer, String... codes) {
        var left = new ArrayList<>(List.of(codes));
        return new EndUser() {
            @Override
            public Answer consents(Offer offer) {
                return answer;
            }

            @Override
            public Optional<String> confirmationCode(Optional<String> refused) {
                return left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst());
            }

            @Override
            public boolean reallyWants(String deed) {
                return false;
            }
        };
    }

    /// Agrees, and stops the download when the package is there.
    static EndUser changingTheirMind(CancelSessionReason reason) {
        return new EndUser() {
            @Override
            public Answer consents(Offer offer) {
                return Answer.YES;
            }

            @Override
            public Optional<String> confirmationCode(Optional<String> refused) {
                return Optional.empty();
            }

            @Override
            public boolean reallyWants(String deed) {
                return false;
            }

            @Override
            public void packageArrives(int octets) {
                throw new DownloadStopped(reason, "the End User has changed their mind after " + octets + " octets");
            }
        };
    }

    void stopsWithoutASession(String because) {
        assertThatThrownBy(() -> download(EndUser.agreeing()))
                .isInstanceOf(DownloadStopped.class)
                .hasMessageContaining(because);
        assertThat(card.cancelled()).isEmpty();
        assertThat(server.asked()).containsExactly("initiateAuthentication");
        leavesNothing();
    }

    void stopsAndCancels(EndUser endUser, CancelSessionReason reason, String because) {
        assertThatThrownBy(() -> download(endUser))
                .isInstanceOfSatisfying(
                        DownloadStopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(reason))
                .hasMessageContaining(because);
        hasCancelled(reason);
        leavesNothing();
    }

    void hasCancelled(CancelSessionReason reason) {
        assertThat(card.cancelled()).containsExactly(new CancelSession(ID, reason));
        assertThat(server.asked()).endsWith("cancelSession");
    }

    void leavesNothing() {
        assertThat(kept.find()).isEmpty();
    }

    void installs() {
        assertThat(download(EndUser.agreeing())).isEqualTo(result);
        assertThat(server.asked())
                .containsExactly("initiateAuthentication", "authenticateClient", "getBoundProfilePackage");
        assertThat(card.card.segments)
                .isEqualTo(SamplePackage.bound(ID, 2, offered).segments());
        leavesNothing();
    }

    @Override
    public void close() {
        es9.close();
        server.close();
    }
}
