package org.esimtestbed.lpa.download;

import static org.esimtestbed.lpa.download.DownloadStopped.check;
import static org.esimtestbed.rsp.data.CancelSessionReason.END_USER_REJECTION;
import static org.esimtestbed.rsp.data.CancelSessionReason.LOAD_BPP_EXECUTION_ERROR;
import static org.esimtestbed.rsp.data.CancelSessionReason.METADATA_MISMATCH;
import static org.esimtestbed.rsp.data.CancelSessionReason.POSTPONED;
import static org.esimtestbed.rsp.data.CancelSessionReason.TIMEOUT;
import static org.esimtestbed.rsp.data.CancelSessionReason.UNDEFINED_REASON;

import java.util.Optional;
import java.util.function.Consumer;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.download.KeptDownload.Begun;
import org.esimtestbed.lpa.download.KeptDownload.Bound;
import org.esimtestbed.lpa.download.MutualAuthentication.Session;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.lpa.server.UnusableAnswer;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.es10.PrepareDownload;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Downloads and installs one Profile (SGP.22 §3.1.2, then §3.1.3), and takes up what a killed device has left
/// of it. One object, one download.
public final class ProfileDownload {
    private static final String LOADING_ENDED = "the eUICC ended the download: ";

    private final Isdr euicc;
    private final Es9Plus smdp;
    private final EndUser endUser;
    private final KeptDownloads kept;
    private final SessionEnd sessionEnd;
    private Optional<ProfileMetadata> consented = Optional.empty();
    private Optional<String> typed = Optional.empty();

    public ProfileDownload(Isdr euicc, Es9Plus smdp, EndUser endUser, KeptDownloads kept) {
        this.euicc = euicc;
        this.smdp = smdp;
        this.endUser = endUser;
        this.kept = kept;
        this.sessionEnd = new SessionEnd(euicc, smdp);
    }

    /// Runs the whole sequence: first all that needs the network, then, without it, the slow way into the eUICC.
    /// Where LPA, End User or eUICC end it, the session is cancelled on both sides with the reason that fits;
    /// where the SM-DP+ has refused, it has ended the session. What breaks for want of network or card is kept
    /// for [#resume].
    ///
    /// @throws FunctionRefused   if the SM-DP+ refuses a function
    /// @throws DownloadStopped   if LPA, End User or eUICC end it
    /// @throws ServerUnreachable if the SM-DP+ gives no usable answer
    public ProfileInstallationResult run(WayIn way) {
        kept.put(new Begun(way));
        return ending(() -> {
            Optional<Bound> bound = Optional.empty();
            while (bound.isEmpty()) { // a wrong Confirmation Code ends the session, §5.6.2: once more from the start
                var session = authenticateServer(way); // ES9+ §5.6.1, ES10b §5.7.13
                var offer = authenticateClient(session); // ES9+ §5.6.3
                var profile = endUserAgrees(session, offer); // §3.1.3, §2.9.2.1
                var prepared = prepareDownload(offer); // ES10b §5.7.5
                bound = getBoundProfilePackage(way, session, offer, prepared, profile); // ES9+ §5.6.2
            }
            kept.put(bound.get());
            endUser.packageArrives(bound.get().bpp().raw().size());
            smdp.releaseBearer(); // the SM-DP+ has done its part
            return loadBoundProfilePackage(bound.get()); // ES10b §5.7.6
        });
    }

    /// Brings the download to its end that this device has begun before and not ended: the eUICC's answer is
    /// fetched if it has given one, a package that is here is loaded, anything else begins anew.
    ///
    /// @return empty where none is kept
    /// @throws IllegalArgumentException if the package is for another eUICC
    /// @throws RuntimeException         as [#run]
    public Optional<ProfileInstallationResult> resume() {
        return kept.find().map(download -> switch (download) {
            case Begun(var way) -> run(way);
            case Bound bound -> resume(bound);
        });
    }

