package org.esimtestbed.euicc.quirk;

import java.util.HashSet;
import java.util.Set;
import org.esimtestbed.euicc.install.InstallationFailed;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.id.Iccid;

/// A deleted profile's ICCID stays taken.
record RemembersDeletedIccids() implements Quirk {
    static final QuirkKind KIND = QuirkKind.plain(
            "remembers-deleted-iccids",
            "A profile that was installed, deleted and downloaded again ends with "
                    + "errorReason 9, ICCID there already.",
            "SGP.22 §5.5.3: the ICCID of an installed Profile only",
            "the symptom of lpac es10b.h and openeuicc SimplifiedErrorMessages.kt, which there means a profile that is "
                    + "still installed",
            new RemembersDeletedIccids());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Misbehaviour onCard() {
        return new Misbehaviour() {
            private final Set<Iccid> seen = new HashSet<>();

            @Override
            public CardState poweredUp(CardState state) {
                for (var profile : state.profiles()) seen.add(profile.iccid());
                return state;
            }

            @Override
            public void metadata(ProfileMetadata metadata) throws InstallationFailed {
                if (!seen.add(metadata.iccid())) {
                    throw new InstallationFailed(
                            ErrorReason.ICCID_ALREADY_EXISTS, "ICCID " + metadata.iccid() + " was here before");
                }
            }
        };
    }
}
