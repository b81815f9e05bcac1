package org.esimtestbed.profilepackage.lint;

import java.util.HashMap;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// No two elements have the same identification.
record DuplicateIdentification() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "duplicate-identification",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.1",
                "A PEStatus names an element by its identification; two with the same cannot be told apart.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        var first = new HashMap<Integer, ProfileElement>();
        for (var element : profile.elements()) {
            if (element.identification().isEmpty()) continue;
            int number = element.identification().getAsInt();
            var other = first.putIfAbsent(number, element);
            if (other != null) found.at(profile.place(element), number + " is also " + profile.place(other));
        }
    }
}
