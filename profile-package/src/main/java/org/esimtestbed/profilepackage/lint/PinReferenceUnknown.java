package org.esimtestbed.profilepackage.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.view.KeyReference;
import org.esimtestbed.rsp.tlv.Bytes;

/// Every PIN of a pinStatusTemplateDO is defined: global ones anywhere, local ones here or above.
record PinReferenceUnknown() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "pin-reference-unknown",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.4, ETSI TS 102 221 \u00a79.5",
                "A directory says that a PIN holds in it which no pinCodes defines.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        var pins = defined(profile);
        for (var file : profile.files().all()) {
            var references = file.pinStatusTemplate().orElse(Bytes.EMPTY);
            for (int i = 0; i < references.size(); i++) {
                int reference = references.at(i);
                if (!isDefined(pins, file.path(), reference)) {
                    found.at(
                            profile.place(file),
                            "pinStatusTemplateDO names " + KeyReference.name(reference) + " (%02X)".formatted(reference)
                                    + ", which no pinCodes defines here");
                }
            }
        }
    }

    private static Map<FilePath, Set<Integer>> defined(Inspection profile) {
        var pins = new HashMap<FilePath, Set<Integer>>();
        var shared = new HashMap<FilePath, FilePath>();
        for (var element : profile.named("pinCodes")) {
            try {
                var codes = PinCodes.of(element);
                var here = profile.files().context(element);
                var all = pins.computeIfAbsent(here, _ -> new HashSet<>());
                codes.pins().forEach(pin -> all.add(pin.keyReference()));
                codes.sharedWith().ifPresent(path -> shared.put(here, FilePath.of(path)));
            } catch (ElementRefused e) {
                // cannot-be-installed says why
            }
        }
        shared.forEach((here, there) ->
                pins.computeIfAbsent(here, _ -> new HashSet<>()).addAll(pins.getOrDefault(there, Set.of())));
        return pins;
    }

    private static boolean isDefined(Map<FilePath, Set<Integer>> pins, FilePath directory, int reference) {
        if (!KeyReference.isLocal(reference)) return pins.values().stream().anyMatch(all -> all.contains(reference));
        for (var at = directory; ; at = at.parent()) {
            if (pins.getOrDefault(at, Set.of()).contains(reference)) return true;
            if (at.isMf()) return false;
        }
    }
}
