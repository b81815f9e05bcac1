package org.esimtestbed.console.command;

import java.util.Optional;
import java.util.Set;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.PolicyRule;

/// The End User at a command line: sees what is offered, and answers by options or when asked.
final class Person implements EndUser {
    private final EndUserOption said;
    private final Prompt prompt;
    private final Optional<Screen> screen;

    /// @param screen where the offer is shown, unless a program reads the output
    Person(EndUserOption said, Prompt prompt, Optional<Screen> screen) {
        this.said = said;
        this.prompt = prompt;
        this.screen = screen;
    }

    @Override
    public Answer consents(Offer offer) {
        screen.ifPresent(it -> show(it, offer));
        var answer = said.answer();
        if (answer.isPresent() && answer.get() != Answer.YES) return answer.get();
        if (!offer.rulesToAgreeTo().isEmpty() && !said.acceptRules && !agreesToRules()) return Answer.LATER;
        if (answer.isPresent() || !prompt.isSomebodyThere()) return Answer.YES;
        return prompt.ask("Install it? [Y/n/later]").map(EndUserOption::read).orElse(Answer.LATER);
    }

    private boolean agreesToRules() {
        if (!prompt.isSomebodyThere()) {
            screen.ifPresent(it -> it.line("  Its rules need the End User's consent: give --accept-rules."));
            return false;
        }
        return prompt.ask("Accept these rules? Type yes:").filter("yes"::equals).isPresent();
    }

    private static void show(Screen screen, Offer offer) {
        var profile = offer.profile();
        screen.fact("Profile", profile.iccid() + " \"" + profile.profileName() + "\"");
        screen.fact("Provider", profile.serviceProviderName());
        profile.owner().ifPresent(owner -> screen.fact("Owner", owner.digits()));
        profile.policyRules().stream()
                .sorted()
                .forEach(rule -> screen.fact(rule.name(), meaning(rule, offer.rulesToAgreeTo())));
    }

    private static String meaning(PolicyRule rule, Set<PolicyRule> toAgreeTo) {
        var meaning = switch (rule) {
            case UPDATE_CONTROL -> "its owner says how these rules may change";
            case PPR1 -> "it cannot be disabled, and no other Profile be enabled";
            case PPR2 -> "it cannot be deleted";
            case PPR3 -> "it is deleted when it is disabled";
        };
        return meaning + (toAgreeTo.contains(rule) ? "; needs your consent" : "");
    }

    @Override
    public Optional<String> confirmationCode(Optional<String> refused) {
        if (refused.isEmpty() && said.confirmationCode.isPresent()) return said.confirmationCode;
        if (refused.isEmpty() && !prompt.isSomebodyThere()) {
            // none would be a rejection, which ends the order; and nobody has rejected anything
            throw new DownloadStopped(
                    CancelSessionReason.POSTPONED,
                    "the Profile needs a Confirmation Code: give it with --confirmation-code");
        }
        refused.ifPresent(why -> screen.ifPresent(it -> it.line("  The Confirmation Code was refused: " + why)));
        return prompt.askSecretly("Confirmation Code:");
    }

    @Override
    public boolean reallyWants(String deed) {
        if (said.answer().isPresent()) return said.answer().get() == Answer.YES;
        if (!prompt.isSomebodyThere()) {
            throw new IllegalArgumentException(
                    "about to " + deed + ", which cannot be undone: give --yes if it is meant");
        }
        return prompt.ask("About to " + deed + ", which cannot be undone. Type yes:")
                .filter("yes"::equals)
                .isPresent();
    }

    @Override
    public void watches(int loaded, int segments) {
        screen.ifPresent(it -> it.progress(loaded, segments));
    }
}
