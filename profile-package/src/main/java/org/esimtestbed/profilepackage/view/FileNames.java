package org.esimtestbed.profilepackage.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.file.Template;

/// The templates' names of files by where they lie.
final class FileNames {
    private static final Map<String, String> NAMES = names();

    private FileNames() {}

    /// @param application what the first file ID of the path stands for, none outside an ADF
    static Optional<String> of(FilePath path, Optional<String> application) {
        if (path.isMf()) return Optional.of("mf");
        var base = application.orElse("");
        var below = application.isPresent() ? path.fids().subList(1, path.fids().size()) : path.fids();
        return Optional.ofNullable(NAMES.get(base + new FilePath(below)));
    }

    private static Map<String, String> names() {
        var names = new HashMap<String, String>();
        for (var template : Template.all()) {
            var application = switch (template.element()) {
                case "mf", "cd", "telecom" -> "";
                case "isim", "opt-isim" -> "isim";
                case "csim", "opt-csim" -> "csim";
                case "eap", "iot", "opt-iot" -> "none";
                default -> "usim";
            };
            if (application.equals("none")) continue; // their files are those of the others
            var base = FilePath.MF;
            var current = FilePath.MF;
            for (var file : template.files()) {
                if (file.fid().isEmpty() || file.kind() == FileKind.MF) continue;
                int fid = file.fid().getAsInt();
                if (file.kind() == FileKind.DF) {
                    current = base.child(fid);
                    if (base.isMf()) base = current;
                    names.putIfAbsent(application + current, file.name());
                } else {
                    names.putIfAbsent(application + current.child(fid), file.name());
                }
            }
        }
        // DF.TELECOM of a SIM, 3GPP TS 51.011 §10.5, which no template has
        names.put("3F00/7F10/6F3A", "ef-adn");
        names.put("3F00/7F10/6F44", "ef-lnd");
        names.put("3F00/7F10/6F4A", "ef-ext1");
        return Map.copyOf(names);
    }
}
