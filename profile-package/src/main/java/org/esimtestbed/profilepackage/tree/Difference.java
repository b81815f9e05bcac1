package org.esimtestbed.profilepackage.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One place where two trees differ: the path, and what stands there on either side, empty text for nothing.
/// Secrets are masked.
public record Difference(String path, String before, String after) {

    /// All differences, depth first, in the order of the trees.
    public static List<Difference> between(Value before, Value after) {
        var all = new ArrayList<Difference>();
        collect("", before, after, all);
        return List.copyOf(all);
    }

    private static void collect(String path, Value before, Value after, List<Difference> all) {
        if (before.tlv().raw().equals(after.tlv().raw())) return;
        var left = before.children();
        var right = after.children();
        if (left.isEmpty() || right.isEmpty() || !before.getClass().equals(after.getClass())) {
            all.add(new Difference(path, before.toString(), after.toString()));
            return;
        }
        for (var field : left) {
            var step = below(path, field.name());
            right.stream()
                    .filter(other -> other.name().equals(field.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            other -> collect(step, field.value(), other.value(), all),
                            () -> all.add(new Difference(step, Objects.toString(field.value()), "")));
        }
        for (var field : right) {
            if (left.stream().noneMatch(other -> other.name().equals(field.name()))) {
                all.add(new Difference(
                        below(path, field.name()), "", field.value().toString()));
            }
        }
    }

    private static String below(String path, String step) {
        return path.isEmpty() || step.startsWith("[") ? path + step : path + "." + step;
    }
}
