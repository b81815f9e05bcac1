package org.esimtestbed.lpadaemon.job;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.discovery.Discovery;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.id.Aid;

/// How a job ended.
///
/// @param message     in one line, for people
/// @param isdpAid     of the Profile that was installed
/// @param reason      what eUICC and SM-DP+ were told, where the LPA or the End User ended the session
/// @param failure     the five faces, unless nothing has failed
/// @param kept        whether it can be resumed
/// @param undelivered why notifications are still on the eUICC
public record JobEnd(
        Outcome outcome,
        String message,
        Optional<Aid> isdpAid,
        Optional<CancelSessionReason> reason,
        Optional<StepFailure> failure,
        boolean kept,
        List<String> undelivered) {
    public enum Outcome {
        /// The Profile is on the eUICC, disabled.
        INSTALLED,
        /// There was nothing to resume.
        NOTHING_TO_RESUME,
        /// The SM-DS has answered; each event tells for itself what became of it.
        DISCOVERED,
        /// The End User did not want it, not now, or said nothing.
        CANCELLED,
        /// It has not come to its end, and can be resumed.
        INTERRUPTED,
        FAILED
    }

    public JobEnd {
        undelivered = List.copyOf(undelivered);
    }

    static JobEnd nothing() {
        return new JobEnd(
                Outcome.NOTHING_TO_RESUME,
                "no download was under way",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
    }

    static JobEnd of(Discovery.Poll poll, boolean kept, List<String> undelivered) {
        var words = new TreeMap<String, Integer>();
        poll.events().stream()
                .flatMap(Discovered::all)
                .forEach(it -> words.merge(it.outcome().word(), 1, Integer::sum));
        var counted = words.entrySet().stream()
                .map(it -> it.getValue() + " " + it.getKey())
                .collect(Collectors.joining(", "));
        return new JobEnd(
                Outcome.DISCOVERED,
                said(poll.root(), counted),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kept,
                undelivered);
    }

    // nobody is asked while the package of a download before waits still
    private static String said(String root, String counted) {
        if (root.isEmpty()) return "before any SM-DS: " + counted;
        return counted.isEmpty() ? "nothing waits at " + root : "at " + root + ": " + counted;
    }

    static JobEnd with(ProfileInstallationResult result, List<String> undelivered) {
        return switch (result.data().value().finalResult()) {
            case ProfileInstallationResult.Success success ->
                new JobEnd(
                        Outcome.INSTALLED,
                        "installed, disabled",
                        Optional.of(success.isdpAid()),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        undelivered);
            case ProfileInstallationResult.Failure failure -> {
                var faces = StepFailure.of(failure);
                yield new JobEnd(
                        Outcome.FAILED,
                        faces.message(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(faces),
                        false,
                        undelivered);
            }
        };
    }

    /// @param why  what ended it before there was a result
    /// @param kept whether the device remembers it
    static JobEnd because(RuntimeException why, boolean kept) {
        var message = String.valueOf(why.getMessage());
        var reason = why instanceof DownloadStopped stopped
                ? Optional.of(stopped.reason())
                : Optional.<CancelSessionReason>empty();
        if (why instanceof DownloadStopped stopped && stopped.isWishOfEndUser()) {
            return new JobEnd(Outcome.CANCELLED, message, Optional.empty(), reason, Optional.empty(), kept, List.of());
        }
        var faces = StepFailure.of(why)
                .orElseGet(() -> new StepFailure(message, List.of(), List.of(), List.of(), List.of(), List.of()));
        return new JobEnd(
                kept ? Outcome.INTERRUPTED : Outcome.FAILED,
                message,
                Optional.empty(),
                reason,
                Optional.of(faces),
                kept,
                List.of());
    }
}
