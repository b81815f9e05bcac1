package org.esimtestbed.smdpplus.es9plus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication.Request;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication.Response;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.InitiateAuthentication (SGP.22 §5.6.1): the LPA opens a session; the SM-DP+ proves who it is.
public final class InitiateAuthentication {
    private static final int CHALLENGE = 16;

    private final Sessions sessions;
    private final Crypto crypto;
    private final CertificateChain chain;
    private final List<Credential> dpAuth;
    private final String smdpAddress;
    private final Version minimumSvn;

    /// @param dpAuth the CERT.DPauth of this server, one for each CI it has one under
    public InitiateAuthentication(
            Sessions sessions,
            Crypto crypto,
            CertificateChain chain,
            List<Credential> dpAuth,
            String smdpAddress,
            Version minimumSvn) {
        this.sessions = sessions;
        this.crypto = crypto;
        this.chain = chain;
        this.dpAuth = List.copyOf(dpAuth);
        this.smdpAddress = smdpAddress;
        this.minimumSvn = minimumSvn;
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.1
    public Response answer(Request request) {
        // an SM-DP+ address compares without case
        if (!request.smdpAddress().toLowerCase(Locale.ROOT).equals(smdpAddress.toLowerCase(Locale.ROOT))) {
            throw StatusCode.SMDP_ADDRESS_REFUSED.because("this is " + smdpAddress + ", not " + request.smdpAddress());
        }
        if (request.euiccChallenge().size() != CHALLENGE) {
            throw StatusCode.INVALID_ELEMENT.because(
                    "euiccChallenge has " + request.euiccChallenge().size() + " octets, not 16");
        }
        var euicc = EuiccInfo1.of(request.euiccInfo1());
        var ciKey = euicc.ciKeysSigning().stream() // the CI the eUICC is to prove itself under
                .filter(key -> chain.root(key).isPresent())
                .findFirst()
                .orElseThrow(() -> StatusCode.NO_COMMON_CI.because("the eUICC signs under " + euicc.ciKeysSigning()));
        if (euicc.svn().compareTo(minimumSvn) < 0) {
            throw StatusCode.SVN_UNSUPPORTED.because(
                    "the eUICC has " + euicc.svn() + ", this server needs " + minimumSvn);
        }
        var credential = euicc.ciKeysVerification().stream()
                .flatMap(key -> credentialUnder(key).stream())
                .findFirst()
                .orElseThrow(() -> StatusCode.NO_CERTIFICATE_UNDER_CI.because(
                        "the eUICC verifies under " + euicc.ciKeysVerification()));

        var transactionId = new TransactionId(crypto.random(CHALLENGE));
        var serverChallenge = crypto.random(CHALLENGE);
        var signed1 = new ServerSigned1(transactionId, request.euiccChallenge(), request.smdpAddress(), serverChallenge)
                .encode();
        var signature1 = crypto.sign(credential.keyPair().privateKey(), signed1.raw());
        sessions.open(new Session(
                transactionId, serverChallenge, request.smdpAddress(), ciKey, Optional.empty(), Optional.empty(), 0));
        return new Response(
                transactionId,
                signed1,
                Tlv.of(Tags.SIGNATURE, signature1),
                Tlv.of(Tags.OCTET_STRING, ciKey),
                credential.certificate().tlv());
    }

    private Optional<Credential> credentialUnder(Bytes ciKey) {
        return dpAuth.stream()
                .filter(it -> it.certificate()
                        .authorityKeyIdentifier()
                        .filter(ciKey::equals)
                        .isPresent())
                .findFirst();
    }
}
