package org.esimtestbed.euicc.quirk;

import java.util.List;
import java.util.Set;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.yaml.YamlNode;

/// A template is taken only as it is.
///
/// @param fields of the Fcp that may not be overridden, as the specification names them
record RejectTemplateOverrides(Set<String> fields) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "reject-template-overrides",
            "An element that overrides one of these file control parameters of its template is refused with "
                    + "template-not-supported(9).",
            "TCA eUICC Profile Package §8.3, templates may be overridden",
            "IIJ, Internet Infrastructure Review vol. 43 §3.4",
            "list of fields such as efFileSize, securityAttributesReferenced, linkPath; efFileSize where left out",
            new RejectTemplateOverrides(Set.of("efFileSize")),
            node -> new RejectTemplateOverrides(
                    Set.copyOf(node.items().stream().map(YamlNode::text).toList())));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        if (element.templateId().isEmpty()) return element;
        for (var file : FileControls.of(element)) {
            for (var field : fields) {
                if (file.has(field)) {
                    throw element.refused(PeStatus.TEMPLATE_NOT_SUPPORTED, file.path() + " overrides " + field);
                }
            }
        }
        return element;
    }
}
