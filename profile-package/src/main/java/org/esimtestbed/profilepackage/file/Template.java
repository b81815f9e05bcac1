package org.esimtestbed.profilepackage.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.esimtestbed.rsp.id.Oid;

/// A file structure template (TCA eUICC Profile Package 3.3.1, clause 9), read once from `templates.txt`.
///
/// @param element   the profile element it belongs to: `opt-usim`
/// @param byDefault whether files the element leaves out are created all the same
/// @param files     in order of creation
public record Template(Oid oid, String element, boolean byDefault, List<FileTemplate> files) {
    private static final Map<Oid, Template> ALL = read();

    public static Optional<Template> of(Oid oid) {
        return Optional.ofNullable(ALL.get(oid));
    }

    /// Every template there is, in the order of their identifiers.
    public static Collection<Template> all() {
        return ALL.values();
    }

    public Optional<FileTemplate> file(String name) {
        for (var file : files) if (file.name().equals(name)) return Optional.of(file);
        return Optional.empty();
    }

    private static Map<Oid, Template> read() {
        var rows = new LinkedHashMap<Oid, Map<String, FileTemplate>>();
        var heads = new LinkedHashMap<Oid, String[]>();
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        Template.class.getResourceAsStream("/org/esimtestbed/profilepackage/templates.txt")),
                UTF_8))) {
            Map<String, FileTemplate> current = new LinkedHashMap<>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                if (line.startsWith("template ")) {
                    var words = line.split(" ");
                    var oid = new Oid(words[1]);
                    current = words.length == 6
                            ? new LinkedHashMap<>(Objects.requireNonNull(rows.get(new Oid(words[5]))))
                            : new LinkedHashMap<>();
                    rows.put(oid, current);
                    heads.put(oid, words);
                } else {
                    var file = FileTemplate.parse(line);
                    current.put(file.name(), file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new LinkedHashMap<Oid, Template>();
        heads.forEach((oid, words) -> all.put(
                oid,
                new Template(
                        oid,
                        words[2],
                        words[3].equals("default"),
                        List.copyOf(Objects.requireNonNull(rows.get(oid)).values()))));
        return all;
    }
}
