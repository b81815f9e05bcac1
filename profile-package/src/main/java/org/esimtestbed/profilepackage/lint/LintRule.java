package org.esimtestbed.profilepackage.lint;

/// One thing that has to be right in a package.
public interface LintRule {
    /// @param name        for people and programs: `dangling-puk`
    /// @param clause      where the specification says it
    /// @param explanation what goes wrong otherwise, in a sentence
    record Facts(String name, Severity severity, String clause, String explanation) {}

    /// Takes what a rule finds.
    interface Found {
        void at(String place, String what);
    }

    Facts facts();

    void check(Inspection profile, Found found);
}
