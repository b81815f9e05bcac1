package org.esimtestbed.smdpplus.es9plus;

import java.util.List;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication.Request;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication.Response;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.authentication.ServerAuthentication;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.InitiateAuthentication (SGP.22 §5.6.1): the LPA opens a session; the SM-DP+ proves who it is.
public final class InitiateAuthentication {
    private static final ServerAuthentication.Codes CODES = new ServerAuthentication.Codes(
            StatusCode.SMDP_ADDRESS_REFUSED,
            StatusCode.NO_COMMON_CI,
            StatusCode.SVN_UNSUPPORTED,
            StatusCode.NO_CERTIFICATE_UNDER_CI);

    private final Sessions sessions;
    private final ServerAuthentication authentication;

    public InitiateAuthentication(
            Sessions sessions,
            Crypto crypto,
            CertificateChain chain,
            List<ServerIdentity> identities,
            ServerPolicy policy) {
        this.sessions = sessions;
        this.authentication = new ServerAuthentication(
                crypto,
                chain,
                identities.stream()
                        .map(it -> new ServerAuthentication.Identity(it.address(), it.dpAuth()))
                        .toList(),
                policy.svns(),
                CODES);
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.1
    public Response answer(Request request) {
        var proof = authentication.prove(request.smdpAddress(), request.euiccChallenge(), request.euiccInfo1());
        sessions.open(Session.opened(proof.pending()));
        return new Response(
                proof.pending().transactionId(),
                proof.serverSigned1(),
                proof.serverSignature1(),
                proof.euiccCiPKIdToBeUsed(),
                proof.serverCertificate());
    }
}
