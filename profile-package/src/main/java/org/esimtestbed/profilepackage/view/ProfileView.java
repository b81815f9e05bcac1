package org.esimtestbed.profilepackage.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.Template;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.tlv.Bytes;

/// A package as people and programs read it.
///
/// @param secrets whether keys, PINs and PUKs are shown
public record ProfileView(ProfilePackage profile, ProfileFiles files, boolean secrets) {
    private static final String MASK = "***";
    private static final int LONGEST = 96; // octets shown in text; JSON has them all

    public static ProfileView of(ProfilePackage profile, boolean secrets) {
        return new ProfileView(profile, ProfileFiles.of(profile.elements()), secrets);
    }

    /// What a line is, so that a terminal may show it so.
    public enum Kind {
        HEADING,
        FIELD,
        MEANING
    }

    public record Line(Kind kind, String text) {}

    /// The whole package in lines no longer than `width`.
    public List<Line> lines(int width) {
        var lines = new ArrayList<Line>();
        summary(lines, width);
        for (var element : profile.elements()) {
            lines.add(new Line(Kind.FIELD, ""));
            var heading = "[" + element.index() + "] " + element.name()
                    + (element.identification().isPresent()
                            ? "  identification " + element.identification().getAsInt()
                            : "")
                    + (element.isMandated() ? "  mandated" : "")
                    + element.templateId()
                            .map(oid -> "  template " + oid.dotted())
                            .orElse("");
            lines.add(new Line(Kind.HEADING, heading));
            for (var field : fields(element)) show(lines, element, field.name(), field.name(), field.value(), 2, width);
        }
        return lines;
    }

    private void summary(List<Line> lines, int width) {
        var header = profile.header();
        lines.add(new Line(
                Kind.HEADING, "Profile package, version " + header.majorVersion() + "." + header.minorVersion()));
        fact(lines, width, "type", header.profileType().orElse("none"));
        fact(lines, width, "ICCID", header.iccid().hex().replaceFirst("F+$", ""));
        profile.imsi().ifPresent(imsi -> fact(lines, width, "IMSI", imsi.digits()));
        fact(lines, width, "services", String.join(", ", header.mandatoryServices()));
        fact(
                lines,
                width,
                "templates",
                String.join(
                        ", ",
                        header.mandatoryTemplates().stream()
                                .map(oid ->
                                        Template.of(oid).map(Template::element).orElse("unknown") + " " + oid.dotted())
                                .toList()));
        fact(
                lines,
                width,
                "holds",
                profile.elements().size() + " elements, " + files.all().size() + " files, "
                        + profile.encode().size() + " octets");
    }

    private static void fact(List<Line> lines, int width, String label, String text) {
        Wrapped.lines("  %-10s ".formatted(label), 13, text, width)
                .forEach(line -> lines.add(new Line(Kind.FIELD, line)));
    }

    /// What the heading does not say already.
    private static List<Value.Field> fields(ProfileElement element) {
        if (!(element.value() instanceof Value.Sequence sequence)) {
            return List.of(new Value.Field("octets", element.value()));
        }
        return sequence.fields().stream()
                .filter(field -> !field.name().endsWith("-header")
                        && !field.name().endsWith("-Header")
                        && !field.name().equals("templateID"))
                .toList();
    }

    private void show(
            List<Line> lines, ProfileElement element, String path, String name, Value value, int indent, int width) {
        var label = " ".repeat(indent) + name;
        switch (value) {
            case Value.ListOf list -> {
                if (list.items().isEmpty()) {
                    lines.add(new Line(
                            Kind.FIELD, label + (isFile(element, list) ? " as its template has it" : " empty")));
                } else {
                    lines.add(new Line(Kind.FIELD, label));
                }
                for (var child : list.children()) {
                    boolean nested = child.value() instanceof Value.ListOf;
                    var itemName = child.value() instanceof Value.Choice ? "" : child.name();
                    show(
                            lines,
                            element,
                            path + child.name(),
                            nested ? child.name() : itemName,
                            child.value(),
                            indent + 2,
                            width);
                }
                meaning(lines, element, path, indent + 2, width);
            }
            case Value.Choice choice
            when isLong(choice.value()) ->
                show(
                        lines,
                        element,
                        path + "." + choice.alternative(),
                        (name + " " + choice.alternative()).strip(),
                        choice.value(),
                        indent,
                        width);
            case Value.Sequence sequence
            when isLong(sequence) -> {
                lines.add(new Line(Kind.FIELD, label));
                for (var child : sequence.fields()) {
                    show(lines, element, path + "." + child.name(), child.name(), child.value(), indent + 2, width);
                }
            }
            default -> {
                var shown = paragraph(name, value);
                int hanging = indent + 4;
                Wrapped.lines(label + (name.isEmpty() ? "" : " "), hanging, shown, width)
                        .forEach(line -> lines.add(new Line(Kind.FIELD, line.stripTrailing())));
            }
        }
    }

