package org.esimtestbed.profilepackage.lint;

/// Offsets and content stay within the file.
record ContentLongerThanFile() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "content-longer-than-file",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.3",
                "Content that does not fit its file fails the installation, or is cut without a word.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var it : profile.files().overflows()) {
            found.at(
                    profile.place(it.element(), it.list()),
                    it.path() + " has " + it.size() + " octets, and its content ends at " + it.end());
        }
    }
}
