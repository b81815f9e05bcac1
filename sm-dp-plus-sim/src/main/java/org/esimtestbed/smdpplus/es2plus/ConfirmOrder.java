package org.esimtestbed.smdpplus.es2plus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.es2plus.ConfirmOrder.Request;
import org.esimtestbed.rsp.es2plus.ConfirmOrder.Response;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.peer.ServerAddress;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.order.ProfileOrder.Delivery;
import org.springframework.dao.DuplicateKeyException;

/// ES2+.ConfirmOrder (SGP.22 §5.3.2): the operator settles how the Profile is to be fetched.
public final class ConfirmOrder {
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // nothing a person would misread
    private static final int GROUPS = 4;
    private static final int GROUP = 5;
    /// What a MatchingID may look like; none at all stands for no MatchingID.
    public static final Pattern MATCHING_ID = Pattern.compile("[0-9A-Za-z_-]{0,255}");

    private final Orders orders;
    private final Crypto crypto;
    private final InstantSource clock;
    private final String smdpAddress;
    private final ServerPolicy policy;

    public ConfirmOrder(Orders orders, SmDpPlusSettings settings) {
        this.orders = orders;
        this.crypto = settings.crypto();
        this.clock = settings.clock();
        this.smdpAddress = settings.identity().address();
        this.policy = settings.policy();
    }

    /// @throws FunctionRefused with the code of the first check that fails
    public Response answer(Operator operator, Request request) {
        var order = OperatorsOrder.find(orders, operator, request.iccid());
        if (!order.state().takes(OrderEvent.CONFIRM_ORDER)) {
            throw StatusCode.PROFILE_NOT_AVAILABLE.because(
                    "the Profile is " + order.state().title());
        }
        var eid = eid(order, request);
        var matchingId = matchingId(request);
        request.smdsAddress().ifPresent(address -> checkSmds(address, matchingId));
        var confirmed = order.after(OrderEvent.CONFIRM_ORDER)
                .reachedBy(new Delivery(
                        Optional.of(matchingId).filter(id -> !id.isEmpty()),
                        request.confirmationCode().map(this::hash),
                        request.smdsAddress(),
                        expiry()));
        if (eid.isPresent()) confirmed = confirmed.linkedTo(eid.get());
        if (request.releaseFlag()) confirmed = confirmed.after(OrderEvent.RELEASE_PROFILE);
        try {
            orders.save(confirmed, Change.byOperator(operator.identifier(), "ConfirmOrder"));
        } catch (DuplicateKeyException taken) {
            throw StatusCode.MATCHING_ID_IN_USE.because("another order has the MatchingID " + matchingId);
        } catch (Orders.Overtaken overtaken) {
            throw StatusCode.PROFILE_NOT_AVAILABLE.because(String.valueOf(overtaken.getMessage()));
        }
        return new Response(eid, matchingId, Optional.of(smdpAddress));
    }

    private static Optional<Eid> eid(ProfileOrder order, Request request) {
        var eid = request.eid().or(order::eid);
        if (!order.eid().or(request::eid).equals(eid)) {
            throw StatusCode.OTHER_EID.because("the order is linked to another eUICC");
        }
        if (eid.isEmpty() && request.matchingId().filter(String::isEmpty).isPresent()) {
            throw StatusCode.EID_MISSING.because("without a MatchingID the order must name an eUICC");
        }
        if (eid.isEmpty() && request.smdsAddress().isPresent()) {
            throw StatusCode.EID_MISSING.because("an event at an SM-DS is one eUICC's");
        }
        return eid;
    }

    private String matchingId(Request request) {
        var matchingId = request.matchingId().orElseGet(this::newMatchingId);
        if (!MATCHING_ID.matcher(matchingId).matches()) {
            throw StatusCode.MATCHING_ID_INVALID.because("matchingId has letters, digits and \"-\", at most 255");
        }
        return matchingId;
    }

    // The EventID is the MatchingID (SGP.22 §3.6.1): an event cannot do without.
    private static void checkSmds(String address, String matchingId) {
        if (!ServerAddress.isOne(address)) {
            throw StatusCode.SMDS_ADDRESS_INVALID.because("smdsAddress is no FQDN: " + address);
        }
        if (matchingId.isEmpty()) throw StatusCode.MATCHING_ID_MISSING.because("an event at an SM-DS needs one");
        if (!ServerAddress.hasHost(address)) {
            throw StatusCode.SMDS_ADDRESS_INVALID.because("smdsAddress names no host that is known here: " + address);
        }
    }

    private Optional<Instant> expiry() {
        return policy.orderLife().map(clock.instant()::plus);
    }

    private Bytes hash(String code) {
        try {
            return policy.confirmationCodeForm().hash(code);
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
