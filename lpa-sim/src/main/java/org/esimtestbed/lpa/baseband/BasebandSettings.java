package org.esimtestbed.lpa.baseband;

import java.util.Set;

/// What kind of modem it is.
///
/// @param knowsProfileStateChange whether it announces the REFRESH mode that does without a reset (ETSI TS 102 223
///                                §5.2, eUICC Profile State Change)
public record BasebandSettings(boolean knowsProfileStateChange, Set<BasebandQuirk> quirks) {
    /// Honest, and starts anew by resetting the card.
    public static final BasebandSettings STANDARD = new BasebandSettings(false, Set.of());

    public BasebandSettings {
        quirks = Set.copyOf(quirks);
    }

    public BasebandSettings with(BasebandQuirk... newQuirks) {
        return new BasebandSettings(knowsProfileStateChange, Set.of(newQuirks));
    }

    boolean has(BasebandQuirk quirk) {
        return quirks.contains(quirk);
    }
}
