package org.esimtestbed.lpa.baseband;

/// What the status bar of the device would show.
public sealed interface ServiceState {
    /// The SIM is in, and the network has let it in.
    ///
    /// @param resynchronised whether the SIM and the network had to agree on a sequence number first
    record Attached(SimIdentity sim, String plmn, boolean resynchronised) implements ServiceState {}

    /// @param reason for people
    record NoService(String reason) implements ServiceState {}

    /// The SIM wants its PIN before it shows who the subscriber is (ETSI TS 102 221 §9.5.1).
    ///
    /// @param attemptsLeft until it is blocked
    record PinRequired(int attemptsLeft) implements ServiceState {}

    /// The PIN is blocked: the PUK gives it another value (ETSI TS 102 221 §9.5.3).
    ///
    /// @param attemptsLeft 0 if the PUK is used up too: no code helps any more
    record PukRequired(int attemptsLeft) implements ServiceState {}

    /// For people: `attached to …`, `no service: …`.
    default String summary() {
        return switch (this) {
            case Attached(var sim, var plmn, var resynchronised) ->
                "attached to " + plmn + " with IMSI " + sim.imsi() + (resynchronised ? ", resynchronised" : "");
            case NoService(var reason) -> "no service: " + reason;
            case PinRequired(var left) -> "no service: PIN required, attempts left: " + left;
            case PukRequired(var left) -> "no service: PIN blocked, PUK required, attempts left: " + left;
        };
    }
}
