package org.esimtestbed.lpadaemon.web;

import java.util.Optional;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpadaemon.job.Answers;
import org.esimtestbed.rsp.data.CancelSessionReason;

/// What the End User says, as members of a request.
final class AnswersBody {
    private AnswersBody() {}

    /// @throws Refusal with 400 naming the member that is wrong
    static Answers of(Optional<String> consent, Optional<Boolean> acceptRules, Optional<String> confirmationCode) {
        return new Answers(
                consent.map(it -> answer("consent", it)),
                acceptRules.orElse(false),
                confirmationCode.map(AnswersBody::code));
    }

    static EndUser.Answer answer(String field, String said) {
        return switch (said) {
            case "yes" -> EndUser.Answer.YES;
            case "no" -> EndUser.Answer.NO;
            case "later" -> EndUser.Answer.LATER;
            case "silence" -> EndUser.Answer.SILENCE;
            default -> throw Refusal.bad(field, "is yes, no, later or silence");
        };
    }

    static String code(String typed) {
        if (typed.isBlank()) throw Refusal.bad("confirmationCode", "is empty");
        return typed;
    }

    /// A reason the End User can have (SGP.22 §3.1.3.1).
    ///
    /// @throws Refusal with 400 naming the place
    static CancelSessionReason reason(String said) {
        return switch (said) {
            case "endUserRejection" -> CancelSessionReason.END_USER_REJECTION;
            case "postponed" -> CancelSessionReason.POSTPONED;
            case "timeout" -> CancelSessionReason.TIMEOUT;
            default -> throw Refusal.bad("reason", "is endUserRejection, postponed or timeout");
        };
    }
}
