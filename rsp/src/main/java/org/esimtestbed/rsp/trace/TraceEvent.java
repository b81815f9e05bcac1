package org.esimtestbed.rsp.trace;

import java.time.Duration;
import java.time.Instant;
import org.esimtestbed.rsp.tlv.Bytes;

/// One thing that happened between two roles, at an instant.
///
/// Roles are named as in the specification: `LPA`, `SM-DP+`, `Operator`, `eUICC`, `Baseband`.
public sealed interface TraceEvent {
    Instant at();

    Duration took();

    String from();

    String to();

    /// A request and its answer on a server interface.
    ///
    /// @param interfaceName `ES9+`, `ES2+`
    /// @param function      `InitiateAuthentication`
    /// @param status        HTTP status; 0 where no answer came
    record HttpExchange(
            Instant at,
            Duration took,
            String from,
            String to,
            String interfaceName,
            String function,
            String uri,
            String request,
            int status,
            String response)
            implements TraceEvent {}

    /// A command APDU and its response, status word included.
    record ApduExchange(Instant at, Duration took, String from, String to, Bytes command, Bytes response)
            implements TraceEvent {}

    /// A function of ES10 as a whole: the data objects its STORE DATA chain carried.
    record Es10Exchange(
            Instant at, Duration took, String from, String to, String function, Bytes request, Bytes response)
            implements TraceEvent {}

    /// Something that is no message of a protocol: consent, AKA, attach.
    record Step(Instant at, Duration took, String from, String to, String what, String detail) implements TraceEvent {}
}
