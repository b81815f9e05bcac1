package org.esimtestbed.euicc.quirk;

import java.util.List;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.ServiceUse;

/// What the header mandates, the package must use.
record UnusedMandatoryServices() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "unused-mandatory-services",
            "A package whose header mandates a service that no element uses is refused at its end with "
                    + "invalid-parameter(6).",
            "TCA eUICC Profile Package, eUICC-Mandatory-services",
            "osmocom/pysim@4f1d7d7 (SYS#7826), pySim/esim/saip/validation.py",
            new UnusedMandatoryServices());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        if (element.name().equals("end") && !before.isEmpty()) {
            ServiceUse.unused(before).stream().findFirst().ifPresent(service -> {
                throw element.refused(PeStatus.INVALID_PARAMETER, service + " is mandated and not used");
            });
        }
        return element;
    }
}
