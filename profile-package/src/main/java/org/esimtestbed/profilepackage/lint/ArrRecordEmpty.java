package org.esimtestbed.profilepackage.lint;

/// The record of EF.ARR a file refers to holds a rule.
record ArrRecordEmpty() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "arr-record-empty",
                Severity.WARNING,
                "ETSI TS 102 221 \u00a79.2.4",
                "A record of EF.ARR without a rule lets nobody do anything with the file.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var file : profile.files().all()) {
            if (file.link().isPresent()) continue;
            profile.files()
                    .access(file)
                    .filter(access ->
                            access.record().isPresent() && access.rule().isEmpty())
                    .ifPresent(_ -> found.at(
                            profile.place(file),
                            "record " + file.security().arrRecord().orElse(0) + " of its EF.ARR holds no rule"));
        }
    }
}
