package org.esimtestbed.euicc.quirk;

import java.util.List;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// Directories must say themselves which PINs govern them.
record RequirePinStatusTemplate() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "require-pin-status-template",
            "A file descriptor of an MF, DF or ADF without pinStatusTemplateDO is refused with invalid-parameter(6).",
            "ETSI TS 102 222 §6.3.2.1; optional in a template",
            "osmocom/pysim@3752aeb (OS#6955)",
            new RequirePinStatusTemplate());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public ProfileElement element(ProfileElement element, List<ProfileElement> before) {
        for (var file : FileControls.of(element)) {
            boolean isDirectory = file.isDirectory()
                    || file.path().startsWith("mf[")
                    || file.path().startsWith("adf-")
                    || file.path().startsWith("df-");
            if (isDirectory && !file.has("pinStatusTemplateDO")) {
                throw element.refused(PeStatus.INVALID_PARAMETER, file.path() + " lacks pinStatusTemplateDO");
            }
        }
        return element;
    }
}
