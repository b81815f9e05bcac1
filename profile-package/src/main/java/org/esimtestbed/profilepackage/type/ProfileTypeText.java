package org.esimtestbed.profilepackage.type;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.MalformedProfile;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.Template;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Type;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.profilepackage.yaml.YamlNode;
import org.esimtestbed.profilepackage.yaml.YamlText;
import org.esimtestbed.rsp.id.Oid;

/// A package as a profile type in YAML, which builds the same package again bit by bit. Each element is written in the
/// shortest form that makes the same octets: ours for files, the specification's, or raw. Keys and codes stand in it,
/// as they do in every profile type.
public final class ProfileTypeText {
    private List<Oid> templates = List.of();
    private int identification;

    private ProfileTypeText() {}

    public static String of(ProfilePackage profile) {
        var writer = new ProfileTypeText();
        var elements = new ArrayList<YamlText>();
        // The header lists the templates of the others, so it is written last.
        for (var element : profile.elements().subList(1, profile.elements().size())) {
            elements.add(writer.element(element));
        }
        elements.addFirst(writer.element(profile.elements().getFirst()));
        var text = new StringBuilder("elements:\n");
        for (var element : elements) {
            var block = new YamlText.Items(List.of(element)).block();
            block.lines().forEach(line -> text.append("  ").append(line).append('\n'));
            text.append('\n');
        }
        var written = text.toString().stripTrailing() + '\n';
        // Never hand out what would build something else.
        if (!ProfileType.build("YAML", new StringReader(written)).encode().equals(profile.encode())) {
            throw new IllegalStateException("the YAML of this package does not build it again");
        }
        return written;
    }

    private YamlText element(ProfileElement element) {
        return readable(element).orElseGet(() -> YamlText.Mapping.of(ProfileType.RAW, YamlText.octets(element.raw())));
    }

    private Optional<YamlText> readable(ProfileElement element) {
        if (!(element.value() instanceof Value.Sequence sequence) || hasUnknown(sequence)) return Optional.empty();
        var type = (Type.Structure)
                Schema.PROFILE_ELEMENT.named(element.name()).orElseThrow().type();
        var body = element.name().equals("genericFileManagement")
                ? fileManagement(sequence)
                : structure(sequence, type, element.templateId().flatMap(Template::of), element.name());
        var text = YamlText.Mapping.of(element.name(), body);
        try {
            var compiled = ProfileType.compile(parse(text), templates, identification);
            if (!compiled.raw().equals(element.raw())) return Optional.empty();
            templates = compiled.templates();
            identification = compiled.identification();
            return Optional.of(text);
        } catch (BadYaml | MalformedProfile e) {
            return Optional.empty(); // what YAML cannot say is given as octets
        }
    }

    static YamlNode parse(YamlText text) {
        return YamlNode.parse("YAML", new StringReader(text.block()));
    }

    private static boolean hasUnknown(Value value) {
        return value instanceof Value.Unknown || value.children().stream().anyMatch(child -> hasUnknown(child.value()));
    }

    private YamlText structure(
            Value.Sequence sequence, Type.Structure type, Optional<Template> template, String element) {
        if (!type.fields().isEmpty() && type.fields().stream().allMatch(field -> field.type() == Type.Primitive.NULL)) {
            return new YamlText.Items(sequence.fields().stream()
                    .<YamlText>map(field -> new YamlText.Plain(field.name()))
                    .toList());
        }
        var entries = new LinkedHashMap<String, YamlText>();
        for (var field : sequence.fields()) {
            var fieldType = type.field(field.name()).orElseThrow().type();
            if (isAutomatic(field, fieldType, template, element)) continue;
            entries.put(
                    field.name(),
                    fieldType.equals(Schema.FILE)
                            ? file((Value.ListOf) field.value(), template, field.name())
                            : value(field.value(), fieldType));
        }
        return entries.isEmpty() && template.isEmpty() ? YamlText.nothing() : new YamlText.Mapping(entries);
    }

    private boolean isAutomatic(Value.Field field, Type type, Optional<Template> template, String element) {
        return switch (field.name()) {
            case "templateID" ->
                Template.all().stream()
                        .filter(one -> one.element().equals(element))
                        .findFirst()
                        .equals(template);
            case "eUICC-Mandatory-GFSTEList" ->
                ((Value.ListOf) field.value())
                        .items().stream()
                                .map(oid -> ((Value.ObjectIdentifier) oid).oid())
                                .toList()
                                .equals(templates);
            default ->
                type instanceof Type.Structure structure
                        && structure.name().equals("PEHeader")
                        && field.value().find("mandated").isPresent()
                        && field.value().find("identification").orElseThrow() instanceof Value.Numeral number
                        && number.number() == identification + 1;
        };
    }

