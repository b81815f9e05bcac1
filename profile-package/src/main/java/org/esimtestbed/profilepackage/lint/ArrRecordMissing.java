package org.esimtestbed.profilepackage.lint;

/// The access rule a file refers to exists.
record ArrRecordMissing() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "arr-record-missing",
                Severity.ERROR,
                "ETSI TS 102 221 \u00a79.2.7",
                "A file whose rule cannot be found can be read and updated by nobody, or by everybody.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var file : profile.files().all()) {
            if (file.link().isPresent()) continue;
            var access = profile.files().access(file);
            if (access.isEmpty() || access.get().record().isPresent()) continue;
            int record = file.security().arrRecord().orElse(0);
            var arr = access.get().arr();
            found.at(
                    profile.place(file),
                    arr.isEmpty()
                            ? "refers to EF.ARR %04X, which is not there"
                                    .formatted(file.security().arrFile().orElse(0))
                            : "refers to record " + record + " of " + arr.get().path() + ", which is not there");
        }
    }
}
