package org.esimtestbed.profilepackage.lint;

import java.util.HashSet;
import org.esimtestbed.profilepackage.tree.Value;

/// The PUK that a PIN names exists (quirk P21).
record DanglingPuk() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "dangling-puk",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.4",
                "A PIN names a PUK nobody defined: it installs, and can never be unblocked.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        var puks = new HashSet<Long>();
        for (var element : profile.named("pukCodes")) {
            element.find("pukCodes")
                    .ifPresent(list -> list.children()
                            .forEach(puk -> puk.value()
                                    .find("keyReference")
                                    .ifPresent(number -> puks.add(((Value.Numeral) number).number()))));
        }
        for (var element : profile.named("pinCodes")) {
            profile.walk(element, (place, value) -> {
                if (place.endsWith(".unblockingPINReference")
                        && value instanceof Value.Numeral number
                        && !puks.contains(number.number())) {
                    found.at(place, "no pukCodes defines PUK %02X".formatted(number.number()));
                }
            });
        }
    }
}
