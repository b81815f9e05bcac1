package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.euicc.isdr.RspSession.AuthenticatedServer;
import org.esimtestbed.euicc.state.PreparedDownload;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.PrepareDownloadResponse.Code;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.PrepareDownload (SGP.22 §5.7.5): the End User has agreed, the eUICC gives its one-time public key.
record PrepareDownloadFunction(Euicc euicc, RspSession session) implements Es10Function {
    @Override
    public int tag() {
        return PrepareDownload.TAG;
    }

    @Override
    public Tlv answer(Tlv request) {
        return answer(PrepareDownload.of(request)).encode();
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return SignedTransaction.of(request)
                .map(id -> new PrepareDownloadResponse.Refused(id, Code.UNDEFINED_ERROR).encode());
    }

    private PrepareDownloadResponse answer(PrepareDownload request) {
        var server = session.server().filter(AuthenticatedServer::isSmdp);
        if (server.isEmpty()) return refused(request, Code.NO_SESSION_CONTEXT);
        var authenticated = server.get();

        var certificate = request.smdpCertificate();
        var ci = euicc.trusted().rootOf(certificate);
        // CERT.DPpb hangs off the CI of CERT.DPauth and is for the same server (§3.1.3)
        if (ci.isEmpty() || !euicc.trusted().rootOf(authenticated.certificate()).equals(ci)) {
            return refused(request, Code.INVALID_CERTIFICATE);
        }
        if (ci.get().curve() != certificate.curve()) return refused(request, Code.UNSUPPORTED_CURVE);
        try {
            euicc.verifyServer(certificate, CertificateRole.DP_PB, ci.get());
        } catch (CertificateRefused e) {
            return refused(request, Code.INVALID_CERTIFICATE);
        }
        if (certificate.registeredId().isEmpty()
                || !certificate
                        .registeredId()
                        .equals(authenticated.certificate().registeredId())) {
            return refused(request, Code.INVALID_CERTIFICATE);
        }
        var covered = SmdpSigned2.covered(request.smdpSigned2().tlv(), authenticated.euiccSignature1());
        if (!euicc.crypto().verify(certificate.publicKey(), covered, request.smdpSignature2())) {
            return refused(request, Code.INVALID_SIGNATURE);
        }
        if (!request.smdpSigned2().value().transactionId().equals(authenticated.transactionId())) {
            return refused(request, Code.INVALID_TRANSACTION_ID);
        }
        return accepted(request, authenticated, certificate);
    }

    private PrepareDownloadResponse accepted(
            PrepareDownload request, AuthenticatedServer server, Certificate certificate) {
        var smdpSigned2 = request.smdpSigned2().value();
        var key = reusable(smdpSigned2.bppEuiccOtpk(), certificate)
                .orElseGet(() -> euicc.crypto().generateKeyPair(certificate.curve()));
        var memory = euicc.memory();
        memory.commit(memory.state()
                .with(Optional.of(new PreparedDownload(
                        Optional.of(server.transactionId()),
                        key,
                        certificate,
                        server.credential().ciKey(),
                        server.address(),
                        false))));
        var hashCc = smdpSigned2.ccRequired() ? request.hashCc() : Optional.<Bytes>empty();
        var euiccSigned2 = new EuiccSigned2(server.transactionId(), key.publicPoint(), hashCc).encode();
        var signature =
                server.credential().sign(euicc.crypto(), EuiccSigned2.covered(euiccSigned2, request.smdpSignature2()));
        return new PrepareDownloadResponse.Ok(Signed.read(euiccSigned2, EuiccSigned2::of), signature);
    }

    /// The key a package is bound to already, if this eUICC still has it unused, and made it for this SM-DP+.
    private Optional<EcKeyPair> reusable(Optional<Bytes> bppEuiccOtpk, Certificate certificate) {
        return euicc.memory()
                .state()
                .prepared()
                .filter(kept -> !kept.begun())
                .filter(kept -> kept.certificate().registeredId().equals(certificate.registeredId()))
                .map(PreparedDownload::oneTimeKey)
                .filter(key -> bppEuiccOtpk.filter(key.publicPoint()::equals).isPresent());
    }

    private static PrepareDownloadResponse refused(PrepareDownload request, Code code) {
        return new PrepareDownloadResponse.Refused(request.smdpSigned2().value().transactionId(), code);
    }
}
