package org.esimtestbed.euicc.uicc;

/// Modes of REFRESH, the command qualifier (ETSI TS 102 223 §8.6).
public enum Refresh {
    INITIALISATION_AND_FULL_FILE_CHANGE(0x00),
    FILE_CHANGE(0x01),
    INITIALISATION_AND_FILE_CHANGE(0x02),
    INITIALISATION(0x03),
    UICC_RESET(0x04),
    APPLICATION_RESET(0x05),
    SESSION_RESET(0x06),
    STEERING_OF_ROAMING(0x07),
    STEERING_OF_ROAMING_FOR_I_WLAN(0x08),
    EUICC_PROFILE_STATE_CHANGE(0x09);

    private final int qualifier;

    Refresh(int qualifier) {
        this.qualifier = qualifier;
    }

    int qualifier() {
        return qualifier;
    }

    /// Whether the command must say which files changed (TS 102 223 §6.6.13).
    boolean namesFiles() {
        return this == FILE_CHANGE || this == INITIALISATION_AND_FILE_CHANGE;
    }
}
