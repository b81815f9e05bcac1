package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.AuthenticateServerResponse.Code;
import org.esimtestbed.rsp.data.EuiccSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.AuthenticateServer (SGP.22 §5.7.13): the server proves who it is, then the eUICC does.
record AuthenticateServerFunction(Euicc euicc, RspSession session) implements Es10Function {
    @Override
    public int tag() {
        return AuthenticateServer.TAG;
    }

    @Override
    public Tlv answer(Tlv request) {
        return answer(AuthenticateServer.of(request)).encode();
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return SignedTransaction.of(request)
                .map(id -> new AuthenticateServerResponse.Refused(id, Code.UNDEFINED_ERROR).encode());
    }

    private AuthenticateServerResponse answer(AuthenticateServer request) {
        var signed1 = request.serverSigned1().value();
        var challenge = session.challenge();
        if (challenge.isEmpty()) return refused(request, Code.NO_SESSION_CONTEXT);

        var certificate = request.serverCertificate();
        var ci = euicc.trusted().rootOf(certificate);
        if (ci.isEmpty()) return refused(request, Code.INVALID_CERTIFICATE);
        if (ci.get().curve() != certificate.curve()) return refused(request, Code.UNSUPPORTED_CURVE);
        var role = certificate.policies().contains(CertificateRole.DS_AUTH.policy())
                ? CertificateRole.DS_AUTH
                : CertificateRole.DP_AUTH;
        try {
            euicc.verifyServer(certificate, role, ci.get());
        } catch (CertificateRefused e) {
            return refused(request, Code.INVALID_CERTIFICATE);
        }
        if (certificate.registeredId().isEmpty()) return refused(request, Code.INVALID_OID);
        if (!euicc.crypto()
                .verify(certificate.publicKey(), request.serverSigned1().bytes(), request.serverSignature1())) {
            return refused(request, Code.INVALID_SIGNATURE);
        }
        if (!challenge.get().equals(signed1.euiccChallenge())) return refused(request, Code.EUICC_CHALLENGE_MISMATCH);
        var credential = euicc.identity().under(request.euiccCiPKIdToBeUsed());
        if (credential.isEmpty()) return refused(request, Code.CI_PK_UNKNOWN);
        return accepted(request, certificate, credential.get(), role);
    }

    private AuthenticateServerResponse accepted(
            AuthenticateServer request,
            Certificate certificate,
            EuiccIdentity.Credential credential,
            CertificateRole role) {
        var server = request.serverSigned1().value();
        var euiccSigned1 = EuiccSigned1.encode(
                server.transactionId(),
                server.serverAddress(),
                server.serverChallenge(),
                euicc.info2(),
                request.ctxParams1().tlv());
        var signature = credential.sign(euicc.crypto(), euiccSigned1.raw());
        session.authenticated(new RspSession.AuthenticatedServer(
                server.transactionId(),
                server.serverAddress(),
                certificate,
                credential,
                signature,
                role == CertificateRole.DP_AUTH));
        return new AuthenticateServerResponse.Ok(
                Signed.read(euiccSigned1, EuiccSigned1::of), signature, credential.euicc(), credential.eum());
    }

    private static AuthenticateServerResponse refused(AuthenticateServer request, Code code) {
        return new AuthenticateServerResponse.Refused(
                request.serverSigned1().value().transactionId(), code);
    }
}
