package org.esimtestbed.lpa.baseband;

import java.util.Locale;

/// How a modem misbehaves when a test asks for it.
public enum BasebandQuirk {
    /// Never fetches what the card announces (ETSI TS 102 223 §6.1): the card waits, the device keeps what it has.
    LEAVES_THE_CARD_WAITING,
    /// Answers REFRESH as performed and does nothing (TS 102 223 §6.4.7).
    IGNORES_REFRESH,
    /// Starts anew after REFRESH with the files it read before it (TS 102 223 §6.4.7), IMSI and ICCID among them.
    KEEPS_CACHED_FILES;

    /// As the command line writes it: `ignores-refresh`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
