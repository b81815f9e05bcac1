package org.esimtestbed.profilepackage.lint;

import java.util.HashSet;
import org.esimtestbed.profilepackage.element.Application;
import org.esimtestbed.profilepackage.element.CdmaParameter;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.profilepackage.element.PukCodes;
import org.esimtestbed.profilepackage.element.Rfm;
import org.esimtestbed.profilepackage.element.SecurityDomain;

/// Whatever else makes a card refuse an element.
record CannotBeInstalled() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "cannot-be-installed",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78",
                "A card that does what the specification says answers this element with an error.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        var explained = new HashSet<Integer>(); // by a rule that says it better
        profile.files()
                .overflows()
                .forEach(overflow -> explained.add(overflow.element().index()));
        for (var element : profile.elements()) {
            if (DanglingLink.hasOne(profile, element)) explained.add(element.index());
            try {
                switch (element.name()) {
                    case "header" -> ProfileHeader.of(element);
                    case "pinCodes" -> PinCodes.of(element);
                    case "pukCodes" -> PukCodes.of(element);
                    case "securityDomain" -> SecurityDomain.of(element);
                    case "rfm" -> Rfm.of(element);
                    case "application" -> Application.of(element);
                    case "cdmaParameter" -> CdmaParameter.of(element);
                    default -> {}
                }
            } catch (ElementRefused e) {
                found.at(profile.place(element), String.valueOf(e.getMessage()));
            }
        }
        for (var refused : profile.files().refusals()) {
            if (explained.contains(refused.elementIndex())) continue;
            var element = profile.elements().get(refused.elementIndex());
            found.at(profile.place(element), String.valueOf(refused.getMessage()));
        }
    }
}
