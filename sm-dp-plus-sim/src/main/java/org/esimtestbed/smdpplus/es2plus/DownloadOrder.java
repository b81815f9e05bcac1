package org.esimtestbed.smdpplus.es2plus;

import java.util.Optional;
import org.esimtestbed.rsp.es2plus.DownloadOrder.Request;
import org.esimtestbed.rsp.es2plus.DownloadOrder.Response;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.profile.ProfileTypes;

/// ES2+.DownloadOrder (SGP.22 §5.3.1): the operator reserves a Profile, personalised from a type with the data it
/// sends along.
public final class DownloadOrder {
    private final Orders orders;
    private final ProfileTypes profileTypes;

    public DownloadOrder(Orders orders, ProfileTypes profileTypes) {
        this.orders = orders;
        this.profileTypes = profileTypes;
    }

    /// @throws FunctionRefused with the code of the first check that fails
    public Response answer(Operator operator, Request request) {
        if (request.iccid().isEmpty() && request.profileType().isEmpty()) {
            throw StatusCode.MANDATORY_ELEMENT_MISSING.because("iccid or profileType");
        }
        // this server keeps no stock of its own: a Profile is made when it is ordered
        var iccid = request.iccid()
                .orElseThrow(
                        () -> StatusCode.PROFILE_TYPE_EXHAUSTED.because("no Profile is in stock: order with an ICCID"));
        var typeName = request.profileType()
                .orElseThrow(
                        () -> StatusCode.ICCID_UNKNOWN.because("no Profile with the ICCID " + iccid + " is in stock"));
        var type = profileTypes.require(typeName); // else 8.2.5 / 3.9
        var personalisation = request.personalisation()
                .orElseThrow(() -> StatusCode.ICCID_UNKNOWN.because(
                        "no Profile with the ICCID " + iccid + " is in stock, and no data to make it"));
        var order = new ProfileOrder(
                iccid,
                request.eid().isPresent() ? OrderState.LINKED : OrderState.ALLOCATED,
                operator.identifier(),
                type.name(),
                request.eid(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0);
        var profilePackage = profileTypes.personalise(type, iccid, personalisation);
        if (!orders.add(order, profilePackage)) throw StatusCode.ICCID_IN_USE.because("there is an order for " + iccid);
        return new Response(iccid);
    }
}
