package org.esimtestbed.lpa.download;

import static org.esimtestbed.lpa.download.DownloadStopped.check;
import static org.esimtestbed.rsp.data.CancelSessionReason.UNDEFINED_REASON;

import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.server.RspServer;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.TransactionId;

/// The first half of the Common Mutual Authentication (SGP.22 §3.1.2): the server proves who it is, the eUICC
/// checks that and proves itself.
public record MutualAuthentication(Isdr euicc, RspServer server) {
    /// A session both sides know of.
    ///
    /// @param server CERT.DPauth or CERT.DSauth, which the eUICC has checked
    public record Session(TransactionId transactionId, Certificate server, AuthenticateServerResponse.Ok euicc) {}

    /// @throws org.esimtestbed.rsp.status.FunctionRefused       if the server refuses
    /// @throws DownloadStopped                                  if LPA or eUICC do not accept the server
    /// @throws org.esimtestbed.lpa.server.ServerUnreachable     if it gives no usable answer
    public Session withServer(WayIn way) {
        var challenge = euicc.call(new GetEuiccChallenge()); // ES10b §5.7.7
        var info1 = euicc.call(new GetEuiccInfo1()); // ES10b §5.7.8
        var answer = server.initiateAuthentication( // ES9+ §5.6.1, ES11 §5.8.1
                way.smdpAddress(), new InitiateAuthentication.Request(challenge, info1.tlv(), way.smdpAddress()));
        var signed1 = Signed.read(answer.serverSigned1(), ServerSigned1::of);
        var certificate = Certificate.of(answer.serverCertificate());
        check(
                signed1.value().transactionId().equals(answer.transactionId()),
                "the TransactionID differs from the signed one");
        check(signed1.value().euiccChallenge().equals(challenge), "the signed eUICC challenge is not the one sent");
        // an SM-DP+ address compares without case, SGP.22 §5.6.1
        check(
                signed1.value().serverAddress().equalsIgnoreCase(way.smdpAddress()),
                "the signed server address is another");
        way.smdpOid()
                .ifPresent(oid -> check( // §3.1.2 step 8
                        certificate.registeredId().filter(oid::equals).isPresent(),
                        "the SM-DP+ OID is not that of the Activation Code"));
        var ctxParams1 = new CtxParams1(way.matchingId(), DeviceIdentity.simulated());
        var command = new AuthenticateServer( // ES10b §5.7.13
                signed1,
                answer.serverSignature1().expect(Tags.SIGNATURE).value(),
                answer.euiccCiPKIdToBeUsed().expect(Tags.OCTET_STRING).value(),
                certificate,
                Signed.read(ctxParams1.encode(), CtxParams1::of));
        return switch (euicc.call(command)) {
            case AuthenticateServerResponse.Ok ok -> new Session(answer.transactionId(), certificate, ok);
            case AuthenticateServerResponse.Refused refused ->
                throw new DownloadStopped(
                        UNDEFINED_REASON,
                        "the eUICC refuses the " + server.title() + ": " + refused.code() + "("
                                + refused.code().number() + ")",
                        Es10Refused.with(refused.code()));
        };
    }
}
