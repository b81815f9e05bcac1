package org.esimtestbed.profilepackage.element;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.TreeReader;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// One element of a profile package.
///
/// @param index position in the package, from 0
/// @param name  as the specification writes it: `header`, `usim`, `pinCodes`; `unknown-BF22` for a later version's
/// @param value a [Value.Sequence], or [Value.Unknown] for an element of a later version
public record ProfileElement(int index, String name, Value value) {

    /// @throws MalformedProfile if the data object is no profile element
    public static ProfileElement decode(int index, Tlv tlv) {
        var known = Schema.PROFILE_ELEMENT.tagged(tlv.tag());
        if (known.isEmpty()) {
            var name = "unknown-" + Integer.toHexString(tlv.tag()).toUpperCase(Locale.ROOT);
            return new ProfileElement(index, name, new Value.Unknown(tlv));
        }
        var reader = new TreeReader();
        var name = known.get().name();
        try {
            return new ProfileElement(index, name, reader.read(tlv, known.get().type()));
        } catch (MalformedTlv e) {
            var place = reader.path().isEmpty() ? name : name + "." + reader.path();
            var malformed = new MalformedProfile(index, place, e.offset(), String.valueOf(e.getMessage()));
            malformed.initCause(e);
            throw malformed;
        }
    }

    /// Tag, length and value, as received or as built.
    public Bytes raw() {
        return value.tlv().raw();
    }

    /// The number the element gives itself, for PEStatus. The profile header has none.
    public OptionalInt identification() {
        if (value instanceof Value.Unknown unknown) return identification(unknown.tlv());
        return peHeader()
                .flatMap(header -> header.field("identification"))
                .map(number -> OptionalInt.of((int) ((Value.Numeral) number).number()))
                .orElse(OptionalInt.empty());
    }

    // An element of a later version begins with the same header, or with nothing we can read.
    private static OptionalInt identification(Tlv unknown) {
        try {
            return unknown.find(0xA0)
                    .flatMap(header -> header.find(0x81))
                    .map(number -> OptionalInt.of(number.asInt()))
                    .orElse(OptionalInt.empty());
        } catch (MalformedTlv e) {
            return OptionalInt.empty();
        }
    }

    /// Whether installation must fail where the eUICC does not support this element.
    public boolean isMandated() {
        return peHeader().flatMap(header -> header.field("mandated")).isPresent();
    }

    private Optional<Value.Sequence> peHeader() {
        if (!(value instanceof Value.Sequence sequence) || sequence.fields().isEmpty()) return Optional.empty();
        var first = sequence.fields().getFirst();
        return first.name().toLowerCase(Locale.ROOT).endsWith("-header")
                        && first.value() instanceof Value.Sequence header
                ? Optional.of(header)
                : Optional.empty();
    }

    /// The template a file system element names.
    public Optional<Oid> templateId() {
        return find("templateID").map(value -> ((Value.ObjectIdentifier) value).oid());
    }

    public Optional<Value> find(String path) {
        return value.find(path);
    }

    /// This element with another value at a path; the rest stays byte for byte.
    public ProfileElement with(String path, Value replacement) {
        return new ProfileElement(index, name, value.with(path, replacement));
    }

    public ElementRefused refused(PeStatus status, String why) {
        return new ElementRefused(status, this, why);
    }

    // What the records of this package read their fields with. The schema has checked names and types.

    Bytes octets(String path) {
        return octetsOf(value, path).orElseThrow(() -> refused(PeStatus.INVALID_PARAMETER, "lacks " + path));
    }

    static Optional<Bytes> octetsOf(Value in, String path) {
        return in.find(path).map(found -> ((Value.Octets) found).octets());
    }

    static OptionalInt numberOf(Value in, String path) {
        var found = in.find(path);
        return found.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) ((Value.Numeral) found.get()).number());
    }

    static <T> List<T> listOf(Value in, String path, Function<Value, T> each) {
        return in.find(path)
                .map(found -> ((Value.ListOf) found).items().stream().map(each).toList())
                .orElse(List.of());
    }

    @Override
    public String toString() {
        return name + (identification().isPresent() ? " #" + identification().getAsInt() : "");
    }
}
