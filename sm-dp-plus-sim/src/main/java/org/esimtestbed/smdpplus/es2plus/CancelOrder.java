package org.esimtestbed.smdpplus.es2plus;

import org.esimtestbed.rsp.es2plus.CancelOrder.FinalProfileStatusIndicator;
import org.esimtestbed.rsp.es2plus.CancelOrder.Request;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.profile.Contents;

/// ES2+.CancelOrder (SGP.22 §5.3.3): the operator withdraws an order. Nothing of it is left but what the Profile is
/// made from.
public final class CancelOrder {
    private final Orders orders;
    private final Contents contents;
    private final Transactions transactions;

    public CancelOrder(Orders orders, Contents contents, Transactions transactions) {
        this.orders = orders;
        this.contents = contents;
        this.transactions = transactions;
    }

    /// @throws FunctionRefused with the code of the first check that fails
    public EmptyResponse answer(Operator operator, Request request) {
        var order = OperatorsOrder.find(orders, operator, request.iccid());
        var event = request.finalProfileStatusIndicator() == FinalProfileStatusIndicator.AVAILABLE
                ? OrderEvent.CANCEL_TO_AVAILABLE
                : OrderEvent.CANCEL_TO_UNAVAILABLE;
        if (!order.state().takes(event)) {
            throw StatusCode.PROFILE_NOT_AVAILABLE.because(
                    "the Profile is " + order.state().title());
        }
        checkEid(order, request);
        checkMatchingId(order, request);
        try {
            transactions.write(() -> {
                orders.save(
                        order.cancelled(event),
                        Change.byOperator(
                                operator.identifier(), "CancelOrder, " + request.finalProfileStatusIndicator()));
                contents.remove(order.iccid());
            });
        } catch (Orders.Overtaken overtaken) { // somebody downloads it just now
            throw StatusCode.PROFILE_NOT_AVAILABLE.because(String.valueOf(overtaken.getMessage()));
        }
        return new EmptyResponse();
    }

    private static void checkEid(ProfileOrder order, Request request) {
        if (order.eid().isPresent() && request.eid().isEmpty()) {
            throw StatusCode.EID_MISSING.because("the order is linked to an eUICC");
        }
        if (!order.eid().equals(request.eid())) {
            throw StatusCode.OTHER_EID.because(
                    "the order is not linked to " + request.eid().orElseThrow());
        }
    }

    private static void checkMatchingId(ProfileOrder order, Request request) {
        var expected = order.delivery().matchingId();
        var named = request.matchingId().filter(id -> !id.isEmpty()); // empty stands for none, as in ConfirmOrder
        if (expected.isPresent() && named.isEmpty()) {
            throw StatusCode.MATCHING_ID_MISSING.because("the order has a MatchingID");
        }
        if (!expected.equals(named)) throw StatusCode.OTHER_MATCHING_ID.because("matchingId: " + named.orElseThrow());
    }
}
