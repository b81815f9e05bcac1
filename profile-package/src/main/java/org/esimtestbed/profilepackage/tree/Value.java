package org.esimtestbed.profilepackage.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A value of the package with its name-giving structure. `tlv` is the data object as it was received; a value that
/// was built carries the data object built from it. Never shows a secret in `toString`.
///
/// A path names a value below another: field names and chosen alternatives parted by dots, list items in brackets
/// from 0, as in `ef-imsi[0].fileDescriptor.fileID`.
public sealed interface Value {
    Tlv tlv();

    /// The data object made anew from the content alone, in DER.
    Tlv rebuilt();

    record Octets(Tlv tlv, boolean secret) implements Value {
        public static Octets of(int tag, Bytes octets) {
            return new Octets(Tlv.of(tag, octets), false);
        }

        public Bytes octets() {
            return tlv.value();
        }

        @Override
        public Tlv rebuilt() {
            return Tlv.of(tlv.tag(), octets());
        }

        @Override
        public String toString() {
            return secret ? "***" : octets().hex();
        }
    }

    record Numeral(Tlv tlv, long number) implements Value {
        public static Numeral of(int tag, long number) {
            return new Numeral(Tlv.number(tag, number), number);
        }

        @Override
        public Tlv rebuilt() {
            return Tlv.number(tlv.tag(), number);
        }

        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    record Text(Tlv tlv, String text) implements Value {
        public static Text of(int tag, String text) {
            return new Text(Tlv.text(tag, text), text);
        }

        @Override
        public Tlv rebuilt() {
            return Tlv.text(tlv.tag(), text);
        }

        @Override
        public String toString() {
            return '"' + text + '"';
        }
    }

    record ObjectIdentifier(Tlv tlv, Oid oid) implements Value {
        public static ObjectIdentifier of(int tag, Oid oid) {
            return new ObjectIdentifier(Tlv.of(tag, oid.value()), oid);
        }

        @Override
        public Tlv rebuilt() {
            return Tlv.of(tlv.tag(), oid.value());
        }

        @Override
        public String toString() {
            return oid.dotted();
        }
    }

    record Null(Tlv tlv) implements Value {
        public static Null of(int tag) {
            return new Null(Tlv.of(tag, Bytes.EMPTY));
        }

        @Override
        public Tlv rebuilt() {
            return Tlv.of(tlv.tag(), Bytes.EMPTY);
        }

        @Override
        public String toString() {
            return "NULL";
        }
    }

    record Field(String name, Value value) {
        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    record Sequence(Tlv tlv, List<Field> fields) implements Value {
        public static Sequence of(int tag, List<Field> fields) {
            return new Sequence(
                    Tlv.of(tag, fields.stream().map(field -> field.value.tlv()).toList()), List.copyOf(fields));
        }

        public Optional<Value> field(String name) {
            for (var field : fields) if (field.name.equals(name)) return Optional.of(field.value);
            return Optional.empty();
        }

        @Override
        public Tlv rebuilt() {
            return Tlv.of(
                    tlv.tag(),
                    fields.stream().map(field -> field.value.rebuilt()).toList());
        }

        @Override
        public String toString() {
            return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "{", "}"));
        }
    }

    record ListOf(Tlv tlv, List<Value> items) implements Value {
        public static ListOf of(int tag, List<? extends Value> items) {
            return new ListOf(Tlv.of(tag, items.stream().map(Value::tlv).toList()), List.copyOf(items));
        }

        @Override
        public Tlv rebuilt() {
            return Tlv.of(tlv.tag(), items.stream().map(Value::rebuilt).toList());
        }

        @Override
        public String toString() {
            return items.toString();
        }
    }

    /// A CHOICE with the alternative that was taken. As a field it has a tag around it (`tagged`), as a list item
    /// not, and `tlv` is that of the alternative.
    record Choice(Tlv tlv, boolean tagged, String alternative, Value value) implements Value {
        public static Choice of(int tag, String alternative, Value value) {
            return new Choice(Tlv.of(tag, value.tlv()), true, alternative, value);
        }

        public static Choice untagged(String alternative, Value value) {
            return new Choice(value.tlv(), false, alternative, value);
        }

        @Override
        public Tlv rebuilt() {
            return tagged ? Tlv.of(tlv.tag(), value.rebuilt()) : value.rebuilt();
        }

        @Override
        public String toString() {
            return alternative + ":" + value;
        }
    }

    /// A data object of a later version of the format, kept as it is.
    record Unknown(Tlv tlv) implements Value {
        @Override
        public Tlv rebuilt() {
            return Tlv.of(tlv.tag(), tlv.value());
        }

        @Override
        public String toString() {
            return tlv.raw().hex();
        }
    }

    /// What is directly below this value, each with the path step that leads to it.
    default List<Field> children() {
        return switch (this) {
            case Sequence sequence -> sequence.fields;
            case Choice choice -> List.of(new Field(choice.alternative, choice.value));
            case ListOf list -> {
                var all = new ArrayList<Field>(list.items.size());
                for (int i = 0; i < list.items.size(); i++) all.add(new Field("[" + i + "]", list.items.get(i)));
                yield all;
            }
            default -> List.of();
        };
    }

    /// The value at a path below this one; this one at the empty path.
    default Optional<Value> find(String path) {
        Value at = this;
        for (var step : steps(path)) {
            Value next = null;
            for (var child : at.children()) {
                if (child.name.equals(step)) {
                    next = child.value;
                    break;
                }
            }
            if (next == null) return Optional.empty();
            at = next;
        }
        return Optional.of(at);
    }

    /// This value with another in the place a path names. Everything beside the path stays byte for byte.
    ///
    /// @throws IllegalArgumentException if the path names nothing
    default Value with(String path, Value replacement) {
        return replaced(this, steps(path), 0, replacement, path);
    }

    private static Value replaced(Value at, List<String> steps, int depth, Value replacement, String path) {
        if (depth == steps.size()) return replacement;
        boolean found = false;
        var children = new ArrayList<Field>();
        for (var child : at.children()) {
            boolean here = !found && child.name.equals(steps.get(depth));
            found |= here;
            children.add(
                    here ? new Field(child.name, replaced(child.value, steps, depth + 1, replacement, path)) : child);
        }
        if (!found) throw new IllegalArgumentException("there is no " + path);
        return switch (at) {
            case Sequence sequence -> Sequence.of(sequence.tlv.tag(), children);
            case ListOf list ->
                ListOf.of(list.tlv.tag(), children.stream().map(Field::value).toList());
            case Choice choice ->
                choice.tagged
                        ? Choice.of(choice.tlv.tag(), choice.alternative, children.getFirst().value)
                        : Choice.untagged(choice.alternative, children.getFirst().value);
            default -> throw new IllegalArgumentException("there is no " + path);
        };
    }

    private static List<String> steps(String path) {
        if (path.isEmpty()) return List.of();
        // Nearly every path is one name, and an installation asks for a thousand of them.
        if (path.indexOf('.') < 0 && path.indexOf('[') < 0) return List.of(path);
        return List.of(path.replace("[", ".[").replaceFirst("^\\.", "").split("\\."));
    }
}
