package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.state.CardState;

/// The card keeps few notifications.
///
/// @param most it keeps; the oldest go
record NotificationsLimit(int most) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "notifications-limit",
            "The card keeps so many notifications over a reset and drops the oldest, delivered or not, so a server may "
                    + "never learn what became of its profile.",
            "SGP.22 §3.5: kept until the LPA removes them",
            "iebb/NekokoLPA2#42; commaai/openpilot#38241; 3899/SimAdmin#31",
            "how many; 2 where left out",
            new NotificationsLimit(2),
            node -> new NotificationsLimit(node.number()));

    NotificationsLimit {
        if (most < 0) throw new IllegalArgumentException("0 notifications or more");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public CardState poweredUp(CardState state) {
        var all = state.notifications();
        return all.size() <= most ? state : state.withNotifications(all.subList(all.size() - most, all.size()));
    }
}