    private ProfileInstallationResult resume(Bound bound) {
        bound.eid().ifPresent(this::checkEuicc);
        consented = Optional.of(ProfileMetadata.of(bound.profileMetadata()));
        var answered = kept.settle(euicc);
        if (answered.filter(result -> !KeptDownloads.wasInterrupted(result)).isPresent()) return answered.get();
        if (answered.isPresent()) return run(bound.way());
        try {
            sessionEnd.opened(bound.way(), bound.transactionId());
            return ending(() -> {
                endUser.packageArrives(bound.bpp().raw().size());
                return loadBoundProfilePackage(bound);
            });
        } catch (DownloadStopped notAnyMore) { // the eUICC was reset, or was in the middle of it
            if (notAnyMore.isWishOfEndUser()) throw notAnyMore;
            return run(bound.way());
        }
    }

    private void checkEuicc(Eid eid) {
        var here = euicc.call(new GetEid()); // ES10c §5.7.20
        if (!here.equals(eid)) {
            throw new IllegalArgumentException("the package kept is for the eUICC " + eid + ", this is " + here);
        }
    }

    /// Ends the download CancelSession would be for, without loading it (SGP.22 §3.1.3.1).
    ///
    /// @param trouble is told why eUICC or SM-DP+ have not cancelled it
    /// @return whether there was one
    public boolean giveUp(CancelSessionReason reason, Consumer<RuntimeException> trouble) {
        var download = kept.find();
        if (download.isEmpty()) return false;
        if (download.get() instanceof Bound bound) {
            sessionEnd.opened(bound.way(), bound.transactionId());
            sessionEnd.cancel(reason).ifPresent(trouble);
        }
        kept.forget();
        return true;
    }

    private interface Sequence {
        ProfileInstallationResult carriedOut();
    }

    /// Each way a download can end, with its reason of SGP.22 §5.7.14.
    private ProfileInstallationResult ending(Sequence sequence) {
        try {
            var result = sequence.carriedOut();
            kept.forget();
            return result;
        } catch (DownloadStopped stopped) {
            throw ended(stopped.reason(), stopped);
        } catch (StatusWordRefused | Es10Refused refused) {
            throw ended(
                    UNDEFINED_REASON,
                    new DownloadStopped(
                            UNDEFINED_REASON, "the eUICC ended the download: " + refused.getMessage(), refused));
        } catch (MalformedTlv malformed) {
            throw ended(
                    UNDEFINED_REASON,
                    new DownloadStopped(
                            UNDEFINED_REASON, "a message is malformed: " + malformed.getMessage(), malformed));
        } catch (UnusableAnswer unusable) {
            throw ended(UNDEFINED_REASON, unusable);
        } catch (FunctionRefused refused) {
            kept.forget();
            throw refused;
        }
    }

    private RuntimeException ended(CancelSessionReason reason, RuntimeException why) {
        sessionEnd.cancel(reason);
        kept.forget();
        return why;
    }

    private Session authenticateServer(WayIn way) {
        var session = new MutualAuthentication(euicc, smdp).withServer(way);
        sessionEnd.opened(way, session.transactionId()); // from here on there is something to cancel
        return session;
    }

    private AuthenticateClient.Response authenticateClient(Session session) {
        var transactionId = session.transactionId();
        var offer = smdp.authenticateClient(
                sessionEnd.address(),
                new AuthenticateClient.Request(transactionId, session.euicc().encode()));
        check(offer.transactionId().equals(transactionId), "the SM-DP+ answers for another TransactionID");
        check(
                SmdpSigned2.of(offer.smdpSigned2()).transactionId().equals(transactionId),
                "smdpSigned2 names another TransactionID");
        return offer;
    }

    private ProfileMetadata endUserAgrees(Session session, AuthenticateClient.Response offer) {
        var profile = ProfileMetadata.of(offer.profileMetadata());
        var info2 = session.euicc().euiccSigned1().value().euiccInfo2();
        var rules = new PolicyCheck(euicc).rulesToAgreeTo(profile, info2);
        if (consented.filter(profile::equals).isPresent()) return profile; // nobody is asked the same thing twice
        var answer = endUser.consents(new EndUser.Offer(profile, rules));
        if (answer != EndUser.Answer.YES) throw declined(answer);
        consented = Optional.of(profile);
        return profile;
    }

