package org.esimtestbed.lpa.baseband;

/// What a modem finds when it reads the SIM.
sealed interface SimReading {
    record Read(SimIdentity sim) implements SimReading {}

    /// No USIM is there: no Profile is enabled.
    record NoUsim() implements SimReading {}

    /// It hides behind a code.
    ///
    /// @param state which one
    record Locked(ServiceState state) implements SimReading {}
}
