package org.esimtestbed.profilepackage.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.view.ServiceTable;

/// A file the package gives beyond the basic ones has its service announced.
record FileWithoutService() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "ust-file-without-service",
                Severity.WARNING,
                "3GPP TS 31.102 \u00a74.2.8, TS 31.103 \u00a74.2.7",
                "A file is given whose only service is not announced: no phone will ever look at it.");
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
            Inspection profile, ServiceTable table, FileDefinition adf, FileDefinition tableFile, Found found) {
        var available = ServiceTable.available(tableFile.content());
        var services = new HashMap<FilePath, List<Integer>>();
        for (var service : table.services()) {
            for (var needed : service.files()) {
                var path = adf.path();
                for (int fid : needed.path().fids()) path = path.child(fid);
                services.computeIfAbsent(path, _ -> new ArrayList<>()).add(service.number());
            }
        }
        for (var file : profile.files().all()) {
            var numbers = services.get(file.path());
            if (numbers == null
                    || numbers.size() != 1
                    || isBasic(profile, file)
                    || available.contains(numbers.getFirst())) {
                continue;
            }
            found.at(profile.place(file), "service " + table.nameOf(numbers.getFirst()) + " is not announced");
        }
    }

    /// The usim and isim elements bring files of their own whatever is announced.
    private static boolean isBasic(Inspection profile, FileDefinition file) {
        var element = profile.elements().get(file.source().element());
        return file.source().list().isEmpty() || Set.of("usim", "isim", "iot").contains(element.name());
    }
}
