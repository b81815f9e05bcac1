package org.esimtestbed.smdpplus.es9plus;

import java.util.List;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage.Request;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage.Response;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.binding.Binding;
import org.esimtestbed.smdpplus.callback.ProgressInfo;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.session.Session;
import org.esimtestbed.smdpplus.session.Sessions;

/// ES9+.GetBoundProfilePackage (SGP.22 §5.6.2): the package is bound there and then for this one eUICC.
public final class GetBoundProfilePackage {
    private final Sessions sessions;
    private final Orders orders;
    private final Contents contents;
    private final ConfirmationCodeCheck confirmationCode;
    private final Crypto crypto;
    private final List<ServerIdentity> identities;
    private final Binding binding;
    private final ProgressInfo progress;
    private final Transactions transactions;

    public GetBoundProfilePackage(
            Sessions sessions,
            Orders orders,
            Contents contents,
            Binding binding,
            ProgressInfo progress,
            Transactions transactions,
            SmDpPlusSettings settings) {
        this.sessions = sessions;
        this.orders = orders;
        this.contents = contents;
        this.confirmationCode = new ConfirmationCodeCheck(
                orders, progress, transactions, settings.policy().maxConfirmationAttempts());
        this.crypto = settings.crypto();
        this.identities = settings.identities();
        this.binding = binding;
        this.progress = progress;
        this.transactions = transactions;
    }

    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.6.2
    public Response answer(Request request) {
        var session = sessions.ongoing(request.transactionId()); // else 8.10.1 / 3.9
        var euicc = session.authenticated()
                .orElseThrow(() -> StatusCode.TRANSACTION_UNKNOWN.because("the session is not authenticated yet"));
        var ok = switch (PrepareDownloadResponse.of(request.prepareDownloadResponse())) {
            case PrepareDownloadResponse.Ok it -> it;
            case PrepareDownloadResponse.Refused refused ->
                throw StatusCode.EUICC_SIGNATURE_INVALID.because("the eUICC refuses the download: " + refused.code());
        };
        var signed2 = ok.euiccSigned2();
        var key = Certificate.of(euicc.euicc()).publicKey();
        if (!crypto.verify(key, EuiccSigned2.covered(signed2.tlv(), euicc.smdpSignature2()), ok.signature2())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because("euiccSignature2 does not verify");
        }
        if (!signed2.value().transactionId().equals(session.transactionId())) {
            throw StatusCode.TRANSACTION_UNKNOWN.because("euiccSigned2 names another TransactionID");
        }
        var order = orders.find(euicc.iccid())
                .orElseThrow(() -> StatusCode.TRANSACTION_UNKNOWN.because("the order is gone"));
        checkDelivery(order, euicc.eid()); // else 8.2 / 3.7
        confirmationCode.check(order, session, signed2.value().hashCc()); // else 8.2.7
        return bound(session, euicc, order, signed2.value().euiccOtpk());
    }

    private Response bound(Session session, Session.Authenticated euicc, ProfileOrder order, Bytes euiccOtpk) {
        var recipient = new Binding.Recipient(
                ServerIdentity.under(session.serverCi(), identities), session.transactionId(), euicc.eid(), euiccOtpk);
        try {
            var content = contents.packaged(order.iccid());
            var result =
                    binding.bind(recipient, order.iccid(), content.offer(), content.profilePackage(), order.bound());
            transactions.write(() -> {
                sessions.save(session.withPackage());
                // whoever is overtaken here has bound for nothing: the Profile goes to one eUICC only
                var downloaded = orders.save(
                        order.boundTo(euicc.eid(), result.bound()),
                        Change.byEuicc(euicc.eid(), "got the bound package", session.transactionId()));
                progress.bppDownloaded(downloaded);
            });
            return new Response(session.transactionId(), result.bpp());
        } catch (Orders.Overtaken overtaken) {
            throw StatusCode.BPP_UNAVAILABLE.because(String.valueOf(overtaken.getMessage()));
        } catch (IllegalArgumentException noPoint) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because(String.valueOf(noPoint.getMessage()));
        }
    }

    // Another eUICC may have been faster since this one was offered the Profile.
    static void checkDelivery(ProfileOrder order, Eid eid) {
        if (!order.isOpenTo(eid)) throw StatusCode.BPP_UNAVAILABLE.because("another eUICC has got the Profile");
        if (!order.state().takes(OrderEvent.BIND)) {
            throw StatusCode.BPP_UNAVAILABLE.because(
                    "the order is " + order.state().title());
        }
    }
}
