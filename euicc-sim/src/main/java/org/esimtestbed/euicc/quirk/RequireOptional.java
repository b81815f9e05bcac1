package org.esimtestbed.euicc.quirk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.yaml.YamlNode;

/// What the specification calls optional, this card wants.
///
/// @param fields element and field, as in `usim.ef-ad`
public record RequireOptional(Set<String> fields, PeStatus status) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "require-optional",
            "An element without one of these optional fields is refused.",
            "TCA eUICC Profile Package Annex A, OPTIONAL",
            "IIJ, Internet Infrastructure Review vol. 43 §3.4",
            "list of element.field; or a mapping with fields and status; opt-usim.ef-acmax where left out",
            of("opt-usim.ef-acmax"),
            RequireOptional::read);

    public RequireOptional {
        fields = Set.copyOf(fields);
        for (var field : fields) {
            if (field.indexOf('.') < 1) throw new IllegalArgumentException(field + " is no element.field");
        }
    }

    public static RequireOptional of(String... fields) {
        return new RequireOptional(Set.of(fields), PeStatus.INVALID_PARAMETER);
    }

    private static RequireOptional read(YamlNode node) {
        var fields = node.isList() ? node : node.entry("fields").orElseThrow(() -> node.wrong("fields are missing"));
        var status = node.isList() ? Optional.<YamlNode>empty() : node.entry("status");
        return new RequireOptional(
                Set.copyOf(fields.items().stream().map(YamlNode::text).toList()),
                status.map(Statuses::of).orElse(PeStatus.INVALID_PARAMETER));
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        for (var field : fields) {
            int dot = field.indexOf('.');
            if (!field.substring(0, dot).equals(element.name())) continue;
            if (element.find(field.substring(dot + 1)).isEmpty()) {
                throw element.refused(status, "lacks " + field.substring(dot + 1));
            }
        }
        return element;
    }
}