    private YamlText value(Value value, Type type) {
        return switch (value) {
            case Value.Octets octets -> YamlText.octets(octets.octets());
            case Value.Numeral number -> new YamlText.Plain(Long.toString(number.number()));
            case Value.Text text -> new YamlText.Quoted(text.text());
            case Value.ObjectIdentifier oid -> new YamlText.Plain(oid.oid().dotted());
            case Value.Null _ -> new YamlText.Plain("true");
            case Value.Sequence sequence -> structure(sequence, (Type.Structure) type, Optional.empty(), "");
            case Value.ListOf list ->
                new YamlText.Items(list.items().stream()
                        .map(item -> value(item, ((Type.Repeated) type).item()))
                        .toList());
            case Value.Choice choice ->
                YamlText.Mapping.of(
                        choice.alternative(),
                        value(
                                choice.value(),
                                ((Type.Alternatives) type)
                                        .named(choice.alternative())
                                        .orElseThrow()
                                        .type()));
            case Value.Unknown unknown -> YamlText.octets(unknown.tlv().raw());
        };
    }

    private YamlText file(Value.ListOf list, Optional<Template> template, String name) {
        var items = list.items();
        if (items.isEmpty()) return YamlText.nothing();
        var row = template.flatMap(one -> one.file(name));
        if (row.isPresent() && ((Value.Choice) items.getFirst()).value() instanceof Value.Sequence fcp) {
            Predicate<YamlText> same = text -> sameOctets(new FileDescription(parse(text), row).items(), items);
            var described = FileNotation.of(fcp, items.subList(1, items.size()), same);
            if (described.isPresent()) return described.get();
        }
        return value(list, Schema.FILE);
    }

    static boolean sameOctets(List<Value> made, List<Value> wanted) {
        return made.stream()
                .map(Value::tlv)
                .map(tlv -> tlv.raw())
                .toList()
                .equals(wanted.stream().map(Value::tlv).map(tlv -> tlv.raw()).toList());
    }

    private YamlText fileManagement(Value.Sequence element) {
        var lists = ((Value.ListOf) element.field("fileManagementCMD").orElseThrow()).items();
        var written = lists.stream()
                .map(list -> commands(((Value.ListOf) list).items()))
                .toList();
        var commands = written.size() == 1 ? written.getFirst() : new YamlText.Items(written);
        var header = element.fields().getFirst();
        var type = ((Type.Structure) Schema.PROFILE_ELEMENT
                        .named("genericFileManagement")
                        .orElseThrow()
                        .type())
                .fields()
                .getFirst()
                .type();
        if (isAutomatic(header, type, Optional.empty(), "")) return commands;
        var entries = new LinkedHashMap<String, YamlText>();
        entries.put(header.name(), value(header.value(), type));
        entries.put("fileManagementCMD", commands);
        return new YamlText.Mapping(entries);
    }

    private YamlText commands(List<Value> items) {
        var commands = new ArrayList<YamlText>();
        for (int at = 0; at < items.size(); ) {
            var command = (Value.Choice) items.get(at);
            int end = at + 1;
            while (end < items.size()
                    && ((Value.Choice) items.get(end)).alternative().startsWith("fillFile")) end++;
            if (command.value() instanceof Value.Sequence fcp) {
                var whole = items.subList(at, end);
                var described =
                        FileNotation.of(fcp, whole.subList(1, whole.size()), text -> sameOctets(made(text), whole));
                if (described.isPresent()) {
                    commands.add(YamlText.Mapping.of("create", described.get()));
                    at = end;
                    continue;
                }
            }
            commands.add(
                    switch (command.alternative()) {
                        case "filePath" -> YamlText.Mapping.of("path", value(command.value(), Type.Primitive.OCTETS));
                        case "fillFileContent" ->
                            YamlText.Mapping.of("content", value(command.value(), Type.Primitive.OCTETS));
                        case "fillFileOffset" ->
                            YamlText.Mapping.of("offset", value(command.value(), Type.Primitive.NUMBER));
                        default -> value(command, Schema.FILE_COMMAND);
                    });
            at++;
        }
        return new YamlText.Items(commands);
    }

    private static List<Value> made(YamlText text) {
        var file = new FileDescription(parse(text), Optional.empty());
        var all = new ArrayList<Value>();
        all.add(Value.Choice.untagged("createFCP", file.fcp(0x62)));
        all.addAll(file.fill(Schema.FILE_COMMAND));
        return all;
    }
}
