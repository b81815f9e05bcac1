package org.esimtestbed.smdpplus.es2plus;

import org.esimtestbed.rsp.es2plus.ReleaseProfile.Request;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;

/// ES2+.ReleaseProfile (SGP.22 §5.3.4): from now on the Profile may be downloaded.
public final class ReleaseProfile {
    private final Orders orders;

    public ReleaseProfile(Orders orders) {
        this.orders = orders;
    }

    /// @throws FunctionRefused with the code of the first check that fails
    public EmptyResponse answer(Operator operator, Request request) {
        var order = OperatorsOrder.find(orders, operator, request.iccid());
        if (order.state() != OrderState.CONFIRMED) {
            throw StatusCode.PROFILE_STATE_REFUSED.because(
                    "the order is " + order.state().title());
        }
        try {
            orders.save(
                    order.after(OrderEvent.RELEASE_PROFILE),
                    Change.byOperator(operator.identifier(), "ReleaseProfile"));
        } catch (Orders.Overtaken overtaken) {
            throw StatusCode.PROFILE_STATE_REFUSED.because(String.valueOf(overtaken.getMessage()));
        }
        return new EmptyResponse();
    }
}
