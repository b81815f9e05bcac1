package org.esimtestbed.lpa.download;

import static org.esimtestbed.rsp.data.CancelSessionReason.END_USER_REJECTION;
import static org.esimtestbed.rsp.data.CancelSessionReason.LOAD_BPP_EXECUTION_ERROR;
import static org.esimtestbed.rsp.data.CancelSessionReason.METADATA_MISMATCH;
import static org.esimtestbed.rsp.data.CancelSessionReason.PPR_NOT_ALLOWED;
import static org.esimtestbed.rsp.data.CancelSessionReason.UNDEFINED_REASON;

import java.util.Optional;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.CancelSession;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Downloads and installs the Profile an Activation Code points to (SGP.22 §3.1.2, then §3.1.3). One object, one
/// download.
public final class ProfileDownload {
    private final Isdr euicc;
    private final Es9Plus smdp;
    private final EndUser endUser;
    private final String address;
    private Optional<TransactionId> session = Optional.empty();

    public ProfileDownload(Isdr euicc, Es9Plus smdp, EndUser endUser, String smdpAddress) {
        this.euicc = euicc;
        this.smdp = smdp;
        this.endUser = endUser;
        this.address = smdpAddress;
    }

    /// Runs the whole sequence. Where LPA, End User or eUICC end it, the session is cancelled on both sides with the
    /// reason that fits; where the SM-DP+ has refused or fallen silent, there is nobody to cancel with.
    ///
    /// @throws FunctionRefused   if the SM-DP+ refuses a function
    /// @throws DownloadStopped   if LPA, End User or eUICC end it
    /// @throws ServerUnreachable if the SM-DP+ gives no usable answer
    public ProfileInstallationResult run(ActivationCode code) {
        try {
            var server = authenticateServer(code);
            var offer = authenticateClient(server);
            var metadata = endUserAgrees(offer);
            var prepared = prepareDownload(offer);
            var bpp = getBoundProfilePackage(offer, prepared, metadata);
            int segments = bpp.segments().size();
            return euicc.loadBoundProfilePackage(bpp, loaded -> endUser.watches(loaded, segments)); // ES10b §5.7.6
        } catch (DownloadStopped stopped) {
            cancel(stopped.reason());
            throw stopped;
        } catch (StatusWordRefused refused) {
            cancel(LOAD_BPP_EXECUTION_ERROR);
            throw new DownloadStopped(
                    LOAD_BPP_EXECUTION_ERROR, "the eUICC ended the download: " + refused.getMessage());
        } catch (MalformedTlv malformed) {
            cancel(UNDEFINED_REASON);
            throw new DownloadStopped(UNDEFINED_REASON, "a message is malformed: " + malformed.getMessage());
        }
    }

    /// §3.1.2: the server proves who it is, the eUICC checks it and proves itself.
    private Tlv authenticateServer(ActivationCode code) {
        var challenge = euicc.call(new GetEuiccChallenge()); // ES10b §5.7.7
        var info1 = euicc.call(new GetEuiccInfo1()); // ES10b §5.7.8
        var answer = smdp.initiateAuthentication( // ES9+ §5.6.1
                address, new InitiateAuthentication.Request(challenge, info1.tlv(), code.smdpAddress()));
        var signed1 = Signed.read(answer.serverSigned1(), ServerSigned1::of);
        var certificate = Certificate.of(answer.serverCertificate());
        check(
                signed1.value().transactionId().equals(answer.transactionId()),
                "the TransactionID differs from the signed one");
        check(signed1.value().euiccChallenge().equals(challenge), "the signed eUICC challenge is not the one sent");
        // an SM-DP+ address compares without case, SGP.22 §5.6.1
        check(
                signed1.value().serverAddress().equalsIgnoreCase(code.smdpAddress()),
                "the signed server address is another");
        code.smdpOid()
                .ifPresent(oid -> check( // §3.1.2 step 8
                        certificate.registeredId().filter(oid::equals).isPresent(),
                        "the SM-DP+ OID is not that of the Activation Code"));
        var ctxParams1 = new CtxParams1(Optional.of(code.matchingId()), DeviceIdentity.simulated());
        var command = new AuthenticateServer( // ES10b §5.7.13
                signed1,
                answer.serverSignature1().expect(Tags.SIGNATURE).value(),
                answer.euiccCiPKIdToBeUsed().expect(Tags.OCTET_STRING).value(),
                certificate,
                Signed.read(ctxParams1.encode(), CtxParams1::of));
        return switch (euicc.call(command)) {
            case AuthenticateServerResponse.Ok ok -> {
                session = Optional.of(answer.transactionId()); // from here on there is something to cancel
                yield ok.encode();
            }
            case AuthenticateServerResponse.Refused refused ->
                throw new DownloadStopped(
                        UNDEFINED_REASON,
                        "the eUICC refuses the SM-DP+: " + refused.code() + "("
                                + refused.code().number() + ")");
        };
    }

