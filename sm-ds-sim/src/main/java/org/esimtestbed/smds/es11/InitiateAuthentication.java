package org.esimtestbed.smds.es11;

import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.es11.InitiateAuthentication.Request;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication.Response;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.authentication.ServerAuthentication;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.session.Session;
import org.esimtestbed.smds.session.Sessions;

/// ES11.InitiateAuthentication (SGP.22 §5.8.1): the LPA opens a session; the SM-DS proves who it is.
public final class InitiateAuthentication {
    private static final ServerAuthentication.Codes CODES = new ServerAuthentication.Codes(
            StatusCode.OTHER_SMDS_ADDRESS,
            StatusCode.SMDS_NO_COMMON_CI,
            StatusCode.SMDS_SVN_UNSUPPORTED,
            StatusCode.SMDS_NO_CERTIFICATE_UNDER_CI);

    private final Sessions sessions;
    private final ServerAuthentication authentication;

    public InitiateAuthentication(Sessions sessions, CertificateChain chain, SmDsSettings settings) {
        this.sessions = sessions;
        this.authentication = new ServerAuthentication(
                settings.crypto(),
                chain,
                settings.identities().stream()
                        .map(it -> new ServerAuthentication.Identity(it.address(), it.dsAuth()))
                        .toList(),
                settings.policy().svns(),
                CODES);
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.8.1
    public Response answer(Request request) {
        var proof = authentication.prove(request.smdsAddress(), request.euiccChallenge(), request.euiccInfo1());
        sessions.open(Session.opened(proof.pending()));
        return new Response(
                proof.pending().transactionId(),
                proof.serverSigned1(),
                proof.serverSignature1(),
                proof.euiccCiPKIdToBeUsed(),
                proof.serverCertificate());
    }
}
