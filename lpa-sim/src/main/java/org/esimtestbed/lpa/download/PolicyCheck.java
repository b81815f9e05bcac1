package org.esimtestbed.lpa.download;

import static org.esimtestbed.rsp.data.CancelSessionReason.PPR_NOT_ALLOWED;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.GetRat;

/// What the LPA checks of a Profile's Policy Rules before the package is asked for (SGP.22 §2.9.2.1, §2.9.3.1).
record PolicyCheck(Isdr euicc) {

    /// @return the rules the End User has to agree to
    /// @throws DownloadStopped with pprNotAllowed, saying which rule and why
    Set<PolicyRule> rulesToAgreeTo(ProfileMetadata profile, EuiccInfo2 info2) {
        var rules = EnumSet.noneOf(PolicyRule.class);
        rules.addAll(profile.policyRules());
        rules.remove(PolicyRule.UPDATE_CONTROL); // says how rules may be changed, and is none
        if (rules.isEmpty()) return Set.of();
        var table = euicc.call(new GetRat()); // ES10b §5.7.22
        var toAgreeTo = EnumSet.noneOf(PolicyRule.class);
        for (var rule : rules) {
            if (info2.forbiddenPpr().contains(rule)) throw notAllowed("the eUICC forbids " + rule);
            var row = row(table, rule, profile)
                    .orElseThrow(() -> notAllowed("the Rules Authorisation Table does not allow " + rule
                            + profile.owner()
                                    .map(owner -> " to " + owner.digits())
                                    .orElse(" to a Profile without an owner")));
            if (row.consentRequired()) toAgreeTo.add(rule);
        }
        if (rules.contains(PolicyRule.PPR1) && holdsOperationalProfile()) {
            throw notAllowed("PPR1 is for the only operational Profile, and another one is installed");
        }
        return toAgreeTo;
    }

    // The first row that fits decides (§2.9.2.1).
    private static Optional<GetRat.Rule> row(List<GetRat.Rule> table, PolicyRule rule, ProfileMetadata profile) {
        return table.stream()
                .filter(row -> row.policyRules().contains(rule))
                .filter(row -> profile.owner().filter(row::allows).isPresent())
                .findFirst();
    }

    private boolean holdsOperationalProfile() {
        return euicc.call(new GetProfilesInfo()).stream()
                .anyMatch(it -> it.profileClass().orElse(ProfileClass.OPERATIONAL) == ProfileClass.OPERATIONAL);
    }

    private static DownloadStopped notAllowed(String why) {
        return new DownloadStopped(PPR_NOT_ALLOWED, why);
    }
}
