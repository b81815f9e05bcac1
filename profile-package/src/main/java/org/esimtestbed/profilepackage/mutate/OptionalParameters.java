package org.esimtestbed.profilepackage.mutate;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Type;
import org.esimtestbed.profilepackage.tree.Value;

/// Every field that is OPTIONAL or has a DEFAULT in the specification (TCA eUICC Profile Package 3.3.1, Annex A) and
/// is there in a package: what an issuer may leave out and some cards insist on.
public final class OptionalParameters {
    private OptionalParameters() {}

    /// Their paths, in the order of the package.
    public static List<String> of(ProfilePackage profile) {
        var paths = new ArrayList<String>();
        for (var element : profile.elements()) {
            Schema.PROFILE_ELEMENT
                    .named(element.name())
                    .ifPresent(known ->
                            collect(ParameterPath.nameOf(element, profile), element.value(), known.type(), paths));
        }
        return List.copyOf(paths);
    }

    private static void collect(String path, Value value, Type type, List<String> paths) {
        switch (value) {
            case Value.Sequence sequence -> {
                for (var field : sequence.fields()) {
                    var component = ((Type.Structure) type).field(field.name());
                    if (component.isEmpty()) continue; // of a later version: nobody knows whether it is optional
                    var below = path + "." + field.name();
                    if (component.get().optional()) paths.add(below);
                    collect(below, field.value(), component.get().type(), paths);
                }
            }
            case Value.ListOf list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    collect(path + "[" + i + "]", list.items().get(i), ((Type.Repeated) type).item(), paths);
                }
            }
            case Value.Choice choice ->
                ((Type.Alternatives) type)
                        .named(choice.alternative())
                        .ifPresent(chosen ->
                                collect(path + "." + choice.alternative(), choice.value(), chosen.type(), paths));
            default -> {}
        }
    }
}
