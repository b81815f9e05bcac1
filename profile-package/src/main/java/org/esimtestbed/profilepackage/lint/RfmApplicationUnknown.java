package org.esimtestbed.profilepackage.lint;

import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.id.Aid;

/// The ADF that remote file management selects exists.
record RfmApplicationUnknown() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "rfm-application-unknown",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.7",
                "Remote file management of an application that the package does not make reaches nothing.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var element : profile.named("rfm")) {
            element.find("adfRFMAccess.adfAID").ifPresent(value -> {
                var aid = ((Value.Octets) value).octets();
                boolean there = profile.files().applications().stream()
                        .anyMatch(adf ->
                                adf.dfName().map(Aid::bytes).filter(aid::equals).isPresent());
                if (!there)
                    found.at(profile.place(element, "adfRFMAccess.adfAID"), aid + " is no application of the package");
            });
        }
    }
}
