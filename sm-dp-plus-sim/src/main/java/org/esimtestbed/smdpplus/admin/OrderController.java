package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rspserver.admin.AdminRefused;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.IllegalTransition;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.profile.Contents;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Orders, looked at and moved by hand.
@RestController
@RequestMapping("/admin/orders")
@Tag(name = "orders")
final class OrderController {
    private static final Map<String, OrderEvent> EVENTS = Map.of(
            "release", OrderEvent.RELEASE_PROFILE,
            "expire", OrderEvent.EXPIRE,
            "cancel", OrderEvent.CANCEL_TO_UNAVAILABLE,
            "return-to-stock", OrderEvent.CANCEL_TO_AVAILABLE);

    private final OrderQuery query;
    private final Orders orders;
    private final Contents contents;
    private final Transactions transactions;

    OrderController(OrderQuery query, Orders orders, Contents contents, Transactions transactions) {
        this.query = query;
        this.orders = orders;
        this.contents = contents;
        this.transactions = transactions;
    }

    @Schema(name = "OrderWithAudit")
    record WithAudit(
            OrderView order,

            @Schema(description = "oldest first, the last 1000")
            List<AuditView> audit) {}

    @GetMapping
    @Operation(summary = "Orders and Profiles in stock, by ICCID; the next page begins after the last of this one")
    List<OrderView> orders(
            @Parameter(description = "functionRequesterIdentifier") @RequestParam Optional<String> operator,
            @Parameter(
                            description =
                                    "Available, Allocated, Linked, Confirmed, Released, Downloaded, Installed, Error "
                                            + "or Unavailable")
                    @RequestParam
                    Optional<String> state,
            @RequestParam Optional<String> eid,
            @RequestParam Optional<String> matchingId,
            @Parameter(description = "ICCID the page begins behind") @RequestParam Optional<String> after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int limit) {
        var filter = new OrderQuery.Filter(
                operator,
                state.map(it -> AdminRefused.value("state", it, OrderController::state)),
                eid.map(it -> AdminRefused.value("eid", it, Eid::new)),
                matchingId,
                after.map(it -> AdminRefused.value("after", it, Iccid::new)));
        return query.page(filter, AdminRefused.limit(limit));
    }

    private static OrderState state(String title) {
        return Arrays.stream(OrderState.values())
                .filter(it -> it.title().equalsIgnoreCase(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("SGP.22 §3.1.6 has no state " + title));
    }

    @GetMapping("/{iccid}")
    @Operation(summary = "One order, and what has happened to it")
    @ApiResponse(responseCode = "404", description = "no Profile has that ICCID")
    WithAudit order(@PathVariable String iccid) {
        var which = AdminRefused.value("iccid", iccid, Iccid::new);
        return query.find(which)
                .map(order -> new WithAudit(order, query.audit(which)))
                .orElseThrow(() -> none(which));
    }

    @PostMapping("/{iccid}/{event}")
    @Operation(
            summary = "Moves an order along an arrow of SGP.22 §3.1.6",
            description = "release, expire (ends in Error), cancel (Unavailable for good), return-to-stock (Available)")
    @ApiResponse(responseCode = "404", description = "no Profile has that ICCID, or there is no such event")
    @ApiResponse(responseCode = "409", description = "no arrow leads there from the state the order is in")
    WithAudit move(@PathVariable String iccid, @PathVariable String event) {
        var which = AdminRefused.value("iccid", iccid, Iccid::new);
        var arrow = Optional.ofNullable(EVENTS.get(event))
                .orElseThrow(() -> AdminRefused.notThere("event: " + event + "; there are "
                        + EVENTS.keySet().stream().sorted().toList()));
        var order = orders.find(which).orElseThrow(() -> none(which));
        try {
            transactions.write(() -> {
                switch (arrow) {
                    case CANCEL_TO_AVAILABLE, CANCEL_TO_UNAVAILABLE -> {
                        orders.save(order.cancelled(arrow), Change.byAdministrator(event));
                        contents.remove(which);
                    }
                    default -> orders.save(order.after(arrow), Change.byAdministrator(event));
                }
            });
        } catch (IllegalTransition | Orders.Overtaken e) {
            throw AdminRefused.conflict(String.valueOf(e.getMessage()));
        }
        return order(iccid);
    }

    private static AdminRefused none(Iccid iccid) {
        return AdminRefused.notThere("no Profile has the ICCID " + iccid);
    }
}
