package org.esimtestbed.profilepackage.lint;

/// The header lists every template the elements use.
record TemplateNotMandated() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "template-not-mandated",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.2",
                "The header lists every file template, so that a card that lacks one refuses at once.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        var header = profile.header();
        if (header.isEmpty()) return;
        var listed = header.get().mandatoryTemplates();
        for (var element : profile.elements()) {
            var oid = element.templateId();
            if (oid.isPresent() && !listed.contains(oid.get())) {
                found.at(
                        profile.place(element, "templateID"),
                        oid.get().dotted() + " is not in eUICC-Mandatory-GFSTEList");
            }
        }
    }
}
