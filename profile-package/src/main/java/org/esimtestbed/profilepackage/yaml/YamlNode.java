package org.esimtestbed.profilepackage.yaml;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A place in a YAML file that knows its line and key. Scalars are read as they are written, so `0102` stays
/// hexadecimal.
public record YamlNode(String file, String key, Node node) {

    /// @throws BadYaml if the text is no YAML document
    public static YamlNode parse(String file, Reader text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(50);
        try {
            var node = new Yaml(new SafeConstructor(options)).compose(text);
            if (node == null) throw new BadYaml(file, 1, "", "the file is empty");
            return new YamlNode(file, "", node);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            int line = mark == null ? 1 : mark.getLine() + 1;
            throw new BadYaml(file, line, "", e.getProblem() == null ? "no YAML" : e.getProblem());
        } catch (YAMLException e) {
            throw new BadYaml(file, 1, "", String.valueOf(e.getMessage()));
        }
    }

    public BadYaml wrong(String what) {
        return new BadYaml(file, node.getStartMark().getLine() + 1, key, what);
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /// `key:` with nothing behind it.
    public boolean isNothing() {
        return node.getTag().equals(Tag.NULL);
    }

    /// The entries of a mapping in their order; none for nothing.
    public Map<String, YamlNode> entries() {
        if (isNothing()) return Map.of();
        if (!(node instanceof MappingNode mapping)) throw wrong("a mapping of keys to values belongs here");
        var entries = new LinkedHashMap<String, YamlNode>();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) throw wrong("a key is plain text");
            var path = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
            var entry = new YamlNode(file, path, tuple.getValueNode());
            if (entries.put(name.getValue(), entry) != null) throw entry.wrong("stands here twice");
        }
        return entries;
    }

    public List<YamlNode> items() {
        if (!(node instanceof SequenceNode sequence)) throw wrong("a list belongs here");
        var items = new ArrayList<YamlNode>();
        for (var item : sequence.getValue()) items.add(new YamlNode(file, key + "[" + items.size() + "]", item));
        return items;
    }

    public Optional<YamlNode> entry(String name) {
        return Optional.ofNullable(entries().get(name));
    }

    public String text() {
        if (!(node instanceof ScalarNode scalar) || isNothing()) throw wrong("a plain value belongs here");
        return scalar.getValue();
    }

    /// Decimal, or hexadecimal after `0x`.
    public int number() {
        try {
            return Integer.decode(text().replaceFirst("^0+(?=[0-9])", ""));
        } catch (NumberFormatException e) {
            throw wrong("a number belongs here: " + text());
        }
    }

    /// Hexadecimal digits, blanks between them as one likes; or text after `utf8 `.
    public Bytes octets() {
        if (isNothing()) return Bytes.EMPTY;
        var text = text();
        try {
            return text.startsWith("utf8 ") ? Bytes.utf8(text.substring(5)) : Bytes.hex(text);
        } catch (IllegalArgumentException e) {
            throw wrong("octets in hexadecimal belong here"); // not shown: it may be a key
        }
    }
}
