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
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A profile type in YAML: a list `elements`, each entry one profile element with the field names of the specification.
///
/// Left out and filled in here: the header of each element (identifications count from 1), `templateID` (the first
/// template of that element), and `eUICC-Mandatory-GFSTEList` (the templates used). Files have a form of their own, see
/// [FileDescription]; so have the commands of `genericFileManagement`: a list of `{ path: 7F10 }` and `{ create: FILE
/// }`. What these forms cannot say is written as the specification has it: a file as a list of `{ fileDescriptor: … }`,
/// `{ fillFileContent: … }` and so on, a command as `{ createFCP: … }`, and an element of unknown make as
/// `raw: OCTETS`, tag and length included. [ProfileTypeText] writes all this from a package.
public final class ProfileType {
    /// The key of an element given as octets.
    static final String RAW = "raw";

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

    /// What one entry makes on the wire when other elements came before it: `templates` and `identification` are
    /// theirs, and are moved on.
    static Compiled compile(YamlNode entry, List<Oid> templates, int identification) {
        var type = new ProfileType(entry);
        type.templates.addAll(templates);
        type.identification = identification;
        var value = type.element(entry);
        return new Compiled(value.tlv().raw(), List.copyOf(type.templates), type.identification);
    }

    record Compiled(Bytes raw, List<Oid> templates, int identification) {}

    private Value element(YamlNode entry) {
        var one = entry.entries();
        if (one.size() != 1) throw entry.wrong("one element belongs here");
        var name = one.keySet().iterator().next();
        var body = Objects.requireNonNull(one.get(name));
        if (name.equals(RAW)) return raw(body);
        var component =
                Schema.PROFILE_ELEMENT.named(name).orElseThrow(() -> entry.wrong("no profile element: " + name));
        if (name.equals("genericFileManagement"))
            return fileManagement(component.tag(), (Type.Structure) component.type(), body);
        return structure(component.tag(), (Type.Structure) component.type(), body, template(name, body));
    }

    private static Value raw(YamlNode yaml) {
        try {
            return new Value.Unknown(Tlv.parse(yaml.octets()));
        } catch (MalformedTlv e) {
            throw yaml.wrong("no data object: " + e.getMessage());
        }
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
            when repeated.equals(Schema.FILE) && !yaml.isList() ->
                Value.ListOf.of(tag, new FileDescription(yaml, file(template, name, yaml)).items());
            case Type.Repeated repeated -> {
                var items = new ArrayList<Value>();
                for (var item : yaml.items()) {
                    if (repeated.item() instanceof Type.Alternatives alternatives)
                        items.add(choice(alternatives, item));
                    else items.add(value(repeated.item().universalTag(), repeated.item(), item, Optional.empty(), ""));
                }
                yield Value.ListOf.of(tag, items);
            }
            case Type.Alternatives alternatives -> {
                var chosen = choice(alternatives, yaml);
                yield Value.Choice.of(tag, chosen.alternative(), chosen.value());
            }
        };
    }

    private Value.Choice choice(Type.Alternatives alternatives, YamlNode yaml) {
        var entries = yaml.entries();
        if (entries.size() != 1) throw yaml.wrong("one alternative of " + alternatives.name() + " belongs here");
        var chosen = entries.keySet().iterator().next();
        var component = alternatives
                .named(chosen)
                .orElseThrow(() -> yaml.wrong("no alternative of " + alternatives.name() + ": " + chosen));
        var inner = Objects.requireNonNull(entries.get(chosen));
        return Value.Choice.untagged(chosen, value(component.tag(), component.type(), inner, Optional.empty(), chosen));
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

    /// A list of commands, or several of them, or with a header of its own as
    /// `{ gfm-header: …, fileManagementCMD: … }`.
    private Value fileManagement(int tag, Type.Structure type, YamlNode yaml) {
        var header = type.fields().get(0);
        var list = type.fields().get(1);
        if (yaml.isMapping()) {
            yaml.entries().forEach((name, entry) -> {
                if (type.field(name).isEmpty()) throw entry.wrong("no field of " + type.name());
            });
        }
        var ownHeader = yaml.isMapping() ? yaml.entry(header.name()) : Optional.<YamlNode>empty();
        var commands = yaml.isMapping()
                ? yaml.entry(list.name()).orElseThrow(() -> yaml.wrong(list.name() + " is missing"))
                : yaml;
        boolean several =
                !commands.items().isEmpty() && commands.items().stream().allMatch(YamlNode::isList);
        var peHeader = ownHeader
                .map(own -> structure(header.tag(), (Type.Structure) header.type(), own, Optional.empty()))
                .orElseGet(() -> automatic(header, Optional.empty()).orElseThrow());
        var lists = (several ? commands.items() : List.of(commands))
                .stream().map(each -> Value.ListOf.of(0x30, commands(each))).toList();
        return Value.Sequence.of(
                tag,
                List.of(
                        new Field(header.name(), peHeader),
                        new Field(list.name(), Value.ListOf.of(list.tag(), lists))));
    }

    private List<Value> commands(YamlNode yaml) {
        var commands = new ArrayList<Value>();
        for (var command : yaml.items()) {
            command.entries().forEach((name, entry) -> {
                switch (name) {
                    case "path" -> commands.add(octets("filePath", entry));
                    case "create" -> {
                        var file = new FileDescription(entry, Optional.empty());
                        commands.add(Value.Choice.untagged("createFCP", file.fcp(0x62)));
                        commands.addAll(file.fill(Schema.FILE_COMMAND));
                    }
                    case "content" -> commands.add(octets("fillFileContent", entry));
                    case "offset" ->
                        commands.add(Value.Choice.untagged("fillFileOffset", Value.Numeral.of(0x02, entry.number())));
                    default -> {
                        var component = Schema.FILE_COMMAND
                                .named(name)
                                .orElseThrow(() -> entry.wrong("a command is path, create, offset or content"));
                        commands.add(Value.Choice.untagged(
                                name, value(component.tag(), component.type(), entry, Optional.empty(), name)));
                    }
                }
            });
        }
        return commands;
    }

    private static Value octets(String command, YamlNode entry) {
        int tag = Schema.FILE_COMMAND.named(command).map(Component::tag).orElseThrow();
        return Value.Choice.untagged(command, Value.Octets.of(tag, entry.octets()));
    }
}
