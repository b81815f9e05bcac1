package org.esimtestbed.smdpplus.es9plus;

import java.util.Optional;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es9plus.AuthenticateClient.Request;
import org.esimtestbed.rsp.es9plus.AuthenticateClient.Response;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.AuthenticateClient (SGP.22 §5.6.3): the eUICC proves who it is and is offered the Profile that waits for it.
public final class AuthenticateClient {
    /// How often a Profile is handed out before its order ends in Error (§5.6.3, the number is the server's choice).
    public static final int MAX_DOWNLOAD_ATTEMPTS = 5;

    private final Sessions sessions;
    private final Orders orders;
    private final ProfileTypes profileTypes;
    private final EuiccAuthentication authentication;
    private final Crypto crypto;
    private final Credential dpPb;
    private final ProgressInfo progress;

    public AuthenticateClient(
            Sessions sessions,
            Orders orders,
            ProfileTypes profileTypes,
            EuiccAuthentication authentication,
            Crypto crypto,
            Credential dpPb,
            ProgressInfo progress) {
        this.sessions = sessions;
        this.orders = orders;
        this.profileTypes = profileTypes;
        this.authentication = authentication;
        this.crypto = crypto;
        this.dpPb = dpPb;
        this.progress = progress;
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.3
    public Response answer(Request request) {
        var session = sessions.ongoing(request.transactionId()); // else 8.10.1 / 3.9
        var ok = switch (AuthenticateServerResponse.of(request.authenticateServerResponse())) {
            case AuthenticateServerResponse.Ok it -> it;
            case AuthenticateServerResponse.Refused refused ->
                throw StatusCode.EUICC_SIGNATURE_INVALID.because("the eUICC refuses this server: " + refused.code());
        };
        var eid = authenticated(session, ok); // else 8.11.1, 8.1.2, 8.1.3, 8.1
        var signed1 = ok.euiccSigned1().value();
        var order = awaiting(signed1.ctxParams1().matchingId(), eid); // else 8.2.6 / 3.8 …
        checkEligibility(order, signed1.euiccInfo2());

        var signed2 = new SmdpSigned2(
                        session.transactionId(), order.confirmationCodeHash().isPresent(), bppEuiccOtpk(session))
                .encode();
        var signature2 = crypto.sign(dpPb.keyPair().privateKey(), SmdpSigned2.covered(signed2, ok.signature1()));
        var metadata = profileTypes.metadata(order.profileType(), order.iccid()).encode();
        sessions.save(session.authenticatedAs(new Session.Authenticated(
                eid,
                order.iccid(),
                ok.euicc().tlv(),
                ok.eum().tlv(),
                signature2,
                order.confirmationCodeHash().isPresent(),
                metadata)));
        return new Response(
                session.transactionId(),
                metadata,
                signed2,
                Tlv.of(Tags.SIGNATURE, signature2),
                dpPb.certificate().tlv());
    }

    private Eid authenticated(Session session, AuthenticateServerResponse.Ok ok) {
        var eid = authentication.verify(ok.euicc(), ok.eum());
        if (!ok.eum().authorityKeyIdentifier().filter(session.ciKey()::equals).isPresent()) {
            throw StatusCode.CI_UNKNOWN.because("the eUICC proves itself under another CI than it was asked to");
        }
        var signed1 = ok.euiccSigned1();
        if (!crypto.verify(ok.euicc().publicKey(), signed1.bytes(), ok.signature1())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because("euiccSignature1 does not verify");
        }
        if (!signed1.value().transactionId().equals(session.transactionId())) {
            throw StatusCode.TRANSACTION_UNKNOWN.because("euiccSigned1 names another TransactionID");
        }
        if (!signed1.value().serverChallenge().equals(session.serverChallenge())
                || !signed1.value().serverAddress().equals(session.serverAddress())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because(
                    "euiccSigned1 answers another server challenge or address");
        }
        return eid;
    }

    /// The order that waits for this MatchingID, or for this EID where the LPA has none.
    private ProfileOrder awaiting(Optional<String> matchingId, Eid eid) {
        var named = matchingId.filter(id -> !id.isEmpty());
        var order = named.isPresent() ? orders.findByMatchingId(named.get()) : orders.findForEid(eid);
        var found = order.orElseThrow(() -> StatusCode.MATCHING_ID_REFUSED.because(
                named.map(id -> "no order has the MatchingID " + id).orElse("no order waits for this eUICC")));
        if (!found.isOpenTo(eid)) throw StatusCode.EID_REFUSED.because("the order is for another eUICC");
        return switch (found.state()) {
            case RELEASED, DOWNLOADED -> found;
            case ALLOCATED, LINKED, CONFIRMED ->
                throw StatusCode.PROFILE_NOT_RELEASED.because(
                        "the order is " + found.state().title());
            case INSTALLED, ERROR ->
                throw StatusCode.MATCHING_ID_REFUSED.because(
                        "the order is " + found.state().title());
        };
    }

    private void checkEligibility(ProfileOrder order, EuiccInfo2 euicc) {
        long needed = orders.packageSize(order.iccid());
        if (euicc.extCardResource().freeNonVolatile() < needed) {
            throw refused(
                    order,
                    StatusCode.EUICC_MEMORY.because("the Profile needs " + needed + " octets, the eUICC has "
                            + euicc.extCardResource().freeNonVolatile()));
        }
        if (order.downloadAttempts() >= MAX_DOWNLOAD_ATTEMPTS) {
            if (order.state() != OrderState.ERROR) orders.save(order.after(OrderEvent.RETRIES_EXCEEDED));
            throw refused(
                    order,
                    StatusCode.DOWNLOAD_RETRIES_EXCEEDED.because(order.downloadAttempts() + " attempts were made"));
        }
    }

    private FunctionRefused refused(ProfileOrder order, FunctionRefused refusal) {
        progress.eligibilityRefused(order, refusal);
        return refusal;
    }

    private static Optional<Bytes> bppEuiccOtpk(Session session) {
        return session.bound().map(Session.Bound::euiccOtpk);
    }
}
