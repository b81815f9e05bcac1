package org.esimtestbed.lpa.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.card.Es10Refused;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;

/// A failed step with all its five faces; a face that is empty says that this peer found nothing wrong.
///
/// @param message       what has happened, in one line
/// @param statusWord    of the card
/// @param es10Result    result of a function of ES10
/// @param installReason ErrorReason, then each PEStatus that came with it
/// @param statusCode    subject and reason of a refusal
/// @param transport     HTTP status, TLS or network on the way to a server
public record StepFailure(
        String message,
        List<Finding> statusWord,
        List<Finding> es10Result,
        List<Finding> installReason,
        List<Finding> statusCode,
        List<Finding> transport) {
    public StepFailure {
        statusWord = List.copyOf(statusWord);
        es10Result = List.copyOf(es10Result);
        installReason = List.copyOf(installReason);
        statusCode = List.copyOf(statusCode);
        transport = List.copyOf(transport);
    }

    /// @return empty for what is no failure of a step with card or server, such as wrong usage
    public static Optional<StepFailure> of(Throwable thrown) {
        var found = new Found();
        boolean step = false;
        for (var cause = Optional.of(thrown);
                cause.isPresent();
                cause = Optional.ofNullable(cause.get().getCause())) {
            step |= found.add(cause.get());
        }
        return step ? Optional.of(found.failure(String.valueOf(thrown.getMessage()))) : Optional.empty();
    }

    /// An installation the eUICC has ended with a reason (SGP.22 §2.5.6).
    public static StepFailure of(ProfileInstallationResult.Failure failure) {
        var reason = failure.reason();
        var found = new Found();
        var name = reason.title() + "(" + reason.number() + ")";
        found.installReason.add(new Finding("pir " + reason.number(), name));
        failure.simaResponse().map(PeStatuses::findings).ifPresent(found.installReason::addAll);
        return found.failure("the eUICC could not install the Profile: " + name);
    }

    private static final class Found {
        private final List<Finding> statusWord = new ArrayList<>();
        private final List<Finding> es10Result = new ArrayList<>();
        private final List<Finding> installReason = new ArrayList<>();
        private final List<Finding> statusCode = new ArrayList<>();
        private final List<Finding> transport = new ArrayList<>();

        /// @return whether it is about a step
        boolean add(Throwable thrown) {
            switch (thrown) {
                case StatusWordRefused it -> {
                    var word = "%04X".formatted(it.statusWord());
                    statusWord.add(new Finding("sw " + word, word));
                }
                case Es10Refused it ->
                    es10Result.add(new Finding(
                            "es10 " + it.function() + "/" + it.number(),
                            it.function() + " " + it.result() + "(" + it.number() + ")"));
                case FunctionRefused it ->
                    statusCode.add(new Finding(
                            "code " + it.statusCode().code(), it.statusCode().toString()));
                case ServerUnreachable it ->
                    transport.add(new Finding(it.trouble().code(), it.trouble().toString()));
                case DownloadStopped it -> {
                    return !it.isWishOfEndUser();
                }
                case MalformedTlv _ -> {
                    return true; // an answer that is none, to a command that had no other fault
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        StepFailure failure(String message) {
            return new StepFailure(message, statusWord, es10Result, installReason, statusCode, transport);
        }
    }
}
