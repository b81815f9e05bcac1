package org.esimtestbed.euicc.quirk;

import java.util.List;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// PINs of DF.TELECOM are taken only after the package has selected it by itself.
record ExplicitPinContext() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "explicit-pin-context",
            "A pinCodes element right behind the telecom element is refused with invalid-parameter(6): the card wants "
                    + "genericFileManagement to select DF.TELECOM first.",
            "SAIP 2.1 PE-PINCodes, settled in SAIP 2.2",
            "GSMATerminals/Generic-eUICC-Test-Profile-for-Device-Testing-Public (v1-A and v1-B)",
            new ExplicitPinContext());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        if (element.name().equals("pinCodes")
                && !before.isEmpty()
                && before.getLast().name().equals("telecom")) {
            throw element.refused(PeStatus.INVALID_PARAMETER, "DF.TELECOM was not selected");
        }
        return element;
    }
}
