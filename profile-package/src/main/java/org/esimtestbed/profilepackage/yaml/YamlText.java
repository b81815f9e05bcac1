package org.esimtestbed.profilepackage.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.esimtestbed.rsp.tlv.Bytes;

/// YAML to be written, in the manner our profile types are written by hand: short things in one line, long octets
/// folded, blocks indented by two.
public sealed interface YamlText {
    int WIDTH = 100;

    /// A key with nothing behind it.
    static YamlText nothing() {
        return new Plain("");
    }

    /// Text that means itself: octets, numbers, names.
    record Plain(String text) implements YamlText {}

    /// Text that may hold anything.
    record Quoted(String text) implements YamlText {}

    record Mapping(Map<String, YamlText> entries) implements YamlText {
        public Mapping {
            entries = new LinkedHashMap<>(entries);
        }

        public static Mapping of(String key, YamlText value) {
            return new Mapping(Map.of(key, value));
        }
    }

    record Items(List<YamlText> items) implements YamlText {
        public Items {
            items = List.copyOf(items);
        }
    }

    static YamlText octets(Bytes octets) {
        return octets.isEmpty() ? new Quoted("") : new Plain(octets.hex());
    }

    /// In one line.
    default String flow() {
        return switch (this) {
            case Plain plain -> plain.text;
            case Quoted quoted -> quote(quoted.text);
            case Mapping mapping ->
                mapping.entries.isEmpty()
                        ? "{}"
                        : mapping.entries.entrySet().stream()
                                .map(entry -> (entry.getKey() + ": "
                                                + entry.getValue().flow())
                                        .stripTrailing())
                                .collect(Collectors.joining(", ", "{ ", " }"));
            case Items list -> list.items.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private static String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> {
            if (each == '"' || each == '\\') quoted.append('\\').appendCodePoint(each);
            else if (Character.isISOControl(each) || each == 0xFEFF || each == 0x2028 || each == 0x2029)
                quoted.append("\\u%04X".formatted(each));
            else quoted.appendCodePoint(each);
        });
        return quoted.append('"').toString();
    }

    /// As a block.
    default String block() {
        var text = new StringBuilder();
        block(text, 0);
        return text.toString();
    }

    private void block(StringBuilder text, int indent) {
        switch (this) {
            case Mapping mapping -> {
                boolean first = true;
                for (var entry : mapping.entries.entrySet()) {
                    if (!first) text.repeat(' ', indent);
                    first = false;
                    text.append(entry.getKey()).append(':');
                    value(text, entry.getValue(), indent, entry.getKey().length() + 2);
                }
            }
            case Items list -> {
                boolean first = true;
                for (var item : list.items) {
                    if (!first) text.repeat(' ', indent);
                    first = false;
                    text.append('-');
                    boolean single = item instanceof Mapping mapping && mapping.entries.size() == 1;
                    if (!single && item.fits(indent + 2))
                        text.append(' ').append(item.flow()).append('\n');
                    else if (item instanceof Plain plain) fold(text.append(' '), plain.text, indent + 2);
                    else {
                        text.append(' ');
                        item.block(text, indent + 2);
                    }
                }
            }
            default -> text.append(flow()).append('\n');
        }
    }

    private static void value(StringBuilder text, YamlText value, int indent, int used) {
        if (value.fits(indent + used)) {
            var flow = value.flow();
            text.append(flow.isEmpty() ? "" : " ").append(flow).append('\n');
        } else if (value instanceof Plain plain) {
            text.append('\n').repeat(' ', indent + 2);
            fold(text, plain.text, indent + 2);
        } else if (value instanceof Quoted) {
            text.append(' ').append(value.flow()).append('\n');
        } else {
            text.append('\n').repeat(' ', indent + 2);
            value.block(text, indent + 2);
        }
    }

    private boolean fits(int column) {
        if (this instanceof Plain plain && plain.text.length() + column <= WIDTH) return true;
        return depth() <= 2 && flow().length() + column <= WIDTH;
    }

    private int depth() {
        return switch (this) {
            case Mapping mapping ->
                1
                        + mapping.entries.values().stream()
                                .mapToInt(YamlText::depth)
                                .max()
                                .orElse(0);
            case Items list ->
                1 + list.items.stream().mapToInt(YamlText::depth).max().orElse(0);
            default -> 0;
        };
    }

    private static void fold(StringBuilder text, String octets, int indent) {
        int step = Math.max(32, (WIDTH - indent) / 32 * 32);
        for (int at = 0; at < octets.length(); at += step) {
            if (at > 0) text.repeat(' ', indent);
            text.append(octets, at, Math.min(octets.length(), at + step)).append('\n');
        }
    }
}
