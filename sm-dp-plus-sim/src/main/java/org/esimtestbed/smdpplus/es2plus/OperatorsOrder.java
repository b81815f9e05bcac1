package org.esimtestbed.smdpplus.es2plus;

import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;

/// The order an operator speaks of.
final class OperatorsOrder {
    private OperatorsOrder() {}

    /// @throws FunctionRefused with 8.2.1/3.9 if there is none, 8.2.1/1.2 if it is another operator's
    static ProfileOrder find(Orders orders, Operator operator, Iccid iccid) {
        return of(
                operator,
                orders.find(iccid)
                        .orElseThrow(() -> StatusCode.ICCID_UNKNOWN.because("no Profile has the ICCID " + iccid)));
    }

    /// @throws FunctionRefused with 8.2.1/1.2 if it is another operator's
    static ProfileOrder of(Operator operator, ProfileOrder order) {
        if (!order.operator().equals(operator.identifier())) {
            throw StatusCode.ICCID_NOT_ALLOWED.because("the Profile " + order.iccid() + " is another operator's");
        }
        return order;
    }
}
