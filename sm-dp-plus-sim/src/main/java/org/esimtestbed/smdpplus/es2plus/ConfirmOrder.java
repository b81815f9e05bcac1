package org.esimtestbed.smdpplus.es2plus;

import java.util.Optional;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.es2plus.ConfirmOrder.Request;
import org.esimtestbed.rsp.es2plus.ConfirmOrder.Response;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder.Delivery;
import org.springframework.dao.DuplicateKeyException;

/// ES2+.ConfirmOrder (SGP.22 §5.3.2): the operator settles how the Profile is to be fetched.
public final class ConfirmOrder {
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // nothing a person would misread
    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private final Orders orders;
    private final Crypto crypto;
    private final String smdpAddress;
    private final ConfirmationCode.Form codeForm;

    public ConfirmOrder(Orders orders, SmDpPlusSettings settings) {
        this.orders = orders;
        this.crypto = settings.crypto();
        this.smdpAddress = settings.identity().address();
        this.codeForm = settings.policy().confirmationCodeForm();
    }

    /// @throws FunctionRefused with the code of the first check that fails
    public Response answer(Operator operator, Request request) {
        var order = OperatorsOrder.find(orders, operator, request.iccid());
        if (order.state() != OrderState.ALLOCATED && order.state() != OrderState.LINKED) {
            throw StatusCode.PROFILE_STATE_REFUSED.because(
                    "the order is " + order.state().title());
        }
        if (request.eid().isPresent()
                && !order.eid().map(request.eid().get()::equals).orElse(true)) {
            throw StatusCode.EID_REFUSED.because("the order is for another eUICC");
        }
        if (request.smdsAddress().isPresent()) {
            throw StatusCode.SMDS_ADDRESS_REFUSED.because("this server registers events with no SM-DS");
        }
        var eid = request.eid().or(order::eid);
        if (request.matchingId().filter(String::isEmpty).isPresent() && eid.isEmpty()) {
            throw StatusCode.EID_MISSING.because("without a MatchingID the order must name an eUICC");
        }
        var matchingId = request.matchingId().orElseGet(this::newMatchingId);
        if (!matchingId.matches("[0-9A-Za-z-]{0,64}"))
            throw StatusCode.INVALID_ELEMENT.because("matchingId: " + matchingId);
        var confirmed = order.after(OrderEvent.CONFIRM_ORDER)
                .reachedBy(new Delivery(
                        Optional.of(matchingId).filter(id -> !id.isEmpty()),
                        request.confirmationCode().map(this::hash),
                        Optional.empty(),
                        Optional.empty()));
        if (eid.isPresent()) confirmed = confirmed.linkedTo(eid.get());
        if (request.releaseFlag()) confirmed = confirmed.after(OrderEvent.RELEASE_PROFILE);
        try {
            orders.save(confirmed, Change.byOperator(operator.identifier(), "ConfirmOrder"));
        } catch (DuplicateKeyException taken) {
            throw StatusCode.MATCHING_ID_IN_USE.because("another order has the MatchingID " + matchingId);
        } catch (Orders.Overtaken overtaken) {
            throw StatusCode.PROFILE_STATE_REFUSED.because(String.valueOf(overtaken.getMessage()));
        }
        return new Response(eid, matchingId, Optional.of(smdpAddress));
    }

    private Bytes hash(String code) {
        try {
            return codeForm.hash(code);
        } catch (IllegalArgumentException e) {
            throw StatusCode.INVALID_ELEMENT.because("confirmationCode: this server takes hexadecimal digits");
        }
    }

    private String newMatchingId() {
        var text = new StringBuilder();
        var random = crypto.random(GROUPS * GROUP);
        for (int i = 0; i < random.size(); i++) {
            if (i > 0 && i % GROUP == 0) text.append('-');
            text.append(ALPHABET.charAt(random.at(i) % ALPHABET.length()));
        }
        return text.toString();
    }
}
