package org.esimtestbed.profilepackage.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FileTemplate;
import org.esimtestbed.profilepackage.file.Template;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Type;
import org.esimtestbed.profilepackage.tree.Type.Component;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.tree.Value.Field;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.profilepackage.yaml.YamlNode;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A profile type in YAML: a list `elements`, each entry one profile element with the field names of the specification.
///
/// Left out and filled in here: the header of each element (identifications count from 1), `templateID` (the first
/// template of that element), and `eUICC-Mandatory-GFSTEList` (the templates used). Files have a form of their own, see
/// [FileDescription]; so have the commands of `genericFileManagement`: a list of `{ path: 7F10 }` and `{ create: FILE
/// }`.
public final class ProfileType {
    private final YamlNode yaml;
    private final Set<Oid> templates = new LinkedHashSet<>();
    private int identification;

    private ProfileType(YamlNode yaml) {
        this.yaml = yaml;
    }

    /// The type that comes with the testbed: a USIM and ISIM with Milenage, complete enough for a phone to attach.
    public static ProfilePackage generic() {
        return shipped("generic");
    }

    /// @param name of a type that comes with the testbed
    /// @throws IllegalArgumentException if there is none of that name
    public static ProfilePackage shipped(String name) {
        var in = ProfileType.class.getResourceAsStream("/org/esimtestbed/profilepackage/type/" + name + ".yaml");
        if (in == null) throw new IllegalArgumentException("no profile type comes by the name " + name);
        try (var text = new InputStreamReader(in, UTF_8)) {
            return build(name + ".yaml", text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param file what to call the text in an error
    /// @throws BadYaml if the text is no profile type; says line and key
    public static ProfilePackage build(String file, Reader text) {
        return new ProfileType(YamlNode.parse(file, text)).build();
    }

    private ProfilePackage build() {
        yaml.entries().forEach((name, entry) -> {
            if (!Set.of("type", "description", "elements").contains(name))
                throw entry.wrong("no key of a profile type");
        });
        var list = yaml.entry("elements").orElseThrow(() -> yaml.wrong("elements is missing"));
        var entries = new ArrayList<YamlNode>(list.items());
        var values = new ArrayList<Value>();
        // The header lists the templates the others use, so it is built last.
        for (var entry : entries)
            values.add(values.isEmpty() ? new Value.Unknown(Tlv.of(0, Bytes.EMPTY)) : element(entry));
        if (entries.isEmpty()) throw list.wrong("a package begins with its header");
        values.set(0, element(entries.getFirst()));
        var elements = new ArrayList<ProfileElement>();
        for (var value : values) {
            // Read back like any other: what we build must be what a card will read.
            elements.add(
                    ProfileElement.decode(elements.size(), Tlv.parse(value.tlv().raw())));
        }
        if (!elements.getFirst().name().equals("header"))
            throw entries.getFirst().wrong("a package begins with its header");
        if (!elements.getLast().name().equals("end")) throw entries.getLast().wrong("a package finishes with its end");
        return new ProfilePackage(elements);
    }

    private Value element(YamlNode entry) {
        var one = entry.entries();
        if (one.size() != 1) throw entry.wrong("one element belongs here");
        var name = one.keySet().iterator().next();
        var body = Objects.requireNonNull(one.get(name));
        var component =
                Schema.PROFILE_ELEMENT.named(name).orElseThrow(() -> entry.wrong("no profile element: " + name));
        if (name.equals("genericFileManagement")) return fileManagement(component.tag(), body);
        return structure(component.tag(), (Type.Structure) component.type(), body, template(name, body));
    }

    private Optional<Template> template(String element, YamlNode body) {
        var given = body.entry("templateID");
        var template = given.isEmpty()
                ? Template.all().stream()
                        .filter(one -> one.element().equals(element))
                        .findFirst()
                : Template.of(oid(given.get())).filter(one -> one.element().equals(element));
        if (given.isPresent() && template.isEmpty()) throw given.get().wrong("no template for " + element);
        template.ifPresent(one -> templates.add(one.oid()));
        return template;
    }

    private Value structure(int tag, Type.Structure type, YamlNode yaml, Optional<Template> template) {
        var entries = yaml.entries();
        entries.forEach((name, entry) -> {
            if (type.field(name).isEmpty()) throw entry.wrong("no field of " + type.name());
        });
        var fields = new ArrayList<Field>();
        for (var field : type.fields()) {
            var entry = entries.get(field.name());
            if (entry == null) {
                automatic(field, template)
                        .or(() -> {
                            if (!field.optional()) throw yaml.wrong(field.name() + " is missing");
                            return Optional.empty();
                        })
                        .ifPresent(value -> fields.add(new Field(field.name(), value)));
            } else {
                fields.add(new Field(field.name(), value(field.tag(), field.type(), entry, template, field.name())));
            }
        }
        return Value.Sequence.of(tag, fields);
    }

    /// What need not be written.
    private Optional<Value> automatic(Component field, Optional<Template> template) {
        if (field.type() instanceof Type.Structure structure && structure.name().equals("PEHeader")) {
            var number = new Field("identification", Value.Numeral.of(0x81, ++identification));
            return Optional.of(
                    Value.Sequence.of(field.tag(), List.of(new Field("mandated", Value.Null.of(0x80)), number)));
        }
        if (field.name().equals("templateID")) {
            return template.map(one -> Value.ObjectIdentifier.of(field.tag(), one.oid()));
        }
        if (field.name().equals("eUICC-Mandatory-GFSTEList")) {
            return Optional.of(Value.ListOf.of(
                    field.tag(),
                    templates.stream()
                            .map(oid -> Value.ObjectIdentifier.of(0x06, oid))
                            .toList()));
        }
        return Optional.empty();
    }

    private Value value(int tag, Type type, YamlNode yaml, Optional<Template> template, String name) {
        return switch (type) {
            case Type.Primitive primitive -> primitive(tag, primitive, yaml);
            case Type.Structure structure ->
                yaml.isList() ? names(tag, structure, yaml) : structure(tag, structure, yaml, Optional.empty());
            case Type.Repeated repeated
            when repeated.equals(Schema.FILE) ->
                Value.ListOf.of(tag, new FileDescription(yaml, file(template, name, yaml)).items());
            case Type.Repeated repeated -> {
                var items = new ArrayList<Value>();
                for (var item : yaml.items()) {
                    items.add(value(repeated.item().universalTag(), repeated.item(), item, Optional.empty(), ""));
                }
                yield Value.ListOf.of(tag, items);
            }
            case Type.Alternatives alternatives -> {
                var entries = yaml.entries();
                if (entries.size() != 1)
                    throw yaml.wrong("one alternative of " + alternatives.name() + " belongs here");
                var chosen = entries.keySet().iterator().next();
                var component = alternatives
                        .named(chosen)
                        .orElseThrow(() -> yaml.wrong("no alternative of " + alternatives.name() + ": " + chosen));
                var inner = Objects.requireNonNull(entries.get(chosen));
                yield Value.Choice.of(
                        tag, chosen, value(component.tag(), component.type(), inner, Optional.empty(), chosen));
            }
        };
    }

    private static Optional<FileTemplate> file(Optional<Template> template, String name, YamlNode yaml) {
        return Optional.of(template.flatMap(one -> one.file(name))
                .orElseThrow(() -> yaml.wrong("the template of this element has no such file")));
    }

    /// `[usim, isim]` for a structure of NULLs.
    private static Value names(int tag, Type.Structure type, YamlNode yaml) {
        var names = new LinkedHashSet<String>();
        for (var item : yaml.items()) {
            if (type.field(item.text()).isEmpty()) throw item.wrong("no field of " + type.name() + ": " + item.text());
            names.add(item.text());
        }
        return Value.Sequence.of(
                tag,
                type.fields().stream()
                        .filter(field -> names.contains(field.name()))
                        .map(field -> new Field(field.name(), Value.Null.of(field.tag())))
                        .toList());
    }

    private static Value primitive(int tag, Type.Primitive type, YamlNode yaml) {
        return switch (type) {
            case NUMBER -> Value.Numeral.of(tag, yaml.number());
            case OCTETS -> Value.Octets.of(tag, yaml.octets());
            case TEXT -> Value.Text.of(tag, yaml.text());
            case OID -> Value.ObjectIdentifier.of(tag, oid(yaml));
            case NULL -> {
                if (!yaml.text().toLowerCase(Locale.ROOT).equals("true")) throw yaml.wrong("true, or nothing at all");
                yield Value.Null.of(tag);
            }
        };
    }

    private static Oid oid(YamlNode yaml) {
        try {
            return new Oid(yaml.text());
        } catch (IllegalArgumentException e) {
            throw yaml.wrong(String.valueOf(e.getMessage()));
        }
    }

    private Value fileManagement(int tag, YamlNode yaml) {
        var type = (Type.Structure) Schema.PROFILE_ELEMENT
                .named("genericFileManagement")
                .orElseThrow()
                .type();
        var header = automatic(type.fields().getFirst(), Optional.empty()).orElseThrow();
        var commands = new ArrayList<Value>();
        for (var command : yaml.items()) {
            command.entries().forEach((name, entry) -> {
                switch (name) {
                    case "path" ->
                        commands.add(Value.Choice.untagged("filePath", Value.Octets.of(0x80, entry.octets())));
                    case "create" -> {
                        var file = new FileDescription(entry, Optional.empty());
                        commands.add(Value.Choice.untagged("createFCP", file.fcp(0x62)));
                        commands.addAll(file.fill(Schema.FILE_COMMAND));
                    }
                    case "content" ->
                        commands.add(Value.Choice.untagged("fillFileContent", Value.Octets.of(0x81, entry.octets())));
                    case "offset" ->
                        commands.add(Value.Choice.untagged("fillFileOffset", Value.Numeral.of(0x02, entry.number())));
                    default -> throw entry.wrong("a command is path, create, offset or content");
                }
            });
        }
        var list = type.fields().get(1);
        return Value.Sequence.of(
                tag,
                List.of(
                        new Field(type.fields().getFirst().name(), header),
                        new Field(list.name(), Value.ListOf.of(list.tag(), List.of(Value.ListOf.of(0x30, commands))))));
    }
}
