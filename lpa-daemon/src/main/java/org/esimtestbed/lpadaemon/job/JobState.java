package org.esimtestbed.lpadaemon.job;

import java.util.Optional;
import org.esimtestbed.lpa.download.EndUser;

/// What a job has come to.
public sealed interface JobState {
    /// It speaks to card and server.
    record Running() implements JobState {}

    /// The End User is to say whether this Profile is to be installed (SGP.22 §3.1.3).
    record AwaitingConsent(EndUser.Offer offer) implements JobState {}

    /// The End User is to type the Confirmation Code.
    ///
    /// @param attempt 1 for the first one the SM-DP+ is to see
    /// @param refused what the SM-DP+ said of the one before
    record AwaitingConfirmationCode(int attempt, Optional<String> refused) implements JobState {}

    /// The package goes to the eUICC: nothing can be cancelled any more.
    ///
    /// @param octets of the Bound Profile Package
    record Loading(int octets) implements JobState {}

    record Ended(JobEnd end) implements JobState {}
}
