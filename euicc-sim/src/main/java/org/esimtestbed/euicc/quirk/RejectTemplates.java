package org.esimtestbed.euicc.quirk;

import java.util.List;
import java.util.Set;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.rsp.id.Oid;

/// Some file system templates are missing on this card.
///
/// @param templates object identifiers
record RejectTemplates(Set<Oid> templates) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "reject-templates",
            "Elements that name one of these templates are refused with template-not-supported(9), though nothing the "
                    + "card says of itself tells so beforehand.",
            "TCA eUICC Profile Package Annex A, template-not-supported",
            "IIJ, Internet Infrastructure Review vol. 43 §3.4; waigel/euicc-tools@350e0a4",
            "list of template OIDs; DF.5GS of 2.23.143.1.2.13 where left out",
            new RejectTemplates(Set.of(new Oid("2.23.143.1.2.13"))),
            node -> new RejectTemplates(Set.copyOf(
                    node.items().stream().map(it -> new Oid(it.text())).toList())));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        if (element.templateId().filter(templates::contains).isPresent()) {
            throw element.refused(
                    PeStatus.TEMPLATE_NOT_SUPPORTED,
                    "template " + element.templateId().get().dotted() + " is not here");
        }
        return element;
    }
}