    private static DownloadStopped declined(EndUser.Answer answer) {
        return switch (answer) {
            case LATER -> new DownloadStopped(POSTPONED, "the End User wants to decide later");
            case SILENCE -> new DownloadStopped(TIMEOUT, "the End User did not answer in time");
            case YES, NO -> new DownloadStopped(END_USER_REJECTION, "the End User said no");
        };
    }

    private Tlv prepareDownload(AuthenticateClient.Response offer) {
        var signed2 = Signed.read(offer.smdpSigned2(), SmdpSigned2::of);
        Optional<Bytes> hashCc = Optional.empty();
        if (signed2.value().ccRequired()) {
            typed = typed.or(() -> endUser.confirmationCode(Optional.empty()));
            var code = typed.orElseThrow(() -> new DownloadStopped(
                    END_USER_REJECTION, "the Profile needs a Confirmation Code and the End User gave none"));
            hashCc = Optional.of(ConfirmationCode.hashCc(
                    ConfirmationCode.hash(code), signed2.value().transactionId()));
        }
        var command = new PrepareDownload(
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
                                + refused.code().number() + ")",
                        Es10Refused.with(refused.code()));
        };
    }

    /// @return empty if the Confirmation Code was wrong and the End User has typed another
    private Optional<Bound> getBoundProfilePackage(
            WayIn way, Session session, AuthenticateClient.Response offer, Tlv prepared, ProfileMetadata profile) {
        var transactionId = session.transactionId();
        GetBoundProfilePackage.Response answer;
        try {
            answer = smdp.getBoundProfilePackage(
                    sessionEnd.address(), new GetBoundProfilePackage.Request(transactionId, prepared));
        } catch (FunctionRefused refused) {
            if (!refused.statusCode().code().equals(StatusCode.CONFIRMATION_CODE_REFUSED.code())) throw refused;
            typed = endUser.confirmationCode(Optional.of(refused.detail()));
            if (typed.isEmpty()) throw refused;
            return Optional.empty();
        }
        check(answer.transactionId().equals(transactionId), "the package is for another TransactionID");
        var bpp = BoundProfilePackage.of(answer.boundProfilePackage());
        check(
                InitialiseSecureChannel.of(bpp.initialiseSecureChannel())
                        .transactionId()
                        .equals(transactionId),
                "the package is bound to another TransactionID");
        if (!ProfileMetadata.of(bpp.profileMetadata()).equals(profile)) { // §3.1.3 step 9
            throw new DownloadStopped(
                    METADATA_MISMATCH, "the package holds other metadata than the End User agreed to");
        }
        var eid = session.euicc()
                .euicc()
                .subjectSerialNumber()
                .filter(it -> it.matches("[0-9]{32}"))
                .map(Eid::new);
        return Optional.of(new Bound(way, transactionId, eid, offer.profileMetadata(), bpp.tlv()));
    }

    private ProfileInstallationResult loadBoundProfilePackage(Bound bound) {
        var bpp = BoundProfilePackage.of(bound.bpp());
        int segments = bpp.segments().size();
        try {
            return euicc.loadBoundProfilePackage(bpp, loaded -> endUser.watches(loaded, segments))
                    .filter(result -> result.data().value().transactionId().equals(bound.transactionId()))
                    .orElseThrow(() -> loadingEnded("it gives no ProfileInstallationResult of this session"));
        } catch (StatusWordRefused | MalformedTlv refused) {
            throw new DownloadStopped(LOAD_BPP_EXECUTION_ERROR, LOADING_ENDED + refused.getMessage(), refused);
        }
    }

    private static DownloadStopped loadingEnded(String why) {
        return new DownloadStopped(LOAD_BPP_EXECUTION_ERROR, LOADING_ENDED + why);
    }
}
