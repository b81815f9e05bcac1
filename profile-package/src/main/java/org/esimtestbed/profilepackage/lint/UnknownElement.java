package org.esimtestbed.profilepackage.lint;

import org.esimtestbed.profilepackage.tree.Value;

/// Elements and fields no version known here has.
record UnknownElement() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "unknown-element",
                Severity.WARNING,
                "TCA 3.3.1 \u00a78.1",
                "An element or field of a later version: cards skip it, or refuse where it is mandated.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var element : profile.elements()) {
            profile.walk(element, (place, value) -> {
                if (value instanceof Value.Unknown) found.at(place, "is of no version known here");
            });
        }
    }
}
