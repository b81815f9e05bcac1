package org.esimtestbed.rsp.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.CardResource;
import org.esimtestbed.rsp.data.IccidTag;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// How a primitive value reads.
sealed interface Kind {
    /// @throws MalformedTlv or IllegalArgumentException if the value is not of this kind
    String text(Tlv tlv);

    static Kind of(String word) {
        if (word.startsWith("bits(")) return new Bits(List.of(inside(word).split(",")));
        if (word.startsWith("enum(")) {
            var names = new LinkedHashMap<Long, String>();
            for (var pair : inside(word).split(",")) {
                var parts = pair.split("=", 2);
                names.put(Long.parseLong(parts[0]), parts[1]);
            }
            return new Numbers(names);
        }
        return switch (word) {
            case "hex" -> new Hex();
            case "text" -> new Simple(tlv -> '"' + tlv.asText() + '"');
            case "int" -> new Simple(tlv -> Long.toString(tlv.asLong()));
            case "bool" -> new Simple(tlv -> Boolean.toString(tlv.asBoolean()));
            case "oid" -> new Simple(tlv -> Oid.of(tlv.value()).dotted());
            case "version" -> new Simple(tlv -> Version.of(tlv.value()).toString());
            case "iccid" -> new Simple(tlv -> IccidTag.of(tlv).digits());
            case "certificate" -> new Simple(tlv -> Certificate.of(tlv).toString());
            case "cardResource" ->
                new Simple(tlv -> {
                    var resource = CardResource.of(tlv);
                    return resource.freeNonVolatile() + " octets free, " + resource.installedApplications()
                            + " applications";
                });
            default -> new Type(word);
        };
    }

    private static String inside(String word) {
        return word.substring(word.indexOf('(') + 1, word.length() - 1);
    }

    record Hex() implements Kind {
        @Override
        public String text(Tlv tlv) {
            return tlv.value().hex();
        }
    }

    /// A type of the schema, whose members say what it holds.
    record Type(String name) implements Kind {
        @Override
        public String text(Tlv tlv) {
            return tlv.value().hex();
        }
    }

    record Simple(Function<Tlv, String> reader) implements Kind {
        @Override
        public String text(Tlv tlv) {
            return reader.apply(tlv);
        }
    }

    record Bits(List<String> names) implements Kind {
        @Override
        public String text(Tlv tlv) {
            var value = tlv.value();
            var set = IntStream.range(0, Math.max(0, value.size() - 1) * 8)
                    .filter(bit -> (value.at(1 + bit / 8) & 0x80 >> bit % 8) != 0)
                    .mapToObj(bit -> bit < names.size() ? names.get(bit) : "bit " + bit)
                    .toList();
            return set.isEmpty() ? "none" : String.join(", ", set);
        }
    }

    record Numbers(Map<Long, String> names) implements Kind {
        @Override
        public String text(Tlv tlv) {
            long number = tlv.asLong();
            return names.getOrDefault(number, "unknown") + "(" + number + ")";
        }
    }
}
