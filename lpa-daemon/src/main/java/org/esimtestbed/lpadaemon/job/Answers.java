package org.esimtestbed.lpadaemon.job;

import java.util.Optional;
import org.esimtestbed.lpa.download.EndUser;

/// What the End User says beforehand, to each Profile of the job; about the rest the job asks.
///
/// @param consent          to the Profile
/// @param acceptRules      whether yes is said to its Profile Policy Rules too (SGP.22 §2.9.2.1)
/// @param confirmationCode as the operator gave it; in no log
public record Answers(Optional<EndUser.Answer> consent, boolean acceptRules, Optional<String> confirmationCode) {
    public static final Answers NONE = new Answers(Optional.empty(), false, Optional.empty());

    @Override
    public String toString() {
        return "Answers[consent=" + consent + ", acceptRules=" + acceptRules + "]";
    }
}
