package org.esimtestbed.smdpplus.es9plus;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.certificate.CertificateChain;
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
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.InitiateAuthentication (SGP.22 §5.6.1): the LPA opens a session; the SM-DP+ proves who it is.
public final class InitiateAuthentication {
    private static final int CHALLENGE = 16;

    private final Sessions sessions;
    private final Crypto crypto;
    private final CertificateChain chain;
    private final List<ServerIdentity> identities;
    private final ServerPolicy policy;

    public InitiateAuthentication(
            Sessions sessions,
            Crypto crypto,
            CertificateChain chain,
            List<ServerIdentity> identities,
            ServerPolicy policy) {
        this.sessions = sessions;
        this.crypto = crypto;
        this.chain = chain;
        this.identities = List.copyOf(identities);
        this.policy = policy;
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.1
    public Response answer(Request request) {
        // an SM-DP+ address compares without case
        if (identities.stream().noneMatch(it -> it.address().equalsIgnoreCase(request.smdpAddress()))) {
            throw StatusCode.SMDP_ADDRESS_REFUSED.because(
                    "this is " + identities.getFirst().address() + ", not " + request.smdpAddress());
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
        if (!policy.accepts(euicc.svn())) {
            throw StatusCode.SVN_UNSUPPORTED.because("the eUICC has " + euicc.svn() + ", this server takes "
                    + policy.minimumSvn() + " to "
                    + policy.maximumSvn().map(Version::toString).orElse("any"));
        }
        var identity = euicc.ciKeysVerification().stream() // in the order the eUICC prefers
                .flatMap(key -> identities.stream().filter(it -> it.ci().equals(key)))
                .findFirst()
                .orElseThrow(() -> StatusCode.NO_CERTIFICATE_UNDER_CI.because(
                        "the eUICC verifies under " + euicc.ciKeysVerification()));

        var transactionId = new TransactionId(crypto.random(CHALLENGE));
        var serverChallenge = crypto.random(CHALLENGE);
        var signed1 = new ServerSigned1(transactionId, request.euiccChallenge(), request.smdpAddress(), serverChallenge)
                .encode();
        var signature1 = crypto.sign(identity.dpAuth().keyPair().privateKey(), signed1.raw());
        sessions.open(new Session(
                transactionId,
                serverChallenge,
                request.smdpAddress(),
                ciKey,
                identity.ci(),
                Optional.empty(),
                false,
                0));
        return new Response(
                transactionId,
                signed1,
                Tlv.of(Tags.SIGNATURE, signature1),
                Tlv.of(Tags.OCTET_STRING, ciKey),
                identity.dpAuth().certificate().tlv());
    }
}
