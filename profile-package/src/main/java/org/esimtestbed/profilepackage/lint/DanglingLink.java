package org.esimtestbed.profilepackage.lint;

import java.util.ArrayList;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.tree.Value;

/// Every linkPath leads to a file of the package.
record DanglingLink() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "dangling-link",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.3",
                "A link shows the content of another file, which has to be there before it.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var element : profile.elements()) {
            profile.walk(element, (place, value) -> {
                if (leadsNowhere(profile, place, value)) {
                    found.at(place, ((Value.Octets) value).octets() + " is no file of the package");
                }
            });
        }
    }

    static boolean hasOne(Inspection profile, ProfileElement element) {
        var all = new ArrayList<String>();
        profile.walk(element, (place, value) -> {
            if (leadsNowhere(profile, place, value)) all.add(place);
        });
        return !all.isEmpty();
    }

    private static boolean leadsNowhere(Inspection profile, String place, Value value) {
        if (!place.endsWith(".linkPath") || !(value instanceof Value.Octets octets)) return false;
        var path = octets.octets();
        return !path.isEmpty()
                && (path.size() % 2 != 0
                        || profile.files().file(FilePath.of(path)).isEmpty());
    }
}
