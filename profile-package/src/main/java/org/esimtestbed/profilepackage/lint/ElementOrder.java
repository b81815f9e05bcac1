package org.esimtestbed.profilepackage.lint;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What an element builds on stands before it.
record ElementOrder() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "element-order",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.1",
                "Elements come in the order in which the card carries them out: what is built on comes first.");
    }

    private static final Map<String, String> BASES = Map.ofEntries(
            Map.entry("opt-usim", "usim"),
            Map.entry("phonebook", "usim"),
            Map.entry("gsm-access", "usim"),
            Map.entry("df-5gs", "usim"),
            Map.entry("df-saip", "usim"),
            Map.entry("df-snpn", "usim"),
            Map.entry("df-5gprose", "usim"),
            Map.entry("opt-isim", "isim"),
            Map.entry("opt-csim", "csim"),
            Map.entry("opt-iot", "iot"));
    private static final Set<String> APPLICATIONS = Set.of("usim", "isim", "csim", "iot");

    @Override
    public void check(Inspection profile, Found found) {
        var seen = new HashSet<String>();
        int last = profile.elements().size() - 1;
        for (var element : profile.elements()) {
            var name = element.name();
            var place = profile.place(element);
            if (name.equals("header") != (element.index() == 0)) {
                found.at(place, name.equals("header") ? "is not the first element" : "stands where the header belongs");
            }
            if (name.equals("end") && element.index() != last) found.at(place, "is not the last element");
            if (element.index() == last && !name.equals("end")) found.at(place, "stands where the end belongs");
            boolean needsFiles = element.templateId().isPresent() || name.equals("genericFileManagement");
            if ((needsFiles || name.equals("pinCodes"))
                    && !Set.of("mf", "iot").contains(name)
                    && !seen.contains("mf")
                    && !seen.contains("iot")) {
                found.at(place, "comes before the MF");
            }
            var base = BASES.get(name);
            if (base != null && !seen.contains(base) && !(base.equals("usim") && seen.contains("iot"))) {
                found.at(place, "comes before the " + base + " it belongs to");
            }
            if (Set.of("akaParameter", "cdmaParameter", "eap").contains(name)
                    && APPLICATIONS.stream().noneMatch(seen::contains)) {
                found.at(place, "comes before any application");
            }
            if (name.equals("pukCodes") && seen.contains("pinCodes")) {
                found.at(place, "comes after PINs, which name their PUKs");
            }
            seen.add(name);
        }
    }
}
