package org.esimtestbed.profilepackage.lint;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// All rules, over one package.
public final class Lint {
    private static final List<LintRule> RULES = List.of(
            new MissingRequiredElement(),
            new UnknownElement(),
            new ElementOrder(),
            new DuplicateIdentification(),
            new CannotBeInstalled(),
            new ServiceMissing(),
            new MandatoryServiceUnused(),
            new TemplateNotMandated(),
            new IccidMismatch(),
            new IccidLuhn(),
            new ImsiBadLength(),
            new ContentLongerThanFile(),
            new NonMinimalFileSize(),
            new DanglingLink(),
            new ArrRecordMissing(),
            new ArrRecordEmpty(),
            new DanglingPuk(),
            new PinReferenceUnknown(),
            new AdfWithoutAka(),
            new AkaParameterSize(),
            new EfDirMissingApplication(),
            new ServiceWithoutFile(),
            new FileWithoutService(),
            new GetIdentityWithoutSuciFiles(),
            new RfmApplicationUnknown());

    private Lint() {}

    /// Every rule, in the order in which they are applied.
    public static List<LintRule> rules() {
        return RULES;
    }

    public static List<Finding> check(ProfilePackage profile) {
        return check(profile.elements());
    }

    /// Elements in whatever order, as [ProfilePackage#decodeElements] gives them.
    public static List<Finding> check(List<ProfileElement> elements) {
        var inspection = Inspection.of(elements);
        var findings = new ArrayList<Finding>();
        for (var rule : RULES) {
            var facts = rule.facts();
            rule.check(
                    inspection,
                    (place, what) ->
                            findings.add(new Finding(facts.name(), facts.severity(), place, what, facts.clause())));
        }
        return List.copyOf(findings);
    }
}
