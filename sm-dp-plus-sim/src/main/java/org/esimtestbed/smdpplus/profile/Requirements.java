package org.esimtestbed.smdpplus.profile;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.MandatoryService;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Tlv;

/// What an eUICC must be able to do to take a Profile; looked at before anything is bound (SGP.22 §3.1.3, eligibility
/// check).
///
/// @param majorVersion of the TCA profile package specification
/// @param services     eUICC-Mandatory-services, by name
public record Requirements(int majorVersion, int minorVersion, Set<String> services) {
    private static final Comparator<Version> BY_MINOR =
            Comparator.comparingInt(Version::major).thenComparingInt(Version::minor);

    public static Requirements of(ProfilePackage profile) {
        var header = profile.header();
        return new Requirements(
                header.majorVersion(), header.minorVersion(), new TreeSet<>(header.mandatoryServices()));
    }

    /// What this eUICC lacks, in words; empty if it can take the Profile.
    ///
    /// @param metadata BF25
    public Optional<String> unmetBy(EuiccInfo2 euicc, Tlv metadata) {
        if (BY_MINOR.compare(new Version(majorVersion, minorVersion, 0), euicc.profileVersion()) > 0) {
            return Optional.of("the Profile Package is of version " + majorVersion + "." + minorVersion
                    + ", the eUICC knows " + euicc.profileVersion());
        }
        for (var service : services) {
            if (MandatoryService.isLacking(service, euicc.uiccCapability())) {
                return Optional.of("the eUICC does not offer " + service);
            }
        }
        for (var rule : ProfileMetadata.of(metadata).policyRules()) {
            if (euicc.forbiddenPpr().contains(rule)) return Optional.of("the eUICC forbids " + rule);
        }
        return Optional.empty();
    }
}
