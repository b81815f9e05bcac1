package org.esimtestbed.profilepackage.lint;

import java.util.List;
import java.util.Set;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.profilepackage.view.ServiceTable;

/// Who has the USIM calculate the SUCI, by service 125 or get-identity, gives DF.SAIP its file.
record GetIdentityWithoutSuciFiles() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "get-identity-without-suci-files",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.2, 3GPP TS 31.102 \u00a74.2.8",
                "A card that is to calculate the SUCI finds its parameters in DF.SAIP alone.");
    }

    private static final int EF_UST = 0x6F38;
    private static final int DF_SAIP = 0x5FD0;
    private static final int EF_SUCI_CALC_INFO_USIM = 0x4F01;
    private static final int SUCI_CALCULATION_BY_THE_USIM = 125;

    @Override
    public void check(Inspection profile, Found found) {
        boolean anywhere = false;
        for (var adf : profile.applications("usim")) {
            boolean there = profile.files()
                    .file(adf.path().child(DF_SAIP).child(EF_SUCI_CALC_INFO_USIM))
                    .isPresent();
            anywhere |= there;
            profile.files().file(adf.path().child(EF_UST)).ifPresent(ust -> {
                if (!there && ServiceTable.available(ust.content()).contains(SUCI_CALCULATION_BY_THE_USIM)) {
                    found.at(profile.place(ust), "announces service 125, and DF.SAIP has no EF.SUCI_Calc_Info_USIM");
                }
            });
        }
        var services = profile.header().map(ProfileHeader::mandatoryServices).orElse(Set.of());
        for (var service : List.of("get-identity", "profile-a-x25519", "profile-b-p256")) {
            if (!anywhere && services.contains(service)) {
                found.at("header.eUICC-Mandatory-services." + service, "DF.SAIP has no EF.SUCI_Calc_Info_USIM");
            }
        }
    }
}
