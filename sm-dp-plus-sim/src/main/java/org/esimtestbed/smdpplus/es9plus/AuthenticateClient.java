package org.esimtestbed.smdpplus.es9plus;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es9plus.AuthenticateClient.Request;
import org.esimtestbed.rsp.es9plus.AuthenticateClient.Response;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.authentication.EuiccAuthentication;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.order.ProfileOrder.Bound;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.profile.ProfileContent;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.AuthenticateClient (SGP.22 §5.6.3): the eUICC proves who it is and is offered the Profile that waits for it.
public final class AuthenticateClient {
    private final Sessions sessions;
    private final Orders orders;
    private final Contents contents;
    private final PendingOrders pending;
    private final EuiccAuthentication authentication;
    private final Crypto crypto;
    private final List<ServerIdentity> identities;
    private final ProgressInfo progress;
    private final Optional<Integer> maximumProfiles;

    public AuthenticateClient(
            Sessions sessions,
            Orders orders,
            Contents contents,
            EuiccAuthentication authentication,
            ProgressInfo progress,
            Transactions transactions,
            SmDpPlusSettings settings) {
        this.sessions = sessions;
        this.orders = orders;
        this.contents = contents;
        this.pending = new PendingOrders(orders, settings.policy(), progress, transactions, settings.clock());
        this.authentication = authentication;
        this.crypto = settings.crypto();
        this.identities = settings.identities();
        this.progress = progress;
        this.maximumProfiles = settings.policy().maximumProfiles();
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.3
    public Response answer(Request request) {
        var session = sessions.ongoing(request.transactionId()); // else 8.10.1 / 3.9
        var ok = EuiccAuthentication.answer(request.authenticateServerResponse()); // else 8.1 / 6.1
        var eid = authentication.verify(session.pending(), ok); // else 8.11.1, 8.1.2, 8.1.3, 8.1
        var signed1 = ok.euiccSigned1().value();
        var order = pending.awaiting(signed1.ctxParams1().matchingId(), eid, session.transactionId()); // else 8.2.6 …
        var offer = contents.offer(order.iccid());
        checkEligibility(order, offer, signed1.euiccInfo2()); // else 8.1 / 4.8, 8.2.5 / 4.3
        checkMaximum(order, eid); // else 8.2.5 / 5.1

        var dpPb = dpPb(session);
        var ccRequired = order.delivery().confirmationCodeHash().isPresent();
        var euiccOtpk = order.bound().filter(_ -> order.eid().isPresent()).map(Bound::euiccOtpk);
        var signed2 = new SmdpSigned2(session.transactionId(), ccRequired, euiccOtpk).encode();
        var signature2 = crypto.sign(dpPb.keyPair().privateKey(), SmdpSigned2.covered(signed2, ok.signature1()));
        sessions.save(session.authenticatedAs(
                new Session.Authenticated(eid, order.iccid(), ok.euicc().tlv(), signature2)));
        return new Response(
                session.transactionId(),
                offer.metadata(),
                signed2,
                Tlv.of(Tags.SIGNATURE, signature2),
                dpPb.certificate().tlv());
    }

    private Credential dpPb(Session session) {
        return ServerIdentity.under(session.serverCi(), identities).dpPb();
    }

    private void checkEligibility(ProfileOrder order, ProfileContent.Offer offer, EuiccInfo2 euicc) {
        long free = euicc.extCardResource().freeNonVolatile();
        if (free < offer.octets()) {
            throw refused(
                    order,
                    StatusCode.EUICC_MEMORY.because(
                            "the Profile needs " + offer.octets() + " octets, the eUICC has " + free));
        }
        offer.requirements().unmetBy(euicc, offer.metadata()).ifPresent(lack -> {
            throw refused(order, StatusCode.NO_ELIGIBLE_PROFILE.because(lack));
        });
    }

    private void checkMaximum(ProfileOrder order, Eid eid) {
        if (maximumProfiles.isEmpty()) return;
        int has = orders.countHanded(eid, order.iccid());
        if (has >= maximumProfiles.get()) {
            throw refused(
                    order,
                    StatusCode.MAXIMUM_PROFILES.because(
                            "the eUICC has " + has + ", and may have " + maximumProfiles.get()));
        }
    }

    private FunctionRefused refused(ProfileOrder order, FunctionRefused refusal) {
        progress.eligibilityRefused(order, refusal);
        return refusal;
    }
}