    private static boolean isFile(ProfileElement element, Value.ListOf list) {
        return element.templateId().isPresent() && list.items().isEmpty();
    }

    private static boolean isLong(Value value) {
        return value instanceof Value.ListOf || value.children().stream().anyMatch(child -> isLong(child.value()));
    }

    /// The files a list makes, explained where they are well known.
    private void meaning(List<Line> lines, ProfileElement element, String path, int indent, int width) {
        for (var file : files.all()) {
            var source = file.source();
            if (source.element() != element.index() || !source.list().equals(path)) continue;
            var words = FileMeaning.of(file, files);
            if (words.isEmpty()) continue;
            var name = element.name().equals("genericFileManagement") ? "%04X ".formatted(file.fid()) : "";
            var joined = words.size() > 3
                    && words.stream().allMatch(word -> word.length() < 60)
                    && words.stream().noneMatch(word -> word.matches("[0-9]+: .*"));
            for (var word : joined ? List.of(String.join("; ", words)) : words) {
                Wrapped.lines(" ".repeat(indent) + "= " + name, indent + 2, word, width)
                        .forEach(line -> lines.add(new Line(Kind.MEANING, line)));
            }
        }
    }

    /// A value in one paragraph: `fileID 6F07, efFileSize 09 (9 octets)`.
    private String paragraph(String name, Value value) {
        return switch (value) {
            case Value.Sequence sequence -> {
                var parts = new ArrayList<String>();
                for (var field : sequence.fields()) {
                    boolean nested = field.value() instanceof Value.Sequence;
                    var inner = paragraph(field.name(), field.value());
                    parts.add((field.name() + Wrapped.TOGETHER + (nested ? "{ " + inner + " }" : inner)).strip());
                }
                yield String.join(", ", parts);
            }
            case Value.Choice choice -> {
                var inner = paragraph(choice.alternative(), choice.value());
                yield (choice.alternative() + " " + inner).strip();
            }
            case Value.Null _ -> "";
            default -> {
                var meaning = FieldMeaning.of(name, value);
                yield leaf(value, LONGEST)
                        + meaning.map(text -> " (" + text + ")").orElse("");
            }
        };
    }

    private String leaf(Value value, int longest) {
        return switch (value) {
            case Value.Octets octets when octets.secret() && !secrets -> MASK;
            case Value.Octets octets -> hex(octets.octets(), longest);
            case Value.Text text -> text.text();
            case Value.Unknown unknown -> secrets ? hex(unknown.tlv().raw(), longest) : hidden(unknown);
            default -> value.toString();
        };
    }

    /// Nobody knows whether what a later version brought is secret.
    private static String hidden(Value.Unknown unknown) {
        return MASK + " (" + unknown.tlv().raw().size() + " octets nobody here knows)";
    }

    private static String hex(Bytes octets, int longest) {
        return octets.size() <= longest
                ? octets.hex()
                : octets.first(longest / 2).hex() + "\u2026 (" + octets.size() + " octets)";
    }

    /// All elements for programs, whole.
    public List<Map<String, Object>> elements() {
        var all = new ArrayList<Map<String, Object>>();
        for (var element : profile.elements()) {
            var view = new LinkedHashMap<String, Object>();
            view.put("index", element.index());
            view.put("name", element.name());
            element.identification().ifPresent(number -> view.put("identification", number));
            view.put("mandated", element.isMandated());
            element.templateId().ifPresent(oid -> view.put("template", oid.dotted()));
            view.put("fields", plain(element.value()));
            all.add(view);
        }
        return all;
    }

    /// What files say, by their path.
    public Map<String, List<String>> meanings() {
        var all = new LinkedHashMap<String, List<String>>();
        for (FileDefinition file : files.all()) {
            var words = FileMeaning.of(file, files);
            if (!words.isEmpty()) all.put(file.path().toString(), words);
        }
        return all;
    }

    private Object plain(Value value) {
        return switch (value) {
            case Value.Sequence sequence -> {
                var fields = new LinkedHashMap<String, Object>();
                for (var field : sequence.fields()) fields.put(field.name(), plain(field.value()));
                yield fields;
            }
            case Value.ListOf list -> list.items().stream().map(this::plain).toList();
            case Value.Choice choice -> Map.of(choice.alternative(), plain(choice.value()));
            case Value.Numeral number -> number.number();
            case Value.Null _ -> true;
            default -> leaf(value, Integer.MAX_VALUE);
        };
    }
}
