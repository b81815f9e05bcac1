package org.esimtestbed.euicc.quirk;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.id.Iccid;

/// The ICCID in the profile header counts.
record ChecksHeaderIccid() implements Quirk {
    static final QuirkKind KIND = QuirkKind.plain(
            "checks-header-iccid",
            "A profile whose header has another ICCID than the metadata ends with installFailedDueToDataMismatch(13), "
                    + "although EF.ICCID is right.",
            "SGP.22 §5.5.5: the ICCID of the profile header is not looked at",
            "osmocom/pysim@b18c7d9; waigel/euicc-tools@117ef57",
            new ChecksHeaderIccid());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Misbehaviour onCard() {
        return new Misbehaviour() {
            private Optional<Iccid> stored = Optional.empty();

            @Override
            public void metadata(ProfileMetadata metadata) {
                stored = Optional.of(metadata.iccid());
            }

            @Override
            public ProfileElement element(ProfileElement element, List<ProfileElement> before)
                    throws InstallationFailed {
                if (!element.name().equals("header") || stored.isEmpty()) return element;
                var digits = ProfileHeader.of(element).iccid().hex().replaceFirst("F+$", "");
                if (digits.equals(stored.get().digits())) return element;
                throw new InstallationFailed(
                        ErrorReason.DATA_MISMATCH, "header has ICCID " + digits + ", metadata " + stored.get());
            }
        };
    }
}
