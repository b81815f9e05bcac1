package org.esimtestbed.profilepackage.lint;

import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// EF.IMSI holds an IMSI whose length and parity are right.
record ImsiBadLength() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "imsi-bad-length",
                Severity.ERROR,
                "3GPP TS 31.102 \u00a74.2.2",
                "EF.IMSI begins with the octets that follow, then parity and 6 to 15 digits.");
    }

    private static final int EF_IMSI = 0x6F07;

    @Override
    public void check(Inspection profile, Found found) {
        for (var adf : profile.applications("usim")) {
            profile.files()
                    .file(adf.path().child(EF_IMSI))
                    .ifPresent(file -> wrong(file.content()).ifPresent(what -> found.at(profile.place(file), what)));
        }
    }

    private static Optional<String> wrong(Bytes content) {
        if (content.size() != 9) return Optional.of("has " + content.size() + " octets, not 9");
        int length = content.at(0);
        if (length < 4 || length > 8) return Optional.of("says that " + length + " octets follow, not 4 to 8");
        int parity = content.at(1) & 0xF;
        if (parity != 1 && parity != 9) return Optional.of("has parity %X, not 1 or 9".formatted(parity));
        var digits = IccidDigits.ofEf(content.slice(1, 1 + length)).substring(1);
        boolean odd = digits.length() % 2 == 1;
        if (!digits.matches("[0-9]{6,15}")) return Optional.of("holds no 6 to 15 digits in its " + length + " octets");
        return odd == (parity == 9)
                ? Optional.empty()
                : Optional.of("has " + digits.length() + " digits and the other parity");
    }
}
