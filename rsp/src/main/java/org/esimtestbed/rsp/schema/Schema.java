package org.esimtestbed.rsp.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The names of all data objects (see `rsp.schema` for its form).
public final class Schema {
    private static final Schema RSP = read("rsp.schema");

    private final Map<String, List<Member>> types = new HashMap<>();
    private final Map<Integer, String> requests = new HashMap<>();
    private final Map<Integer, String> responses = new HashMap<>();

    private record Member(int tag, String name, Kind kind, boolean repeats) {}

    private Schema() {}

    /// What a request carries, named; unknown data objects keep their tags as names.
    public static NamedValue request(Tlv tlv) {
        return RSP.message(tlv, RSP.requests);
    }

    /// What a response carries, named.
    public static NamedValue response(Tlv tlv) {
        return RSP.message(tlv, RSP.responses);
    }

    /// A data object of a type by name, such as `ServerSigned1`.
    ///
    /// @throws IllegalArgumentException if there is no such type
    public static NamedValue of(String type, Tlv tlv) {
        if (!RSP.types.containsKey(type)) throw new IllegalArgumentException("no type of the schema: " + type);
        return RSP.named(type, new Kind.Type(type), tlv);
    }

    private NamedValue message(Tlv tlv, Map<Integer, String> messages) {
        var type = Optional.ofNullable(messages.get(tlv.tag()));
        return named(type.orElse(hex(tlv.tag())), type.<Kind>map(Kind.Type::new).orElse(new Kind.Hex()), tlv);
    }

    private NamedValue named(String name, Kind kind, Tlv tlv) {
        var type = kind instanceof Kind.Type(var typeName) ? types.get(typeName) : null;
        try {
            if (type != null) return new NamedValue(name, hex(tlv.tag()), "", tlv.raw(), members(type, tlv));
            if (tlv.isConstructed() && kind instanceof Kind.Hex) {
                return new NamedValue(name, hex(tlv.tag()), "", tlv.raw(), members(List.of(), tlv));
            }
            return new NamedValue(name, hex(tlv.tag()), kind.text(tlv), tlv.raw(), List.of());
        } catch (MalformedTlv | IllegalArgumentException odd) { // a trace shows odd data too
            return new NamedValue(
                    name, hex(tlv.tag()), tlv.value().hex() + " (" + odd.getMessage() + ")", tlv.raw(), List.of());
        }
    }

    // Members come in order; the same tag may stand twice (euiccCertificate, eumCertificate), so a member is used up.
    private List<NamedValue> members(List<Member> type, Tlv tlv) {
        var named = new ArrayList<NamedValue>();
        int from = 0;
        for (var child : tlv.children()) {
            int found = -1;
            for (int i = from; i < type.size() && found < 0; i++)
                if (type.get(i).tag() == child.tag()) found = i;
            for (int i = 0; i < from && found < 0; i++) {
                if (type.get(i).tag() == child.tag() && type.get(i).repeats()) found = i;
            }
            if (found < 0) {
                named.add(named(hex(child.tag()), new Kind.Hex(), child));
            } else {
                var member = type.get(found);
                from = member.repeats() ? found : found + 1;
                named.add(named(member.name(), member.kind(), child));
            }
        }
        return named;
    }

    private static String hex(int tag) {
        return Integer.toHexString(tag).toUpperCase(Locale.ROOT);
    }

    private static Schema read(String resource) {
        var schema = new Schema();
        try (var stream = Schema.class.getResourceAsStream(resource)) {
            if (stream == null) throw new IllegalStateException("the schema is missing from the class path");
            var members = new ArrayList<Member>();
            for (var line : new String(stream.readAllBytes(), UTF_8).lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                var words = line.strip().split("\\s+", 3);
                if (line.startsWith(" ")) {
                    members.add(member(words));
                } else {
                    members = new ArrayList<>();
                    schema.types.put(words[0], members);
                    if (words.length == 3) {
                        var messages = words[1].equals("request") ? schema.requests : schema.responses;
                        messages.put(Integer.parseUnsignedInt(words[2], 16), words[0]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schema;
    }

    private static Member member(String[] words) {
        boolean repeats = words[0].startsWith("*");
        int tag = Integer.parseUnsignedInt(repeats ? words[0].substring(1) : words[0], 16);
        return new Member(tag, words[1], words.length > 2 ? Kind.of(words[2]) : new Kind.Hex(), repeats);
    }
}
