package org.esimtestbed.profilepackage.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.esimtestbed.profilepackage.tree.Type.Component;

/// The elements of a profile package, read once from `elements.txt`, which explains its own form.
public final class Schema {
    /// The CHOICE of all elements: name and tag of each, and what it holds.
    public static final Type.Alternatives PROFILE_ELEMENT;

    /// SEQUENCE OF CHOICE {doNotCreate, fileDescriptor, fillFileOffset, fillFileContent}: how an element gives a file.
    public static final Type.Repeated FILE;

    /// One command of genericFileManagement.
    public static final Type.Alternatives FILE_COMMAND;

    static {
        var schema = new Schema();
        schema.read();
        PROFILE_ELEMENT = (Type.Alternatives) schema.type("ProfileElement");
        FILE = (Type.Repeated) schema.type("FileItem*");
        FILE_COMMAND = (Type.Alternatives) schema.type("FileCommand");
    }

    private record Source(boolean choice, List<String> lines) {}

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Type> types = new LinkedHashMap<>();

    private Schema() {}

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        Schema.class.getResourceAsStream("/org/esimtestbed/profilepackage/elements.txt")),
                UTF_8))) {
            var current = new ArrayList<String>();
            boolean files = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                var words = line.trim().split(" +");
                if (!line.startsWith(" ")) {
                    current = new ArrayList<>();
                    files = words[0].equals("files");
                    sources.put(words[1], new Source(words[0].equals("choice"), current));
                    if (files) current.addAll(List.of(words[2] + " PEHeader", "templateID oid"));
                } else if (files) {
                    for (var word : words)
                        current.add(word.replace("?", "") + " FileItem*" + (word.endsWith("?") ? "?" : ""));
                } else {
                    current.add(line.trim());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Type type(String text) {
        if (text.endsWith("*")) return new Type.Repeated(type(text.substring(0, text.length() - 1)));
        return switch (text) {
            case "number" -> Type.Primitive.NUMBER;
            case "octets" -> Type.Primitive.OCTETS;
            case "text" -> Type.Primitive.TEXT;
            case "oid" -> Type.Primitive.OID;
            case "null" -> Type.Primitive.NULL;
            default -> {
                var known = types.get(text);
                if (known == null) {
                    known = named(text);
                    types.put(text, known);
                }
                yield known;
            }
        };
    }

    private Type named(String name) {
        var source = Objects.requireNonNull(sources.get(name), name);
        var components = new ArrayList<Component>();
        for (var line : source.lines) {
            var words = line.split(" +");
            int first = words.length - 2; // 1 where a tag stands before the name
            var text = words[first + 1];
            boolean secret = text.endsWith("!");
            if (secret) text = text.substring(0, text.length() - 1);
            boolean optional = text.endsWith("?");
            if (optional) text = text.substring(0, text.length() - 1);
            var type = type(text);
            int tag = first == 1 ? Integer.parseInt(words[0], 16) : automaticTag(components.size(), type);
            components.add(new Component(words[first], tag, type, optional, secret));
        }
        var all = List.copyOf(components);
        return source.choice ? new Type.Alternatives(name, all) : new Type.Structure(name, all);
    }

    /// The context-specific tag with that number. A CHOICE is tagged explicitly (X.680 §31.2.7), so constructed.
    private static int automaticTag(int number, Type type) {
        int form = type instanceof Type.Primitive ? 0x80 : 0xA0;
        return number < 31 ? form | number : (form | 0x1F) << 8 | number;
    }
}
