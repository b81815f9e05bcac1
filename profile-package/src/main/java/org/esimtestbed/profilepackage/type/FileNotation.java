package org.esimtestbed.profilepackage.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import org.esimtestbed.profilepackage.yaml.YamlText;
import org.esimtestbed.rsp.tlv.Bytes;

/// Finds the [FileDescription] of a file: says all there is to say, then leaves out whatever makes no difference.
final class FileNotation {
    private static final int FORMAT_BITS = 0x3F;

    private FileNotation() {}

    /// @param fill offsets and content that follow the Fcp
    /// @param same whether a description makes the same octets
    /// @return none where a description cannot say it
    static Optional<YamlText> of(Value.Sequence fcp, List<Value> fill, Predicate<YamlText> same) {
        for (var content : contents(fcp, fill)) {
            var entries = fields(fcp);
            entries.putAll(content);
            if (!holds(entries, same)) continue;
            for (var key : List.copyOf(entries.keySet())) {
                var fewer = new LinkedHashMap<>(entries);
                fewer.remove(key);
                if (holds(fewer, same)) entries = fewer;
            }
            return Optional.of(new YamlText.Mapping(entries));
        }
        return Optional.empty();
    }

    private static boolean holds(Map<String, YamlText> entries, Predicate<YamlText> same) {
        try {
            return same.test(new YamlText.Mapping(entries));
        } catch (BadYaml e) {
            return false; // a key that something else needs
        }
    }

    private static Map<String, YamlText> fields(Value.Sequence fcp) {
        var entries = new LinkedHashMap<String, YamlText>();
        var descriptor = octets(fcp, "fileDescriptor");
        var kind = descriptor.flatMap(FileNotation::kind);
        kind.ifPresent(code -> entries.put("kind", new YamlText.Plain(code)));
        octets(fcp, "fileID").ifPresent(fid -> entries.put("fid", YamlText.octets(fid)));
        octets(fcp, "dfName").ifPresent(aid -> entries.put("aid", YamlText.octets(aid)));
        octets(fcp, "securityAttributesReferenced").ifPresent(arr -> entries.put("arr", arr(arr)));
        int length = recordLength(fcp);
        var size =
                octets(fcp, "efFileSize").filter(octets -> octets.size() <= 3).map(Bytes::unsigned);
        if (length > 0) {
            entries.put("record-length", number(length));
            size.ifPresent(octets -> entries.put("record-count", number(octets / length)));
        } else {
            size.ifPresent(octets -> entries.put("size", number(octets)));
        }
        octets(fcp, "pinStatusTemplateDO").ifPresent(pins -> entries.put("pins", YamlText.octets(pins)));
        octets(fcp, "shortEFID")
                .ifPresent(sfi ->
                        entries.put("sfi", sfi.isEmpty() ? new YamlText.Plain("none") : number(sfi.unsigned() >> 3)));
        proprietary(fcp, "specialFileInformation", "special", entries);
        proprietary(fcp, "fillPattern", "fill", entries);
        proprietary(fcp, "repeatPattern", "repeat", entries);
        octets(fcp, "proprietaryEFInfo.maximumFileSize")
                .filter(octets -> octets.size() <= 3)
                .ifPresent(maximum -> entries.put("maximum-size", number(maximum.unsigned())));
        octets(fcp, "linkPath").ifPresent(link -> entries.put("link", YamlText.octets(link)));
        return entries;
    }

    private static void proprietary(Value.Sequence fcp, String field, String key, Map<String, YamlText> entries) {
        octets(fcp, "proprietaryEFInfo." + field).ifPresent(found -> entries.put(key, YamlText.octets(found)));
    }

    private static Optional<String> kind(Bytes descriptor) {
        if (descriptor.isEmpty()) return Optional.empty();
        return switch (descriptor.at(0) & FORMAT_BITS) {
            case 0x01 -> Optional.of("TR");
            case 0x02 -> Optional.of("LF");
            case 0x06 -> Optional.of("CY");
            case 0x39 -> Optional.of("BT");
            case 0x38 -> Optional.of("DF");
            default -> Optional.empty();
        };
    }

    private static int recordLength(Value.Sequence fcp) {
        return octets(fcp, "fileDescriptor")
                .filter(octets -> octets.size() == 4)
                .map(octets -> (int) octets.from(2).unsigned())
                .orElse(0);
    }

    private static YamlText arr(Bytes reference) {
        if (reference.isEmpty()) return YamlText.octets(reference);
        int record = reference.at(reference.size() - 1);
        var file = reference.first(reference.size() - 1).hex();
        return new YamlText.Plain(file.isEmpty() ? String.valueOf(record) : file + "/" + record);
    }

    /// How the content might have been written: by records, as one, or not at all.
    private static List<Map<String, YamlText>> contents(Value.Sequence fcp, List<Value> fill) {
        if (fill.isEmpty()) return List.of(Map.of());
        var ways = new ArrayList<Map<String, YamlText>>();
        int length = recordLength(fcp);
        if (length > 0) records(fill, length).ifPresent(records -> ways.add(Map.of("records", records)));
        if (fill.size() == 1 && ((Value.Choice) fill.getFirst()).value() instanceof Value.Octets content) {
            ways.add(Map.of("content", YamlText.octets(content.octets())));
        }
        return ways;
    }

    private static Optional<YamlText> records(List<Value> fill, int length) {
        var records = new ArrayList<YamlText>();
        long position = 0;
        for (var item : fill) {
            switch (((Value.Choice) item).value()) {
                case Value.Numeral offset -> position += offset.number();
                case Value.Octets content -> {
                    long record = position / length;
                    if (position % length != 0 || record < records.size() || record > 254) return Optional.empty();
                    if (content.octets().size() > length) return Optional.empty();
                    while (records.size() < record) records.add(YamlText.octets(Bytes.EMPTY));
                    records.add(YamlText.octets(content.octets()));
                    position += content.octets().size();
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new YamlText.Items(records));
    }

    private static YamlText number(long number) {
        return new YamlText.Plain(Long.toString(number));
    }

    private static Optional<Bytes> octets(Value in, String path) {
        return in.find(path).map(found -> ((Value.Octets) found).octets());
    }
}
