package org.esimtestbed.smdpplus.order;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where a Profile stands at the SM-DP+ (SGP.22 §3.1.6).
public enum OrderState {
    /// In stock, nobody's yet.
    AVAILABLE,
    /// Reserved, not yet tied to an eUICC.
    ALLOCATED,
    /// Reserved for one eUICC.
    LINKED,
    /// How it is to be fetched is settled.
    CONFIRMED,
    /// May be downloaded.
    RELEASED,
    /// Handed to an LPA, result unknown.
    DOWNLOADED,
    INSTALLED,
    /// Cannot be downloaded any more.
    ERROR,
    /// Withdrawn by the operator for good.
    UNAVAILABLE;

    private record Arrow(Set<OrderState> from, OrderEvent event, OrderState to) {}

    // The figure of §3.1.6.
    private static final List<Arrow> FIGURE = List.of(
            new Arrow(Set.of(AVAILABLE), OrderEvent.RESERVE, ALLOCATED),
            new Arrow(Set.of(AVAILABLE), OrderEvent.RESERVE_FOR_EUICC, LINKED),
            new Arrow(Set.of(ALLOCATED, LINKED), OrderEvent.CONFIRM_ORDER, CONFIRMED),
            new Arrow(Set.of(CONFIRMED), OrderEvent.RELEASE_PROFILE, RELEASED),
            new Arrow(Set.of(RELEASED, DOWNLOADED), OrderEvent.BIND, DOWNLOADED),
            // from Released or Error: the session was given up, and yet the eUICC has signed that the Profile is there
            new Arrow(Set.of(RELEASED, DOWNLOADED, ERROR), OrderEvent.INSTALLATION_SUCCEEDED, INSTALLED),
            new Arrow(Set.of(RELEASED, DOWNLOADED), OrderEvent.INSTALLATION_FAILED, ERROR),
            new Arrow(Set.of(RELEASED, DOWNLOADED), OrderEvent.INSTALLATION_INTERRUPTED, RELEASED),
            new Arrow(Set.of(RELEASED, DOWNLOADED), OrderEvent.END_USER_REJECTED, ERROR),
            new Arrow(Set.of(RELEASED, DOWNLOADED), OrderEvent.RETRIES_EXCEEDED, ERROR),
            new Arrow(Set.of(ALLOCATED, LINKED, CONFIRMED, RELEASED, DOWNLOADED), OrderEvent.EXPIRE, ERROR),
            new Arrow(Set.of(ALLOCATED, LINKED, CONFIRMED, RELEASED, ERROR), OrderEvent.CANCEL_TO_AVAILABLE, AVAILABLE),
            new Arrow(
                    Set.of(ALLOCATED, LINKED, CONFIRMED, RELEASED, ERROR),
                    OrderEvent.CANCEL_TO_UNAVAILABLE,
                    UNAVAILABLE));

    /// The state after an event.
    ///
    /// @throws IllegalTransition if §3.1.6 draws no such arrow
    public OrderState after(OrderEvent event) {
        for (var arrow : FIGURE) if (arrow.event() == event && arrow.from().contains(this)) return arrow.to();
        throw new IllegalTransition(this, event);
    }

    /// Whether an event leads anywhere from here.
    public boolean takes(OrderEvent event) {
        return FIGURE.stream()
                .anyMatch(arrow -> arrow.event() == event && arrow.from().contains(this));
    }

    /// Whether the Profile is not waiting for anybody any more: what is left is the memory of it.
    public boolean hasEnded() {
        return this == INSTALLED || this == ERROR || this == UNAVAILABLE;
    }

    /// As the specification writes it: `Released`.
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
