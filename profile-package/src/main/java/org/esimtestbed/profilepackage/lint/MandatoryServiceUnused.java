package org.esimtestbed.profilepackage.lint;

import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.ServiceUse;

/// Every service the header mandates is used (quirk P12).
record MandatoryServiceUnused() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "mandatory-service-unused",
                Severity.WARNING,
                "TCA 3.3.1 \u00a78.2",
                "A card that lacks the service refuses a profile that has no use for it; strict cards refuse in any case.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        try {
            for (var service : ServiceUse.unused(profile.elements())) {
                found.at("header.eUICC-Mandatory-services." + service, "nothing in the package uses it");
            }
        } catch (ElementRefused e) {
            // an element that cannot be read: other rules say so
        }
    }
}
