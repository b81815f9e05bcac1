package org.esimtestbed.profilepackage.lint;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.tree.Value;

/// Every parameter of authentication has the size that its algorithm needs.
record AkaParameterSize() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "aka-parameter-size",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.5",
                "Keys, constants and sequence numbers have the sizes of their algorithm; sqnInit has 32 entries or is absent.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var element : profile.named("akaParameter")) {
            var at = "algoConfiguration.algoParameter.";
            int number = element.find(at + "algorithmID")
                    .map(id -> (int) ((Value.Numeral) id).number())
                    .orElse(-1);
            var algorithm = Algorithm.of(number);
            if (number >= 0 && algorithm.isEmpty()) {
                found.at(profile.place(element, at + "algorithmID"), number + " is no algorithm");
            }
            boolean tuak = algorithm.filter(Algorithm.TUAK::equals).isPresent();
            size(profile, element, at + "key", found, tuak ? Set.of(16, 32) : Set.of(16));
            if (algorithm.filter(it -> it != Algorithm.USIM_TEST).isPresent()) {
                size(profile, element, at + "opc", found, Set.of(tuak ? 32 : 16));
            }
            size(profile, element, at + "algorithmOptions", found, Set.of(1));
            size(profile, element, at + "rotationConstants", found, Set.of(5));
            size(profile, element, at + "xoringConstants", found, Set.of(80));
            size(profile, element, at + "authCounterMax", found, Set.of(3));
            size(profile, element, "algoConfiguration.mappingParameter.mappingOptions", found, Set.of(1));
            size(profile, element, "sqnOptions", found, Set.of(1));
            size(profile, element, "sqnDelta", found, Set.of(6));
            size(profile, element, "sqnAgeLimit", found, Set.of(6));
            var sqnInit = element.find("sqnInit").map(Value::children).orElse(List.of());
            if (!sqnInit.isEmpty() && sqnInit.size() != 32) {
                found.at(profile.place(element, "sqnInit"), "has " + sqnInit.size() + " entries, not 32");
            }
            for (var sqn : sqnInit) size(profile, element, "sqnInit" + sqn.name(), found, Set.of(6));
        }
    }

    private static void size(
            Inspection profile, ProfileElement element, String path, Found found, Set<Integer> allowed) {
        element.find(path).ifPresent(value -> {
            int size = ((Value.Octets) value).octets().size();
            if (!allowed.contains(size)) {
                var wanted = String.join(
                        " or ",
                        new TreeSet<>(allowed).stream().map(String::valueOf).toList());
                found.at(profile.place(element, path), "has " + size + " octets, not " + wanted);
            }
        });
    }
}
