package org.esimtestbed.smdpplus.quirk;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.binding.Binding;
import org.esimtestbed.smdpplus.es9plus.Es9Plus;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.profile.ProfileContent;
import org.esimtestbed.smdpplus.session.Session.Authenticated;
import org.esimtestbed.smdpplus.session.Sessions;

/// Everything the server does wrong, in one place around the honest functions: a call is refused before they see
/// it, or what they answer is bent. The honest server has then done its part, so orders and sessions are what they
/// would be.
public final class QuirkyEs9Plus implements Es9Plus {
    private final Es9Plus honest;
    private final Script script;
    private final ServerKeys keys;
    private final Sessions sessions;
    private final Orders orders;
    private final Contents contents;
    private final Binding binding;
    private final Callers callers;

    public QuirkyEs9Plus(
            Es9Plus honest,
            Script script,
            ServerKeys keys,
            Sessions sessions,
            Orders orders,
            Contents contents,
            Binding binding) {
        this.honest = honest;
        this.script = script;
        this.keys = keys;
        this.sessions = sessions;
        this.orders = orders;
        this.contents = contents;
        this.binding = binding;
        this.callers = new Callers(sessions, orders);
    }

    @Override
    public InitiateAuthentication.Response initiateAuthentication(InitiateAuthentication.Request request) {
        var quirks = bending(request);
        var answer = honest.initiateAuthentication(request);
        for (var quirk : of(AuthenticationQuirk.class, quirks)) answer = quirk.bend(answer, keys);
        return answer;
    }

    @Override
    public AuthenticateClient.Response authenticateClient(AuthenticateClient.Request request) {
        var quirks = bending(request);
        var answer = honest.authenticateClient(request);
        if (quirks.isEmpty()
                || !(AuthenticateServerResponse.of(request.authenticateServerResponse())
                        instanceof AuthenticateServerResponse.Ok ok)) {
            return answer;
        }
        var bent = answer;
        for (var quirk : of(MetadataQuirk.class, quirks)) bent = withMetadata(bent, quirk);
        for (var quirk : of(OfferQuirk.class, quirks)) bent = quirk.bend(bent, ok.signature1(), keys);
        remember(bent);
        return bent;
    }

    private static AuthenticateClient.Response withMetadata(AuthenticateClient.Response offer, MetadataQuirk quirk) {
        return new AuthenticateClient.Response(
                offer.transactionId(),
                quirk.bend(offer.profileMetadata()),
                offer.smdpSigned2(),
                offer.smdpSignature2(),
                offer.smdpCertificate());
    }

    // An eUICC that lets it pass signs over the signature it was sent, and that has to be the one expected.
    private void remember(AuthenticateClient.Response offer) {
        var session = sessions.ongoing(offer.transactionId());
        var euicc = session.authenticated().orElseThrow();
        sessions.save(session.authenticatedAs(new Authenticated(
                euicc.eid(),
                euicc.iccid(),
                euicc.euicc(),
                offer.smdpSignature2().value())));
    }

    @Override
    public GetBoundProfilePackage.Response getBoundProfilePackage(GetBoundProfilePackage.Request request) {
        var quirks = bending(request);
        var answer = honest.getBoundProfilePackage(request);
        var metadata = of(MetadataQuirk.class, quirks);
        var sealing = of(PackageQuirk.class, quirks);
        if (metadata.isEmpty() && sealing.isEmpty()) return answer;

        // bound once more, with the keys that are kept: the same package but for what is bent
        var session = sessions.ongoing(request.transactionId());
        var euicc = session.authenticated().orElseThrow();
        var bound = orders.find(euicc.iccid()).flatMap(ProfileOrder::bound).orElseThrow();
        var content = contents.packaged(euicc.iccid());
        var offer = content.offer();
        for (var quirk : metadata) {
            offer = new ProfileContent.Offer(
                    offer.octets(), quirk.bend(offer.metadata()), offer.requirements(), offer.protection());
        }
        var recipient = new Binding.Recipient(
                ServerIdentity.under(session.serverCi(), keys.identities()),
                session.transactionId(),
                euicc.eid(),
                bound.euiccOtpk());
        var bent = binding.bind(
                recipient, euicc.iccid(), offer, content.profilePackage(), Optional.of(bound), new Sealings(sealing));
        return new GetBoundProfilePackage.Response(answer.transactionId(), bent.bpp());
    }

    @Override
    public EmptyResponse cancelSession(CancelSession.Request request) {
        var quirks = bending(request);
        if (of(SettlementQuirk.StrandedOrders.class, quirks).isEmpty()) return honest.cancelSession(request);
        var whom = callers.of(request); // the session ends with it
        var answer = honest.cancelSession(request);
        strand(whom);
        return answer;
    }

    @Override
    public void handleNotification(HandleNotification.Request request) {
        var quirks = bending(request);
        if (!of(SettlementQuirk.ForgetNotifications.class, quirks).isEmpty()) return;
        if (of(SettlementQuirk.StrandedOrders.class, quirks).isEmpty()) {
            honest.handleNotification(request);
            return;
        }
        var whom = callers.of(request);
        honest.handleNotification(request);
        strand(whom);
    }

    /// An order that could be downloaded again is ended.
    private void strand(Whom whom) {
        try {
            whom.order()
                    .flatMap(it -> orders.find(it.iccid()))
                    .filter(it -> it.state() == OrderState.RELEASED)
                    .ifPresent(order -> orders.save(
                            order.after(OrderEvent.INSTALLATION_FAILED),
                            Change.byServer("quirk stranded-orders: an attempt has failed")));
        } catch (Orders.Overtaken overtaken) { // whoever was faster may have left it Released
            strand(whom);
        }
    }

    /// The quirks of this call, once none of them has refused it.
    private List<MessageQuirk> bending(Es9PlusRequest request) {
        var quirks = script.bending(MessageQuirk.class, Es9PlusFunction.of(request), () -> callers.of(request));
        if (quirks.isEmpty()) return quirks;
        var whom = callers.of(request);
        for (var quirk : of(RefusalQuirk.class, quirks)) quirk.check(request, whom, keys);
        return quirks;
    }

    private static <Q extends MessageQuirk> List<Q> of(Class<Q> type, List<MessageQuirk> quirks) {
        return quirks.isEmpty()
                ? List.of()
                : quirks.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
