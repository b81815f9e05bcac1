package org.esimtestbed.profilepackage.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.esimtestbed.profilepackage.tree.Type.Component;
import org.esimtestbed.profilepackage.tree.Value.Field;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Reads a data object by its type. Fields a later version may have added at the end of a sequence are kept as
/// [Value.Unknown] (EXTENSIBILITY IMPLIED); everything else must be what the schema says.
public final class TreeReader {
    private final Deque<String> path = new ArrayDeque<>();

    /// @throws MalformedTlv if the data object is not of that type; [#path()] then says where
    public Value read(Tlv tlv, Type type) {
        return read(tlv, type, false);
    }

    /// Where reading stood when it failed, as a path below the data object.
    public String path() {
        return String.join(".", path).replace(".[", "[");
    }

    private Value read(Tlv tlv, Type type, boolean secret) {
        return switch (type) {
            case Type.Primitive primitive -> primitive(tlv, primitive, secret);
            case Type.Structure structure -> structure(tlv, structure);
            case Type.Repeated repeated -> repeated(tlv, repeated);
            case Type.Alternatives alternatives -> {
                var chosen = alternative(tlv.only(), alternatives);
                yield new Value.Choice(tlv, true, chosen.alternative(), chosen.value());
            }
        };
    }

    private static Value primitive(Tlv tlv, Type.Primitive type, boolean secret) {
        return switch (type) {
            case NUMBER -> new Value.Numeral(tlv, tlv.asLong());
            case OCTETS -> new Value.Octets(tlv, secret);
            case NULL -> {
                if (!tlv.value().isEmpty()) throw tlv.malformed("is a NULL that holds octets");
                yield new Value.Null(tlv);
            }
            case TEXT -> {
                var text = tlv.asText();
                if (!Bytes.utf8(text).equals(tlv.value())) throw tlv.malformed("is no UTF-8 text");
                yield new Value.Text(tlv, text);
            }
            case OID -> new Value.ObjectIdentifier(tlv, oid(tlv));
        };
    }

    private static Oid oid(Tlv tlv) {
        try {
            return Oid.of(tlv.value());
        } catch (IllegalArgumentException e) {
            throw tlv.malformed("is no OBJECT IDENTIFIER: " + e.getMessage());
        }
    }

    private Value structure(Tlv tlv, Type.Structure structure) {
        var expected = structure.fields();
        var fields = new ArrayList<Field>();
        int next = 0;
        boolean extension = false;
        for (var child : tlv.children()) {
            int found = extension ? -1 : position(expected, next, child.tag());
            if (found < 0) {
                extension = extension(child, expected, next);
                fields.add(new Field("unknown-" + child.header().hex().substring(0, tagDigits(child)), unknown(child)));
                continue;
            }
            requireOptional(tlv, expected, next, found);
            next = found + 1;
            var component = expected.get(found);
            fields.add(new Field(component.name(), within(component.name(), child, component)));
        }
        requireOptional(tlv, expected, next, expected.size());
        return new Value.Sequence(tlv, List.copyOf(fields));
    }

    private static Value unknown(Tlv tlv) {
        return new Value.Unknown(tlv);
    }

    private static int tagDigits(Tlv tlv) {
        return tlv.tag() >>> 8 == 0 ? 2 : tlv.tag() >>> 16 == 0 ? 4 : tlv.tag() >>> 24 == 0 ? 6 : 8;
    }

    /// An unknown field is an extension only after everything mandatory, and never one of the known tags.
    private static boolean extension(Tlv child, List<Component> expected, int next) {
        for (int i = 0; i < expected.size(); i++) {
            var component = expected.get(i);
            if (component.tag() == child.tag()) throw child.malformed("is " + component.name() + ", twice or too late");
            if (i >= next && !component.optional()) {
                throw child.malformed("stands where " + component.name() + " belongs");
            }
        }
        return true;
    }

    private static int position(List<Component> expected, int from, int tag) {
        for (int i = from; i < expected.size(); i++) if (expected.get(i).tag() == tag) return i;
        return -1;
    }

    private static void requireOptional(Tlv tlv, List<Component> expected, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!expected.get(i).optional()) {
                throw tlv.malformed("lacks the mandatory " + expected.get(i).name());
            }
        }
    }

    private Value repeated(Tlv tlv, Type.Repeated repeated) {
        var items = new ArrayList<Value>();
        for (var child : tlv.children()) {
            path.addLast("[" + items.size() + "]");
            items.add(
                    repeated.item() instanceof Type.Alternatives alternatives
                            ? alternative(child, alternatives)
                            : read(child.expect(repeated.item().universalTag()), repeated.item(), false));
            path.removeLast();
        }
        return new Value.ListOf(tlv, List.copyOf(items));
    }

    private Value.Choice alternative(Tlv tlv, Type.Alternatives alternatives) {
        var component = alternatives
                .tagged(tlv.tag())
                .orElseThrow(() -> tlv.malformed("is no alternative of " + alternatives.name()));
        return Value.Choice.untagged(component.name(), within(component.name(), tlv, component));
    }

    /// The path keeps its last step when reading fails, so that the error can name the place.
    private Value within(String name, Tlv tlv, Component component) {
        path.addLast(name);
        var value = read(tlv, component.type(), component.secret());
        path.removeLast();
        return value;
    }
}
