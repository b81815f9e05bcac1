package org.esimtestbed.profilepackage.lint;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// EF.DIR lists every ADF.
record EfDirMissingApplication() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "efdir-missing-application",
                Severity.ERROR,
                "ETSI TS 102 221 \u00a713.1",
                "A phone finds applications through EF.DIR; what it does not list is not there for it.");
    }

    private static final int EF_DIR = 0x2F00;
    private static final int AID = 0x4F;

    @Override
    public void check(Inspection profile, Found found) {
        var dir = profile.files().file(FilePath.of(EF_DIR));
        for (var adf : profile.files().applications()) {
            var aid = adf.dfName().map(Aid::bytes).orElse(Bytes.EMPTY);
            if (dir.isEmpty() || listed(dir.get()).stream().noneMatch(entry -> names(entry, aid))) {
                found.at(profile.place(adf), aid + " is not in EF.DIR");
            }
        }
    }

    private static boolean names(Bytes entry, Bytes aid) {
        return !entry.isEmpty() && (aid.startsWith(entry) || entry.startsWith(aid));
    }

    private static List<Bytes> listed(FileDefinition dir) {
        var all = new ArrayList<Bytes>();
        int length = dir.recordLength();
        for (int number = 1; length > 0 && number * length <= dir.content().size(); number++) {
            try {
                Tlv.first(dir.record(number)).find(AID).ifPresent(aid -> all.add(aid.value()));
            } catch (MalformedTlv e) {
                // an erased record lists nothing
            }
        }
        return all;
    }
}
