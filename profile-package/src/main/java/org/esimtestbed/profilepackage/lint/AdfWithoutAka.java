package org.esimtestbed.profilepackage.lint;

import java.util.Optional;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// An akaParameter follows every USIM and ISIM, before the next application.
record AdfWithoutAka() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "adf-without-aka",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.5",
                "A USIM or ISIM without an akaParameter of its own cannot authenticate.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        var open = Optional.<ProfileElement>empty();
        for (var element : profile.elements()) {
            switch (element.name()) {
                case "usim", "isim", "csim", "iot" -> {
                    report(profile, open, found);
                    // a CSIM has a cdmaParameter, or none
                    open = element.name().equals("csim") ? Optional.empty() : Optional.of(element);
                }
                case "akaParameter" -> open = Optional.empty();
                default -> {}
            }
        }
        report(profile, open, found);
    }

    private static void report(Inspection profile, Optional<ProfileElement> open, Found found) {
        open.ifPresent(it -> found.at(profile.place(it), "no akaParameter follows it"));
    }
}
