package org.esimtestbed.profilepackage.lint;

import org.esimtestbed.profilepackage.file.FilePath;

/// The header names the profile as EF.ICCID does.
record IccidMismatch() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "iccid-mismatch",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.2, SGP.22 \u00a75.5.5",
                "Header and EF.ICCID name the same profile; the header in reading order, the file with nibbles swapped.");
    }

    private static final int EF_ICCID = 0x2FE2;

    @Override
    public void check(Inspection profile, Found found) {
        var file = profile.files().file(FilePath.of(EF_ICCID));
        var header = profile.header();
        if (file.isEmpty() || header.isEmpty()) return;
        var inFile = IccidDigits.ofEf(file.get().content());
        var inHeader = IccidDigits.ofHeader(header.get().iccid());
        if (!inFile.equals(inHeader)) {
            found.at("header.iccid", inHeader + " is not the " + inFile + " of EF.ICCID");
        }
    }
}
