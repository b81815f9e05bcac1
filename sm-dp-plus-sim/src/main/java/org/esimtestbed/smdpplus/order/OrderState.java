package org.esimtestbed.smdpplus.order;

/// Where a Profile stands at the SM-DP+ (SGP.22 §3.1.6). Available Profiles have no order and so no state here.
public enum OrderState {
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
    ERROR;

    /// The state after an event: one line an arrow of the figure.
    ///
    /// @throws IllegalTransition if §3.1.6 draws no such arrow
    public OrderState after(OrderEvent event) {
        return switch (event) {
            case CONFIRM_ORDER -> from(event, this == ALLOCATED || this == LINKED, CONFIRMED);
            case RELEASE_PROFILE -> from(event, this == CONFIRMED, RELEASED);
            // a broken download is tried again: the package is bound anew
            case BIND -> from(event, this == RELEASED || this == DOWNLOADED, DOWNLOADED);
            case INSTALLATION_SUCCEEDED -> from(event, this == DOWNLOADED || this == INSTALLED, INSTALLED);
            case INSTALLATION_FAILED, RETRIES_EXCEEDED, END_USER_REJECTED ->
                from(event, this == RELEASED || this == DOWNLOADED || this == ERROR, ERROR);
            case INSTALLATION_INTERRUPTED -> from(event, this == DOWNLOADED || this == RELEASED, RELEASED);
        };
    }

    private OrderState from(OrderEvent event, boolean drawn, OrderState next) {
        if (!drawn) throw new IllegalTransition(this, event);
        return next;
    }

    /// As the specification writes it: `Released`.
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
