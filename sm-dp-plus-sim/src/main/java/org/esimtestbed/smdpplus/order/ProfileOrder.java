package org.esimtestbed.smdpplus.order;

import java.time.Instant;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;

/// One Profile at this server, from stock to an eUICC. Prints no confirmation code.
///
/// @param operator    whose it is: functionRequesterIdentifier
/// @param profileType what it is made from
/// @param bound       what its package was bound with last
/// @param version     counts the changes of the row
public record ProfileOrder(
        Iccid iccid,
        OrderState state,
        String operator,
        String profileType,
        Optional<Eid> eid,
        Delivery delivery,
        Attempts attempts,
        Optional<Bound> bound,
        int version) {

    /// How the Profile is to be fetched, as ConfirmOrder settles it.
    ///
    /// @param matchingId           absent where the order is found by EID alone
    /// @param confirmationCodeHash SHA-256 of the Confirmation Code, where one is required
    /// @param smdsAddress          where an event is to say that the Profile waits
    /// @param expiresAt            from then on the order is refused with 8.8.5/4.10
    public record Delivery(
            Optional<String> matchingId,
            Optional<Bytes> confirmationCodeHash,
            Optional<String> smdsAddress,
            Optional<Instant> expiresAt) {
        public static final Delivery UNSETTLED =
                new Delivery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// @param downloads     how often a package was bound
    /// @param confirmations how often a wrong Confirmation Code came
    public record Attempts(int downloads, int confirmations) {
        public static final Attempts NONE = new Attempts(0, 0);
    }

    /// @param euiccOtpk     otPK.EUICC.ECKA, 65 octets
    /// @param sealedKeys    what the server needs to bind to it once more, see `Binding`; sealed
    /// @param transactionId of the session it was done in; what another session hears of a failure is out of date
    public record Bound(Bytes euiccOtpk, Bytes sealedKeys, TransactionId transactionId) {}

    /// Whether the package was bound in that session, and in none after it.
    public boolean wasLastBoundIn(TransactionId session) {
        return bound.filter(it -> it.transactionId().equals(session)).isPresent();
    }

    /// A Profile that waits in stock.
    public static ProfileOrder available(Iccid iccid, String operator, String profileType) {
        return new ProfileOrder(
                iccid,
                OrderState.AVAILABLE,
                operator,
                profileType,
                Optional.empty(),
                Delivery.UNSETTLED,
                Attempts.NONE,
                Optional.empty(),
                0);
    }

    /// Whether this eUICC may have the Profile: it is nobody's yet, or its own.
    public boolean isOpenTo(Eid euicc) {
        return eid.map(euicc::equals).orElse(true);
    }

    public boolean hasExpired(Instant now) {
        return delivery.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
    }

    /// @throws IllegalTransition if the order does not take that event now
    public ProfileOrder after(OrderEvent event) {
        return with(state.after(event), eid, delivery, attempts, bound);
    }

    /// DownloadOrder: reserved, for one eUICC where it is named.
    ///
    /// @throws IllegalTransition if the Profile is not Available
    public ProfileOrder reservedFor(Optional<Eid> euicc) {
        var event = euicc.isPresent() ? OrderEvent.RESERVE_FOR_EUICC : OrderEvent.RESERVE;
        return with(state.after(event), euicc, Delivery.UNSETTLED, Attempts.NONE, Optional.empty());
    }

    /// CancelOrder: back in stock or withdrawn, and nothing left of the order.
    ///
    /// @throws IllegalTransition if the order cannot be cancelled any more
    public ProfileOrder cancelled(OrderEvent event) {
        return with(state.after(event), Optional.empty(), Delivery.UNSETTLED, Attempts.NONE, Optional.empty());
    }

    public ProfileOrder linkedTo(Eid euicc) {
        return with(state, Optional.of(euicc), delivery, attempts, bound);
    }

    public ProfileOrder reachedBy(Delivery way) {
        return with(state, eid, way, attempts, bound);
    }

    /// Bound to an eUICC: one attempt more.
    public ProfileOrder boundTo(Eid euicc, Bound keys) {
        var counted = new Attempts(attempts.downloads() + 1, attempts.confirmations());
        return with(state.after(OrderEvent.BIND), Optional.of(euicc), delivery, counted, Optional.of(keys));
    }

    public ProfileOrder withConfirmationAttempt() {
        return with(state, eid, delivery, new Attempts(attempts.downloads(), attempts.confirmations() + 1), bound);
    }

    private ProfileOrder with(
            OrderState newState,
            Optional<Eid> newEid,
            Delivery newDelivery,
            Attempts newAttempts,
            Optional<Bound> newBound) {
        return new ProfileOrder(
                iccid, newState, operator, profileType, newEid, newDelivery, newAttempts, newBound, version);
    }

    ProfileOrder stored() {
        return new ProfileOrder(iccid, state, operator, profileType, eid, delivery, attempts, bound, version + 1);
    }

    @Override
    public String toString() {
        return "order " + iccid + " (" + state.title() + ")";
    }
}
