package org.esimtestbed.smdpplus.es2plus;

import org.esimtestbed.rsp.es2plus.DownloadOrder.Request;
import org.esimtestbed.rsp.es2plus.DownloadOrder.Response;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.storage.Transactions;
import org.springframework.dao.DuplicateKeyException;

/// ES2+.DownloadOrder (SGP.22 §5.3.1): the operator reserves a Profile, personalised from a type with the data it
/// sends along.
public final class DownloadOrder {
    private final Orders orders;
    private final Contents contents;
    private final ProfileTypes profileTypes;
    private final Transactions transactions;

    public DownloadOrder(Orders orders, Contents contents, ProfileTypes profileTypes, Transactions transactions) {
        this.orders = orders;
        this.contents = contents;
        this.transactions = transactions;
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
        var content = profileTypes.make(type, iccid, personalisation);
        try {
            transactions.write(() -> {
                orders.add(
                        ProfileOrder.available(iccid, operator.identifier(), type.name())
                                .reservedFor(request.eid()),
                        Change.byOperator(operator.identifier(), "DownloadOrder"));
                contents.put(iccid, content);
            });
        } catch (DuplicateKeyException there) {
            throw StatusCode.ICCID_IN_USE.because("there is an order for " + iccid);
        }
        return new Response(iccid);
    }
}
