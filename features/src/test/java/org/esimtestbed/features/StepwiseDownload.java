package org.esimtestbed.features;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.download.DeviceIdentity;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The functions of SGP.22 §3.1.2 and §3.1.3 one after another, without the checks of an LPA, so that somebody between
/// SM-DP+ and eUICC can change one octet on the way.
final class StepwiseDownload {
    /// What is changed, and where.
    enum Alteration {
        SERVER_SIGNATURE1,
        EUICC_SIGNATURE1,
        TRANSACTION_ID,
        SMDP_SIGNATURE2,
        EUICC_SIGNATURE2,
        SMDP_SIGN,
        METADATA,
        PROFILE_SEGMENT
    }

    /// The eUICC has answered a function of ES10b with an error code.
    static final class RefusedByEuicc extends Exception {
        private static final long serialVersionUID = 1L;
        private final String function;
        private final int errorCode;

        RefusedByEuicc(String function, int errorCode) {
            super(function + " is answered with error " + errorCode);
            this.function = function;
            this.errorCode = errorCode;
        }

        String function() {
            return function;
        }

        int errorCode() {
            return errorCode;
        }
    }

    private final Isdr euicc;
    private final Es9Plus smdp;
    private final Optional<Alteration> alteration;

    StepwiseDownload(Isdr euicc, Es9Plus smdp, Optional<Alteration> alteration) {
        this.euicc = euicc;
        this.smdp = smdp;
        this.alteration = alteration;
    }

    ProfileInstallationResult run(ActivationCode code) throws RefusedByEuicc {
        var address = code.smdpAddress();
        var challenge = euicc.call(new GetEuiccChallenge()); // ES10b §5.7.7
        var info1 = euicc.call(new GetEuiccInfo1()); // ES10b §5.7.8
        var server = smdp.initiateAuthentication( // ES9+ §5.6.1
                address, new InitiateAuthentication.Request(challenge, info1.tlv(), address));
        var client = authenticateServer(server, code); // ES10b §5.7.13
        var offer = smdp.authenticateClient( // ES9+ §5.6.3
                address, new AuthenticateClient.Request(transactionId(server), client.encode()));
        var prepared = prepareDownload(offer); // ES10b §5.7.5
        var bound = smdp.getBoundProfilePackage( // ES9+ §5.6.2
                address, new GetBoundProfilePackage.Request(offer.transactionId(), prepared.encode()));
        return euicc.loadBoundProfilePackage( // ES10b §5.7.6
                        BoundProfilePackage.of(onItsWay(bound.boundProfilePackage())), _ -> {})
                .orElseThrow();
    }

    private AuthenticateServerResponse.Ok authenticateServer(
            InitiateAuthentication.Response server, ActivationCode code) throws RefusedByEuicc {
        var ctxParams1 = new CtxParams1(Optional.of(code.matchingId()), DeviceIdentity.simulated());
        var signature1 = server.serverSignature1().expect(Tags.SIGNATURE).value();
        var answer = euicc.call(new AuthenticateServer(
                Signed.read(server.serverSigned1(), ServerSigned1::of),
                is(Alteration.SERVER_SIGNATURE1) ? flipped(signature1, 0) : signature1,
                server.euiccCiPKIdToBeUsed().expect(Tags.OCTET_STRING).value(),
                Certificate.of(server.serverCertificate()),
                Signed.read(ctxParams1.encode(), CtxParams1::of)));
        return switch (answer) {
            case AuthenticateServerResponse.Refused refused ->
                throw new RefusedByEuicc("AuthenticateServer", refused.code().number());
            case AuthenticateServerResponse.Ok ok
            when is(Alteration.EUICC_SIGNATURE1) ->
                new AuthenticateServerResponse.Ok(ok.euiccSigned1(), flipped(ok.signature1(), 0), ok.euicc(), ok.eum());
            case AuthenticateServerResponse.Ok ok -> ok;
        };
    }

    private TransactionId transactionId(InitiateAuthentication.Response server) {
        var received = server.transactionId();
        return is(Alteration.TRANSACTION_ID) ? new TransactionId(flipped(received.bytes(), 0)) : received;
    }

    /// Whatever the SM-DP+ asks for, no Confirmation Code goes with it.
    private PrepareDownloadResponse.Ok prepareDownload(AuthenticateClient.Response offer) throws RefusedByEuicc {
        var signature2 = offer.smdpSignature2().expect(Tags.SIGNATURE).value();
        var answer = euicc.call(new PrepareDownload(
                Signed.read(offer.smdpSigned2(), SmdpSigned2::of),
                is(Alteration.SMDP_SIGNATURE2) ? flipped(signature2, 0) : signature2,
                Optional.empty(),
                Certificate.of(offer.smdpCertificate())));
        return switch (answer) {
            case PrepareDownloadResponse.Refused refused ->
                throw new RefusedByEuicc("PrepareDownload", refused.code().number());
            case PrepareDownloadResponse.Ok ok
            when is(Alteration.EUICC_SIGNATURE2) ->
                new PrepareDownloadResponse.Ok(ok.euiccSigned2(), flipped(ok.signature2(), 0));
            case PrepareDownloadResponse.Ok ok -> ok;
        };
    }

    /// The package as it arrives: whole, or with one octet changed.
    private Tlv onItsWay(Tlv boundProfilePackage) {
        var parts = boundProfilePackage.children().stream()
                .map(part -> switch (part.tag()) {
                    case InitialiseSecureChannel.TAG -> is(Alteration.SMDP_SIGN) ? flippedIn(part, 4) : part;
                    case BoundProfilePackage.STORE_METADATA -> is(Alteration.METADATA) ? flippedIn(part, 0) : part;
                    case BoundProfilePackage.PROFILE_ELEMENTS ->
                        is(Alteration.PROFILE_SEGMENT) ? flippedIn(part, 2) : part;
                    default -> part;
                })
                .toList();
        return Tlv.of(boundProfilePackage.tag(), parts);
    }

    /// One octet in the middle of one of the data objects inside.
    private static Tlv flippedIn(Tlv part, int which) {
        var members = new ArrayList<>(part.children());
        var member = members.get(which);
        members.set(
                which,
                Tlv.of(member.tag(), flipped(member.value(), member.value().size() / 2)));
        return Tlv.of(part.tag(), members);
    }

    private boolean is(Alteration wanted) {
        return alteration.filter(wanted::equals).isPresent();
    }

    private static Bytes flipped(Bytes octets, int at) {
        return octets.with(at, Bytes.of(octets.at(at) ^ 0x01));
    }
}
