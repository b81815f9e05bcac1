package org.esimtestbed.smdpplus.es2plus;

import java.util.Optional;
import org.esimtestbed.rsp.es2plus.DownloadOrder.Request;
import org.esimtestbed.rsp.es2plus.DownloadOrder.Response;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.order.Stock;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.springframework.dao.DuplicateKeyException;

/// ES2+.DownloadOrder (SGP.22 §5.3.1): the operator reserves a Profile, by ICCID or by type. It comes from the
/// operator's stock, or is made from the data the operator sends along, and is personalised in the same step.
public final class DownloadOrder {
    private final Orders orders;
    private final Stock stock;
    private final Contents contents;
    private final ProfileTypes profileTypes;
    private final Transactions transactions;

    public DownloadOrder(
            Orders orders, Stock stock, Contents contents, ProfileTypes profileTypes, Transactions transactions) {
        this.orders = orders;
        this.stock = stock;
        this.contents = contents;
        this.profileTypes = profileTypes;
        this.transactions = transactions;
    }

    /// @throws FunctionRefused with the code of the first check that fails
    public Response answer(Operator operator, Request request) {
        if (request.iccid().isEmpty() && request.profileType().isEmpty()) {
            throw StatusCode.MANDATORY_ELEMENT_MISSING.because("iccid or profileType");
        }
        try {
            return transactions.write(() -> request.iccid().isPresent()
                    ? byIccid(operator, request.iccid().get(), request)
                    : byType(operator, request.profileType().orElseThrow(), request));
        } catch (Orders.Overtaken | DuplicateKeyException taken) { // two orders at the same time
            throw StatusCode.PROFILE_NOT_AVAILABLE.because("another order has taken the Profile");
        }
    }

    private Response byIccid(Operator operator, Iccid iccid, Request request) {
        var found = orders.find(iccid);
        if (found.isEmpty()) return toOrder(operator, iccid, request);
        var order = OperatorsOrder.of(operator, found.get()); // else 8.2.1 / 1.2
        if (!order.state().takes(OrderEvent.RESERVE)) {
            throw StatusCode.PROFILE_NOT_AVAILABLE.because(
                    "the Profile is " + order.state().title());
        }
        if (request.profileType()
                .filter(type -> !type.equals(order.profileType()))
                .isPresent()) {
            throw StatusCode.PROFILE_TYPE_MISMATCH.because("the Profile is of type \"" + order.profileType() + "\"");
        }
        return fromStock(operator, order, request);
    }

    private Response byType(Operator operator, String type, Request request) {
        profileTypes.require(type, operator); // else 8.2.5 / 3.9
        var next = stock.next(operator.identifier(), type)
                .orElseThrow(() ->
                        StatusCode.PROFILE_TYPE_EXHAUSTED.because("no Profile of type \"" + type + "\" is in stock"));
        return fromStock(operator, next, request);
    }

    private Response fromStock(Operator operator, ProfileOrder order, Request request) {
        var data = request.personalisation()
                .or(() -> stock.personalisation(order.iccid()))
                .orElseThrow(() -> StatusCode.PROFILE_NOT_AVAILABLE.because("there is no data to make the Profile"));
        orders.save(order.reservedFor(request.eid()), Change.byOperator(operator.identifier(), "DownloadOrder"));
        return made(operator, order.iccid(), order.profileType(), data, request.personalisation());
    }

    // A Profile nobody has heard of, with all that is needed to make it.
    private Response toOrder(Operator operator, Iccid iccid, Request request) {
        if (request.profileType().isEmpty() || request.personalisation().isEmpty()) {
            throw StatusCode.ICCID_UNKNOWN.because("no Profile with the ICCID " + iccid + " is in stock");
        }
        var type = profileTypes.require(request.profileType().get(), operator); // else 8.2.5 / 3.9
        orders.add(
                ProfileOrder.available(iccid, operator.identifier(), type.name())
                        .reservedFor(request.eid()),
                Change.byOperator(operator.identifier(), "DownloadOrder"));
        return made(operator, iccid, type.name(), request.personalisation().get(), request.personalisation());
    }

    private Response made(
            Operator operator, Iccid iccid, String type, Personalisation data, Optional<Personalisation> toKeep) {
        contents.put(iccid, profileTypes.make(profileTypes.require(type, operator), iccid, data));
        toKeep.ifPresent(it -> stock.keep(iccid, it));
        return new Response(iccid);
    }
}
