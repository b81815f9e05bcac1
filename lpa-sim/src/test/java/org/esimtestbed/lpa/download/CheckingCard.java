package org.esimtestbed.lpa.download;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeCard;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.CardResource;
import org.esimtestbed.rsp.data.EuiccCancelSessionSigned;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.EuiccSigned1;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// An eUICC that checks certificates and signatures as SGP.22 §5.7.5 and §5.7.13 ask, and installs nothing.
final class CheckingCard {
    private static final Version V2 = new Version(2, 2, 2);
    static final Bytes CHALLENGE = Bytes.repeat(0x33, 16);

    final FakeCard card = new FakeCard();
    final Eid eid;
    final List<GetRat.Rule> rules = new ArrayList<>();
    final List<Tlv> profiles = new ArrayList<>();
    final List<ProfileInstallationResult> results = new ArrayList<>();
    Set<PolicyRule> forbidden = Set.of();
    private final CertificateChain trusted;
    private final Credential own;
    private final Certificate eum;
    private Optional<TransactionId> session = Optional.empty();
    private Optional<Certificate> server = Optional.empty();
    private Bytes signature1 = Bytes.EMPTY;

    CheckingCard(TestPki pki, CertificateChain trusted, Eid eid) {
        this.eid = eid;
        this.trusted = trusted;
        own = pki.euicc(eid);
        eum = pki.folder().readCertificate(PkiFolder.EUM);
        var keys = List.of(eum.authorityKeyIdentifier().orElseThrow());
        card.on(GetEuiccChallenge.TAG, _ -> GetEuiccChallenge.encode(CHALLENGE));
        card.on(GetEuiccInfo1.TAG, _ -> new EuiccInfo1(V2, keys, keys).encode());
        card.on(
                AuthenticateServerResponse.TAG,
                request -> authenticateServer(AuthenticateServer.of(request)).encode());
        card.on(
                PrepareDownloadResponse.TAG,
                request -> prepareDownload(PrepareDownload.of(request)).encode());
        card.on(CancelSession.TAG, request -> cancelSession(CancelSession.of(request)));
        card.on(GetRat.TAG, _ -> GetRat.encode(rules));
        card.on(GetProfilesInfo.TAG, _ -> GetProfilesInfo.encode(profiles));
        card.on(GetEid.TAG, _ -> GetEid.encode(eid));
        card.on(
                RetrieveNotificationsList.TAG,
                _ -> RetrieveNotificationsList.encode(
                        results.stream().map(ProfileInstallationResult::tlv).toList()));
    }

    private AuthenticateServerResponse authenticateServer(AuthenticateServer request) {
        var signed1 = request.serverSigned1().value();
        var certificate = request.serverCertificate();
        var role = certificate.policies().contains(CertificateRole.DS_AUTH.policy())
                ? CertificateRole.DS_AUTH
                : CertificateRole.DP_AUTH;
        var refusal = refusal(certificate, role)
                .or(() -> verifies(certificate, request.serverSigned1().bytes(), request.serverSignature1())
                        ? Optional.empty()
                        : Optional.of(AuthenticateServerResponse.Code.INVALID_SIGNATURE));
        if (refusal.isPresent()) return new AuthenticateServerResponse.Refused(signed1.transactionId(), refusal.get());
        session = Optional.of(signed1.transactionId());
        server = Optional.of(certificate);
        var answer = EuiccSigned1.encode(
                signed1.transactionId(),
                signed1.serverAddress(),
                signed1.serverChallenge(),
                info2().encode(),
                request.ctxParams1().tlv());
        signature1 = sign(answer.raw());
        return new AuthenticateServerResponse.Ok(
                Signed.read(answer, EuiccSigned1::of), signature1, own.certificate(), eum);
    }

    private EuiccInfo2 info2() {
        return new EuiccInfo2(
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
                forbidden,
                V2,
                "");
    }

    private Optional<AuthenticateServerResponse.Code> refusal(Certificate certificate, CertificateRole role) {
        try {
            trusted.verifyServer(certificate, role, trusted.roots().getFirst());
            return Optional.empty();
        } catch (CertificateRefused e) {
            return Optional.of(AuthenticateServerResponse.Code.INVALID_CERTIFICATE);
        }
    }

    private PrepareDownloadResponse prepareDownload(PrepareDownload request) {
        var certificate = request.smdpCertificate();
        var id = request.smdpSigned2().value().transactionId();
        if (refusal(certificate, CertificateRole.DP_PB).isPresent()
                || !certificate.registeredId().equals(server.orElseThrow().registeredId())) {
            return new PrepareDownloadResponse.Refused(id, PrepareDownloadResponse.Code.INVALID_CERTIFICATE);
        }
        var covered = SmdpSigned2.covered(request.smdpSigned2().tlv(), signature1);
        if (!verifies(certificate, covered, request.smdpSignature2())) {
            return new PrepareDownloadResponse.Refused(id, PrepareDownloadResponse.Code.INVALID_SIGNATURE);
        }
        var signed = new EuiccSigned2(id, Bytes.repeat(4, 65), request.hashCc()).encode();
        return new PrepareDownloadResponse.Ok(
                Signed.read(signed, EuiccSigned2::of), sign(EuiccSigned2.covered(signed, request.smdpSignature2())));
    }

    private Tlv cancelSession(CancelSession request) {
        if (!session.equals(Optional.of(request.transactionId()))) {
            return new CancelSessionResponse.Refused(CancelSessionResponse.INVALID_TRANSACTION_ID).encode();
        }
        session = Optional.empty();
        var signed = new EuiccCancelSessionSigned(request.transactionId(), TestPki.SMDP_OID, request.reason()).encode();
        return new CancelSessionResponse.Ok(Signed.read(signed, EuiccCancelSessionSigned::of), sign(signed.raw()))
                .encode();
    }

    private boolean verifies(Certificate certificate, Bytes data, Bytes signature) {
        return Crypto.standard().verify(certificate.publicKey(), data, signature);
    }

    private Bytes sign(Bytes data) {
        return Crypto.standard().sign(own.keyPair().privateKey(), data);
    }

    /// The last segment is answered with that result, the others with 9000.
    void answersLast(ProfileInstallationResult result, int segments) {
        card.loads(_ -> card.segments.size() % segments != 0
                ? Bytes.hex("9000")
                : result.tlv().raw().plus(Bytes.hex("9000")));
    }

    List<CancelSession> cancelled() {
        return card.requests(CancelSession.TAG).stream().map(CancelSession::of).toList();
    }
}
