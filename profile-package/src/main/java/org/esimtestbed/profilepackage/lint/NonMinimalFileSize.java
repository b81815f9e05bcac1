package org.esimtestbed.profilepackage.lint;

import org.esimtestbed.profilepackage.tree.Value;

/// File sizes have no leading zero octets.
record NonMinimalFileSize() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "non-minimal-file-size",
                Severity.WARNING,
                "ETSI TS 102 222 \u00a76.3.2.2",
                "Sizes are written in as few octets as they need; cards of version 2.0 insist on two (quirk P04).");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var element : profile.elements()) {
            profile.walk(element, (place, value) -> {
                boolean size = place.endsWith(".efFileSize") || place.endsWith(".maximumFileSize");
                if (size && value instanceof Value.Octets octets) {
                    var number = octets.octets();
                    if (number.size() > 1 && number.at(0) == 0) found.at(place, number.hex() + " has leading zeros");
                }
            });
        }
    }
}
