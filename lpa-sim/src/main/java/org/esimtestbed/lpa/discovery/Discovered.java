package org.esimtestbed.lpa.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;

/// One event an SM-DS has named, and what became of it.
public record Discovered(EventEntry event, Outcome outcome) {
    public sealed interface Outcome {
        /// The Profile is on the eUICC.
        record Installed(ProfileInstallationResult result) implements Outcome {}

        /// It waits at another SM-DS, which was asked.
        record SentOn(List<Discovered> there) implements Outcome {
            public SentOn {
                there = List.copyOf(there);
            }
        }

        /// The End User does not want it.
        record Declined() implements Outcome {}

        /// In an earlier poll; its server has not deleted the event yet.
        record HandledBefore() implements Outcome {}

        /// It came to nothing before and is not due again.
        record Waiting(Instant notBefore) implements Outcome {}

        /// It came to nothing, and is tried again.
        ///
        /// @param why   in one line
        /// @param cause absent where the eUICC has given a result, which says why
        record Failed(String why, Optional<RuntimeException> cause) implements Outcome {}
    }

    /// Whether nothing is left to do.
    boolean isDone() {
        return switch (outcome) {
            case Outcome.Installed _, Outcome.Declined _, Outcome.HandledBefore _ -> true;
            case Outcome.SentOn(var there) -> !there.isEmpty() && there.stream().allMatch(Discovered::isDone);
            case Outcome.Waiting _, Outcome.Failed _ -> false;
        };
    }
}
