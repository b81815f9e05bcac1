package org.esimtestbed.lpa.baseband;

import java.util.Optional;

/// Modes of REFRESH (ETSI TS 102 223 §6.4.7, coded in §8.6), and what each asks of the device.
enum RefreshMode {
    INITIALISATION_AND_FULL_FILE_CHANGE(0x00, Forgets.ALL, Start.READING),
    FILE_CHANGE(0x01, Forgets.LISTED, Start.READING),
    INITIALISATION_AND_FILE_CHANGE(0x02, Forgets.LISTED, Start.READING),
    INITIALISATION(0x03, Forgets.NOTHING, Start.READING),
    UICC_RESET(0x04, Forgets.ALL, Start.COLD_RESET),
    APPLICATION_RESET(0x05, Forgets.ALL, Start.NETWORK_SESSION),
    SESSION_RESET(0x06, Forgets.LISTED, Start.NETWORK_SESSION),
    STEERING_OF_ROAMING(0x07, Forgets.NOTHING, Start.NETWORK_SESSION),
    STEERING_OF_ROAMING_FOR_I_WLAN(0x08, Forgets.NOTHING, Start.NOWHERE),
    EUICC_PROFILE_STATE_CHANGE(0x09, Forgets.ALL, Start.ACTIVATION);

    /// What the device knew of files.
    enum Forgets {
        NOTHING,
        /// The files the command names.
        LISTED,
        ALL
    }

    /// Where the device begins anew.
    enum Start {
        /// What changes is which WLAN is chosen, and no part of the cellular service.
        NOWHERE,
        /// Reads the files again; the network hears of it only if the subscriber is another one (3GPP TS 31.111
        /// §6.4.7.1).
        READING,
        /// Reads them, and attaches again.
        NETWORK_SESSION,
        /// As after a reset, without one.
        ACTIVATION,
        /// By a cold reset, which is also the answer: there is no TERMINAL RESPONSE.
        COLD_RESET
    }

    private final int qualifier;
    private final Forgets forgets;
    private final Start start;

    RefreshMode(int qualifier, Forgets forgets, Start start) {
        this.qualifier = qualifier;
        this.forgets = forgets;
        this.start = start;
    }

    /// Empty for a mode this device does not know.
    static Optional<RefreshMode> of(int qualifier) {
        for (var mode : values()) {
            if (mode.qualifier == qualifier) return Optional.of(mode);
        }
        return Optional.empty();
    }

    /// Whether the command must say which files changed (TS 102 223 §6.6.13).
    boolean namesFiles() {
        return this == FILE_CHANGE || this == INITIALISATION_AND_FILE_CHANGE;
    }

    Forgets forgets() {
        return forgets;
    }

    Start start() {
        return start;
    }
}
