package org.esimtestbed.smdpplus.es2plus;

import java.time.InstantSource;
import org.esimtestbed.rsp.es2plus.ReleaseProfile.Request;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;

/// ES2+.ReleaseProfile (SGP.22 §5.3.4): from now on the Profile may be downloaded.
public final class ReleaseProfile {
    private final Orders orders;
    private final InstantSource clock;

    public ReleaseProfile(Orders orders, InstantSource clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /// @throws FunctionRefused with the code of the first check that fails
    public EmptyResponse answer(Operator operator, Request request) {
        var order = OperatorsOrder.find(orders, operator, request.iccid());
        if (!order.state().takes(OrderEvent.RELEASE_PROFILE) || order.hasExpired(clock.instant())) {
            throw StatusCode.PROFILE_NOT_RELEASABLE.because("the Profile is "
                    + order.state().title() + (order.hasExpired(clock.instant()) ? ", and expired" : ""));
        }
        try {
            orders.save(
                    order.after(OrderEvent.RELEASE_PROFILE),
                    Change.byOperator(operator.identifier(), "ReleaseProfile"));
        } catch (Orders.Overtaken overtaken) {
            throw StatusCode.PROFILE_NOT_RELEASABLE.because(String.valueOf(overtaken.getMessage()));
        }
        return new EmptyResponse();
    }
}
