package org.esimtestbed.lpadaemon.job;

import org.esimtestbed.lpa.discovery.Discovered;

/// Something a watcher of a job hears.
public sealed interface JobEvent {
    record Entered(JobState state) implements JobEvent {}

    /// A function was called and answered, of the SM-DP+, of the SM-DS or of the eUICC.
    ///
    /// @param interfaceName  `ES9+`, `ES11`, `ES10`
    /// @param function       `initiateAuthentication`, `AuthenticateServer`
    /// @param status         of HTTP; 0 where there was none
    /// @param requestOctets  of the body or data object
    /// @param responseOctets of the body or data object
    record Exchanged(String interfaceName, String function, int status, int requestOctets, int responseOctets)
            implements JobEvent {}

    /// An event of an SM-DS has been handled.
    record Found(Discovered what) implements JobEvent {}

    /// The eUICC has taken a segment (SGP.22 §2.5.5).
    ///
    /// @param loaded   segments so far
    /// @param segments of the whole package
    /// @param octets   of the segments so far
    record Loaded(int loaded, int segments, long octets) implements JobEvent {}
}
