package org.esimtestbed.euicc.personality;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.euicc.quirk.Quirk;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.profilepackage.yaml.YamlNode;

/// The personalities the testbed ships, and those of files.
public final class Personalities {
    private static final List<String> SHIPPED = List.of(
            "reference",
            "saip-2.0",
            "pp-2.1.0-svn-2.2.0",
            "strict-interpreter",
            "sloppy-interpreter",
            "removable",
            "five-ber",
            "fragile",
            "iot-fallback",
            "shy",
            "odd-encodings",
            "unreadable");

    private Personalities() {}

    public static List<Personality> shipped() {
        return SHIPPED.stream().map(Personalities::resource).toList();
    }

    /// One that is shipped, by name, or else that of a file.
    ///
    /// @throws IOException if it is neither
    /// @throws BadYaml     with file, line and key of what is wrong in the file
    public static Personality of(String nameOrFile) throws IOException {
        if (SHIPPED.contains(nameOrFile)) return resource(nameOrFile);
        var path = Path.of(nameOrFile);
        if (!Files.isRegularFile(path)) {
            throw new IOException(nameOrFile + " is neither a file nor one of " + String.join(", ", SHIPPED));
        }
        return PersonalityFile.read(path);
    }

    /// A quirk as one writes it on a command line: `name` or `name=parameter`, the parameter in YAML.
    ///
    /// @throws BadYaml if there is no such quirk, or it cannot have that parameter
    public static Quirk quirk(String text) {
        int equals = text.indexOf('=');
        var yaml = equals < 0 ? text : text.substring(0, equals) + ": " + text.substring(equals + 1);
        return PersonalityFile.quirk(YamlNode.parse("--quirk " + text, new StringReader(yaml)));
    }

    private static Personality resource(String name) {
        var file = name + ".yaml";
        try (var in = Personalities.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("the personality " + file + " is missing");
            return PersonalityFile.read(name, file, new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