    private AuthenticateClient.Response authenticateClient(Tlv authenticateServerResponse) {
        var transactionId = session.orElseThrow();
        var offer = smdp.authenticateClient( // ES9+ §5.6.3
                address, new AuthenticateClient.Request(transactionId, authenticateServerResponse));
        check(offer.transactionId().equals(transactionId), "the SM-DP+ answers for another TransactionID");
        check(
                SmdpSigned2.of(offer.smdpSigned2()).transactionId().equals(transactionId),
                "smdpSigned2 names another TransactionID");
        return offer;
    }

    private ProfileMetadata endUserAgrees(AuthenticateClient.Response offer) {
        var metadata = ProfileMetadata.of(offer.profileMetadata());
        if (!metadata.policyRules().isEmpty() && !policyRulesAllowed(metadata)) { // §2.9.2.1
            throw new DownloadStopped(
                    PPR_NOT_ALLOWED, "the Rules Authorisation Table does not allow " + metadata.policyRules());
        }
        if (!endUser.consents(metadata)) throw new DownloadStopped(END_USER_REJECTION, "the End User said no");
        return metadata;
    }

    private boolean policyRulesAllowed(ProfileMetadata metadata) {
        var table = euicc.call(new GetRat()); // ES10b §5.7.22
        return metadata.policyRules().stream()
                .filter(rule -> rule != PolicyRule.UPDATE_CONTROL)
                .allMatch(rule -> table.stream()
                        .anyMatch(row -> row.policyRules().contains(rule)
                                && metadata.owner()
                                        .filter(owner -> row.allowedOperators().stream()
                                                .anyMatch(allowed ->
                                                        allowed.mccMnc().equals(owner.mccMnc())
                                                                || allowed.mccMnc()
                                                                        .equals(Bytes.hex("EEEEEE")))) // any operator
                                        .isPresent()));
    }

    private Tlv prepareDownload(AuthenticateClient.Response offer) {
        var signed2 = Signed.read(offer.smdpSigned2(), SmdpSigned2::of);
        Optional<Bytes> hashCc = Optional.empty();
        if (signed2.value().ccRequired()) {
            var code = endUser.confirmationCode()
                    .orElseThrow(() -> new DownloadStopped(
                            END_USER_REJECTION, "the Profile needs a Confirmation Code and the End User gave none"));
            hashCc = Optional.of(ConfirmationCode.hashCc(
                    ConfirmationCode.hash(code), signed2.value().transactionId()));
        }
        var command = new PrepareDownload( // ES10b §5.7.5
                signed2,
                offer.smdpSignature2().expect(Tags.SIGNATURE).value(),
                hashCc,
                Certificate.of(offer.smdpCertificate()));
        return switch (euicc.call(command)) {
            case PrepareDownloadResponse.Ok ok -> ok.encode();
            case PrepareDownloadResponse.Refused refused ->
                throw new DownloadStopped(
                        UNDEFINED_REASON,
                        "the eUICC refuses the download: " + refused.code() + "("
                                + refused.code().number() + ")");
        };
    }

    private BoundProfilePackage getBoundProfilePackage(
            AuthenticateClient.Response offer, Tlv prepared, ProfileMetadata consented) {
        var answer = smdp.getBoundProfilePackage( // ES9+ §5.6.2
                address, new GetBoundProfilePackage.Request(offer.transactionId(), prepared));
        check(answer.transactionId().equals(offer.transactionId()), "the package is for another TransactionID");
        var bpp = BoundProfilePackage.of(answer.boundProfilePackage());
        check(
                InitialiseSecureChannel.of(bpp.initialiseSecureChannel())
                        .transactionId()
                        .equals(offer.transactionId()),
                "the package is bound to another TransactionID");
        if (!ProfileMetadata.of(Tlv.parse(metadataOf(bpp))).equals(consented)) {
            throw new DownloadStopped(
                    METADATA_MISMATCH, "the package holds other metadata than the End User agreed to"); // §3.1.3 step 9
        }
        return bpp;
    }

    /// StoreMetadata is MACed and not encrypted (§2.5.3): the LPA can read it, eight octets of MAC at the end of
    /// each block.
    private static Bytes metadataOf(BoundProfilePackage bpp) {
        var metadata = Bytes.EMPTY;
        for (var block : bpp.sequenceOf88().children()) {
            if (block.value().size() < 8) throw block.malformed("has no room for a MAC");
            metadata = metadata.plus(block.value().first(block.value().size() - 8));
        }
        return metadata;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) throw new DownloadStopped(UNDEFINED_REASON, otherwise);
    }

    // The first error is the one to report: what goes wrong while cancelling must not hide it.
    private void cancel(CancelSessionReason reason) {
        if (session.isEmpty()) return;
        var transactionId = session.get();
        session = Optional.empty();
        try {
            var response = euicc.call(new CancelSession(transactionId, reason)); // ES10b §5.7.14
            if (response instanceof CancelSessionResponse.Ok ok) {
                smdp.cancelSession( // ES9+ §5.6.5
                        address, new org.esimtestbed.rsp.es9plus.CancelSession.Request(transactionId, ok.encode()));
            }
        } catch (FunctionRefused | ServerUnreachable | StatusWordRefused | MalformedTlv alreadyFailing) {
            // the server's session expires by itself
        }
    }
}
