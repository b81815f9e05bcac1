package org.esimtestbed.profilepackage.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Type;
import org.esimtestbed.profilepackage.tree.Type.Component;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.tree.Value.Field;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;

/// One change of one parameter. Everything beside it stays byte for byte, but for the lengths around it.
///
/// Paths are those of [ProfilePackage#find]; a list item is named by its number, the item of a file without the
/// alternative it takes: `usim.ef-imsi[0].fileDescriptor.fileID` and `usim.ef-imsi[1]`.
public sealed interface Mutation {
    /// Takes a parameter, a list item or an element away, mandatory or not.
    record Drop(String path) implements Mutation {}

    /// Gives a parameter another value, and puts it in its place where it was absent. Octets are hexadecimal, or text
    /// after `utf8 `; numbers decimal, or hexadecimal after `0x`.
    record Set(String path, String value) implements Mutation {}

    /// Adds a name to eUICC-Mandatory-services: `tuak128`.
    record AddService(String service) implements Mutation {}

    /// The package as it is to travel. Not every mutation leaves one that can be read again.
    ///
    /// @throws NoSuchParameter if there is nothing to change, or it cannot take the value
    default Bytes apply(ProfilePackage profile) {
        return switch (this) {
            case Drop(var path) -> {
                var at = ParameterPath.parse(path);
                yield at.steps().isEmpty()
                        ? replaced(profile, at, Optional.empty())
                        : changed(profile, at, (value, _, _) -> {
                            if (value.isEmpty()) throw new NoSuchParameter(path, "is not in the package");
                            return Optional.empty();
                        });
            }
            case Set(var path, var text) -> {
                var at = ParameterPath.parse(path);
                if (at.steps().isEmpty()) throw new NoSuchParameter(path, "an element has no single value");
                yield changed(
                        profile, at, (old, type, component) -> Optional.of(parsed(path, text, old, type, component)));
            }
            case AddService(var service) -> {
                var path = "header.eUICC-Mandatory-services." + service;
                yield changed(profile, ParameterPath.parse(path), (old, type, component) -> {
                    if (old.isPresent()) throw new NoSuchParameter(service, "the header mandates it already");
                    return Optional.of(parsed(path, "", old, type, component));
                });
            }
        };
    }

    /// What becomes of the value at the end of a path: none to take it away.
    interface Change {
        /// @param old  none where the field is absent
        /// @param tag  of the field; -1 for a list item, which keeps its own
        Optional<Value> of(Optional<Value> old, Type type, int tag);
    }

    private static Bytes changed(ProfilePackage profile, ParameterPath path, Change change) {
        var element = path.elementIn(profile);
        var type = Schema.PROFILE_ELEMENT
                .named(element.name())
                .orElseThrow(() -> new NoSuchParameter(path.text(), "an element of unknown make has no parameters"))
                .type();
        return replaced(profile, path, Optional.of(at(element.value(), type, path, 0, change)));
    }

    private static Bytes replaced(ProfilePackage profile, ParameterPath path, Optional<Value> replacement) {
        var element = path.elementIn(profile);
        return Bytes.concat(profile.elements().stream()
                .flatMap(it -> it.equals(element)
                        ? replacement.stream().map(value -> value.tlv().raw())
                        : Stream.of(it.raw()))
                .toArray(Bytes[]::new));
    }

    private static Value at(Value value, Type type, ParameterPath path, int depth, Change change) {
        var step = path.steps().get(depth);
        boolean last = depth == path.steps().size() - 1;
        return switch (value) {
            case Value.Sequence sequence -> {
                var structure = (Type.Structure) type;
                var old = sequence.field(step);
                var component = structure.field(step);
                if (component.isEmpty() && (old.isEmpty() || !last)) throw unknown(path, depth, structure.fields());
                Optional<Value> changed;
                if (last) {
                    changed = component.isPresent()
                            ? change.of(
                                    old, component.get().type(), component.get().tag())
                            : change.of(
                                    old,
                                    Type.Primitive.OCTETS,
                                    old.orElseThrow().tlv().tag());
                } else {
                    var inner = old.orElseThrow(() -> new NoSuchParameter(upTo(path, depth), "is not in the package"));
                    changed = Optional.of(at(inner, component.orElseThrow().type(), path, depth + 1, change));
                }
                yield Value.Sequence.of(sequence.tlv().tag(), fields(sequence, structure, step, changed));
            }
            case Value.ListOf list -> {
                if (!step.startsWith("["))
                    throw new NoSuchParameter(upTo(path, depth), "a list is followed by a number in brackets");
                int index = Integer.parseInt(step.substring(1, step.length() - 1));
                if (index >= list.items().size()) {
                    throw new NoSuchParameter(
                            upTo(path, depth), "the list has " + list.items().size() + " items");
                }
                var item = list.items().get(index);
                var itemType = ((Type.Repeated) type).item();
                var changed = last
                        ? change.of(Optional.of(item), itemType, -1)
                        : Optional.of(at(item, itemType, path, depth + 1, change));
                var items = new ArrayList<>(list.items());
                if (changed.isPresent()) items.set(index, changed.get());
                else items.remove(index);
                yield Value.ListOf.of(list.tlv().tag(), items);
            }
            case Value.Choice choice -> {
                var alternatives = (Type.Alternatives) type;
                if (!choice.alternative().equals(step)) throw unknown(path, depth, alternatives.alternatives());
                var chosen = alternatives.named(step).orElseThrow();
                var inner = last
                        ? change.of(Optional.of(choice.value()), chosen.type(), chosen.tag())
                                .orElseThrow(() -> new NoSuchParameter(path.text(), "drop the choice as a whole"))
                        : at(choice.value(), chosen.type(), path, depth + 1, change);
                yield choice.tagged()
                        ? Value.Choice.of(choice.tlv().tag(), step, inner)
                        : Value.Choice.untagged(step, inner);
            }
            default -> throw new NoSuchParameter(upTo(path, depth), "nothing lies below this value");
        };
    }

