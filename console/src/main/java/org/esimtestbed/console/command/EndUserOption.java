package org.esimtestbed.console.command;

import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.lpa.download.EndUser;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What the End User says, where it is said beforehand. Without a terminal to ask at, an offer is agreed to
/// unless its Profile Policy Rules want an answer of their own.
final class EndUserOption {
    @ArgGroup
    private OneAnswer answer = new OneAnswer();

    @Option(names = "--accept-rules", description = "agree to the Profile's policy rules too")
    boolean acceptRules;

    @Option(names = "--confirmation-code", paramLabel = "CODE", description = "what the operator gave along with it")
    Optional<String> confirmationCode = Optional.empty();

    private static final class OneAnswer {
        @Option(names = "--yes", description = "install the Profile without asking")
        private boolean yes;

        @Option(names = "--no", description = "say no when asked whether to install the Profile: that is final")
        private boolean no;

        @Option(names = "--later", description = "say that it is to be decided later: the order stays open")
        private boolean later;

        @Option(names = "--silence", description = "say nothing until the LPA gives up: the order stays open")
        private boolean silence;
    }

    /// What was said beforehand.
    Optional<EndUser.Answer> answer() {
        if (answer.yes) return Optional.of(EndUser.Answer.YES);
        if (answer.no) return Optional.of(EndUser.Answer.NO);
        if (answer.later) return Optional.of(EndUser.Answer.LATER);
        return answer.silence ? Optional.of(EndUser.Answer.SILENCE) : Optional.empty();
    }

    /// What a person types for an answer; an empty line is yes.
    static EndUser.Answer read(String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "", "y", "yes" -> EndUser.Answer.YES;
            case "l", "later" -> EndUser.Answer.LATER;
            default -> EndUser.Answer.NO;
        };
    }
}
