package org.esimtestbed.euicc.quirk;

import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// What the header mandates in vain is answered with another status.
record UnsupportedServiceStatus(PeStatus status) implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.with(
            "unsupported-service-status",
            "A header that mandates what the card lacks is refused with invalid-parameter(6). The header has no "
                    + "identification, so nothing says which service it was.",
            "TCA eUICC Profile Package Annex A, feature-not-supported(10)",
            "waigel/euicc-tools@350e0a4",
            "a PEStatus; invalid-parameter where left out",
            new UnsupportedServiceStatus(PeStatus.INVALID_PARAMETER),
            node -> new UnsupportedServiceStatus(Statuses.of(node)));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public PeStatus refusal(ProfileElement element, PeStatus honest) {
        return element.name().equals("header") && honest == PeStatus.FEATURE_NOT_SUPPORTED ? status : honest;
    }
}
