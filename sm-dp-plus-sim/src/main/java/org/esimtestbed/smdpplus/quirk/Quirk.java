package org.esimtestbed.smdpplus.quirk;

import java.util.Optional;

/// One way in which real servers differ from the specification, ready to act. What is told of it to people is its
/// [QuirkKind].
public sealed interface Quirk permits MessageQuirk, WireQuirk, TlsQuirk {

    /// What this server would need for it and has not got.
    default Optional<String> lack(ServerKeys keys) {
        return Optional.empty();
    }
}
