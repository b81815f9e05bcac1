package org.esimtestbed.profilepackage.lint;

import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.view.ServiceTable;

/// Every service announced has the files it is made of.
record ServiceWithoutFile() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "ust-service-without-file",
                Severity.ERROR,
                "3GPP TS 31.102 \u00a74.2.8, TS 31.103 \u00a74.2.7",
                "EF.UST or EF.IST announces a service whose mandatory file is not there: a phone reads it and fails.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        for (var table : ServiceTable.values()) {
            for (var adf : profile.applications(table.application())) {
                profile.files()
                        .file(adf.path().child(table.fid()))
                        .ifPresent(file -> check(profile, table, adf, file, found));
            }
        }
    }

    private static void check(
            Inspection profile, ServiceTable table, FileDefinition adf, FileDefinition file, Found found) {
        var available = ServiceTable.available(file.content());
        for (var service : table.services()) {
            if (!available.contains(service.number())) continue;
            for (var needed : service.files()) {
                if (needed.unless() > 0 && available.contains(needed.unless())) continue;
                var path = adf.path();
                for (int fid : needed.path().fids()) path = path.child(fid);
                if (profile.files().file(path).isEmpty()) {
                    found.at(
                            profile.place(file),
                            "announces service \"" + table.nameOf(service.number()) + "\", and " + path
                                    + " is not there");
                }
            }
        }
    }
}
