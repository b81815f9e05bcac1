package org.esimtestbed.profilepackage.lint;

import java.util.List;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FileDefinition;

/// Every package has a header, an MF, an MNO-SD and an end; and PINs and PUKs where something refers to them.
record MissingRequiredElement() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "missing-required-element",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.1",
                "A package has a header, a master file, an MNO security domain and an end, and the codes it refers to.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var name : List.of("header", "end")) if (!profile.has(name)) found.at(name, "is missing");
        if (!profile.has("mf") && !profile.has("iot")) found.at("mf", "is missing");
        if (!profile.has("securityDomain")) found.at("securityDomain", "is missing: there is no MNO-SD");
        if (!profile.has("pinCodes") && profile.files().all().stream().anyMatch(MissingRequiredElement::needsPins)) {
            found.at("pinCodes", "is missing, and directories say which PINs hold in them");
        }
        if (!profile.has("pukCodes") && profile.named("pinCodes").stream().anyMatch(MissingRequiredElement::needsPuk)) {
            found.at("pukCodes", "is missing, and PINs say which PUK unblocks them");
        }
    }

    private static boolean needsPins(FileDefinition file) {
        return file.pinStatusTemplate().filter(pins -> !pins.isEmpty()).isPresent();
    }

    private static boolean needsPuk(ProfileElement element) {
        return element.find("pinCodes.pinconfig").stream()
                .flatMap(pins -> pins.children().stream())
                .anyMatch(pin -> pin.value().find("unblockingPINReference").isPresent());
    }
}
