package org.esimtestbed.euicc.quirk;

import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileMetadata;

/// Metadata must bring an icon.
record RequireIcon() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "require-icon",
            "StoreMetadata without iconType and icon (tags 93 and 94) ends with incorrectInputValues(1).",
            "SGP.22 §5.5.3, icon OPTIONAL",
            "note on a test card for SGP.33 downloads",
            new RequireIcon());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public void metadata(ProfileMetadata metadata) throws InstallationFailed {
        if (metadata.icon().isEmpty()) {
            throw new InstallationFailed(ErrorReason.INCORRECT_INPUT_VALUES, "there is no icon");
        }
    }
}
