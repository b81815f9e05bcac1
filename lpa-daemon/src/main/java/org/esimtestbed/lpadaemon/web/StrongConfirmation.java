package org.esimtestbed.lpadaemon.web;

import java.util.Optional;
import org.esimtestbed.lpa.download.EndUser;

/// Strong Confirmation (SGP.22 §2.4.13) in a request: `confirm` says `yes`.
record StrongConfirmation(Optional<String> confirm) implements EndUser {
    static final String FIELD = "confirm";

    @Override
    public Answer consents(Offer offer) {
        return Answer.NO;
    }

    @Override
    public Optional<String> confirmationCode(Optional<String> refused) {
        return Optional.empty();
    }

    /// @throws Refusal with 400 that names the deed, if it is not given
    @Override
    public boolean reallyWants(String deed) {
        if (confirm.filter("yes"::equals).isPresent()) return true;
        throw Refusal.bad(FIELD, "about to " + deed + ", which cannot be undone: say yes if it is meant");
    }
}