    /// The fields with one of them changed, taken away, or put where the specification has it.
    private static List<Field> fields(
            Value.Sequence sequence, Type.Structure type, String name, Optional<Value> changed) {
        var fields = new ArrayList<Field>(sequence.fields());
        int at = 0;
        if (sequence.field(name).isPresent()) {
            while (!fields.get(at).name().equals(name)) at++;
            fields.remove(at);
        } else {
            // a field of a later version stands after all we know
            while (at < fields.size() && isBefore(type, fields.get(at).name(), name)) at++;
        }
        if (changed.isPresent()) fields.add(at, new Field(name, changed.get()));
        return fields;
    }

    private static boolean isBefore(Type.Structure type, String one, String other) {
        return place(type, one) >= 0 && place(type, one) < place(type, other);
    }

    private static int place(Type.Structure type, String name) {
        for (int i = 0; i < type.fields().size(); i++)
            if (type.fields().get(i).name().equals(name)) return i;
        return -1;
    }

    private static Value parsed(String path, String text, Optional<Value> old, Type type, int tag) {
        int own = tag >= 0 ? tag : old.orElseThrow().tlv().tag();
        if (type instanceof Type.Primitive primitive) return primitive(path, text, primitive, own);
        if (old.isPresent() && old.get() instanceof Value.Choice choice && !choice.tagged()) {
            // the item of a list: the alternative stays, its value changes
            var alternative =
                    ((Type.Alternatives) type).named(choice.alternative()).orElseThrow();
            return Value.Choice.untagged(
                    choice.alternative(),
                    parsed(path, text, Optional.of(choice.value()), alternative.type(), alternative.tag()));
        }
        throw new NoSuchParameter(path, "holds other parameters; name one of them");
    }

    private static Value primitive(String path, String text, Type.Primitive type, int tag) {
        try {
            return switch (type) {
                case OCTETS ->
                    Value.Octets.of(tag, text.startsWith("utf8 ") ? Bytes.utf8(text.substring(5)) : Bytes.hex(text));
                case NUMBER -> Value.Numeral.of(tag, Long.decode(text.replaceFirst("^0+(?=[0-9])", "")));
                case TEXT -> Value.Text.of(tag, text);
                case OID -> Value.ObjectIdentifier.of(tag, new Oid(text));
                case NULL -> Value.Null.of(tag);
            };
        } catch (IllegalArgumentException e) {
            // not shown: it may be a key
            throw new NoSuchParameter(path, "takes " + wanted(type));
        }
    }

    private static String wanted(Type.Primitive type) {
        return switch (type) {
            case OCTETS -> "octets in hexadecimal, or utf8 and a text";
            case NUMBER -> "a number";
            case TEXT -> "a text";
            case OID -> "an object identifier such as 2.23.143.1.2.4";
            case NULL -> "nothing";
        };
    }

    private static NoSuchParameter unknown(ParameterPath path, int depth, List<Component> known) {
        var names = known.stream().map(Component::name).toList();
        var shown = names.size() > 12 ? String.join(", ", names.subList(0, 12)) + ", \u2026" : String.join(", ", names);
        return new NoSuchParameter(upTo(path, depth), "there is no such parameter; here belong: " + shown);
    }

    private static String upTo(ParameterPath path, int depth) {
        var text = new StringBuilder(path.element());
        if (path.which() > 0) text.append('[').append(path.which()).append(']');
        for (int i = 0; i <= depth; i++) {
            var step = path.steps().get(i);
            text.append(step.startsWith("[") ? "" : ".").append(step);
        }
        return text.toString();
    }
}
