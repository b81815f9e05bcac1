package org.esimtestbed.profilepackage.lint;

import org.esimtestbed.rsp.id.Iccid;

/// The ICCID is one, and ends with its check digit.
record IccidLuhn() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "iccid-luhn",
                Severity.WARNING,
                "ITU-T E.118 \u00a73.2",
                "The last digit of an ICCID is a check digit; test profiles do not always care, some servers do.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        var header = profile.header();
        if (header.isEmpty()) return;
        var digits = IccidDigits.ofHeader(header.get().iccid());
        try {
            if (!new Iccid(digits).hasLuhnDigit())
                found.at("header.iccid", digits + " does not end with its check digit");
        } catch (IllegalArgumentException e) {
            found.at("header.iccid", digits + " is no ICCID of 18 to 20 digits");
        }
    }
}
