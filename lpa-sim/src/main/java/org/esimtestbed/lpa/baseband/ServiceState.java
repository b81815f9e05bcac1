package org.esimtestbed.lpa.baseband;

/// What the status bar of the device would show.
public sealed interface ServiceState {
    /// The SIM is in, and the network has let it in.
    ///
    /// @param resynchronised whether the SIM and the network had to agree on a sequence number first
    record Attached(SimIdentity sim, String plmn, boolean resynchronised) implements ServiceState {}

    /// @param reason for people
    record NoService(String reason) implements ServiceState {}

    /// In one line, for people.
    default String text() {
        return switch (this) {
            case Attached(var sim, var plmn, var resynchronised) ->
                "attached to " + plmn + " with IMSI " + sim.imsi() + (resynchronised ? ", resynchronised" : "");
            case NoService(var reason) -> "no service: " + reason;
        };
    }
}
