package org.esimtestbed.lpa.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.esimtestbed.lpa.explain.StepFailure;
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
        /// @param why     in one line
        /// @param failure the five faces, unless nothing has failed: the End User said later, or nothing
        /// @param cause   absent where the eUICC has given a result, which says why
        record Failed(String why, Optional<StepFailure> failure, Optional<RuntimeException> cause) implements Outcome {
            Failed(RuntimeException cause) {
                this(String.valueOf(cause.getMessage()), StepFailure.of(cause), Optional.of(cause));
            }
        }

        /// Its name, for people.
        default String word() {
            return switch (this) {
                case Installed _ -> "installed";
                case SentOn _ -> "sent on";
                case Declined _ -> "declined";
                case HandledBefore _ -> "handled before";
                case Waiting _ -> "waits";
                case Failed _ -> "failed";
            };
        }

        /// What there is to say beside it, in one line: the ICCID, the time, why; empty for nothing.
        default String detail() {
            return switch (this) {
                case Installed(var result) ->
                    result.data()
                            .value()
                            .notificationMetadata()
                            .iccid()
                            .map(Object::toString)
                            .orElse("");
                case SentOn(var there) -> "another SM-DS, which names " + there.size();
                case Waiting(var notBefore) -> "not before " + notBefore;
                case Failed(var why, var _, var _) -> why;
                case Declined _, HandledBefore _ -> "";
            };
        }
    }

    /// This event, and behind it those that another SM-DS has named for it.
    public Stream<Discovered> all() {
        var there = outcome instanceof Outcome.SentOn(var events) ? events : List.<Discovered>of();
        return Stream.concat(Stream.of(this), there.stream().flatMap(Discovered::all));
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
