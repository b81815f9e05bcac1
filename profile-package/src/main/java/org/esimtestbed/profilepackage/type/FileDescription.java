package org.esimtestbed.profilepackage.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.file.FileTemplate;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Type;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.tree.Value.Field;
import org.esimtestbed.profilepackage.yaml.YamlNode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// A file of a profile type, written as
/// ```yaml
/// ef-msisdn: { record-length: 28, record-count: 2, arr: 6F06/4, sfi: none, records: [FF…] }
/// ```
/// Keys: `kind` (TR LF CY BT DF), `fid`, `aid`, `size`, `record-length`, `record-count`, `arr` (file/record or record),
/// `sfi` (number or `none`), `pins` (value of tag C6), `special`, `fill`, `repeat`, `maximum-size`, `link`, `content`,
/// `text` (as `content`, UTF-8), `records` (a list, each padded with FF). Nothing at all means: as the template has it.
final class FileDescription {
    private static final Set<String> KEYS = Set.of(
            "kind",
            "fid",
            "aid",
            "size",
            "record-length",
            "record-count",
            "arr",
            "sfi",
            "pins",
            "special",
            "fill",
            "repeat",
            "maximum-size",
            "link",
            "content",
            "text",
            "records");

    private final YamlNode yaml;
    private final Optional<FileTemplate> template;
    private final FileKind kind;

    FileDescription(YamlNode yaml, Optional<FileTemplate> template) {
        this.yaml = yaml;
        this.template = template;
        yaml.entries().forEach((name, entry) -> {
            if (!KEYS.contains(name)) throw entry.wrong("no key of a file");
        });
        this.kind = kind();
    }

    private FileKind kind() {
        var given = yaml.entry("kind");
        if (given.isEmpty()) {
            return template.map(FileTemplate::kind)
                    .orElseThrow(() -> yaml.wrong("kind is missing: TR, LF, CY, BT or DF"));
        }
        return switch (given.get().text()) {
            case "TR" -> FileKind.TRANSPARENT;
            case "LF" -> FileKind.LINEAR_FIXED;
            case "CY" -> FileKind.CYCLIC;
            case "BT" -> FileKind.BER_TLV;
            case "DF" -> FileKind.DF;
            default -> throw given.get().wrong("a kind is TR, LF, CY, BT or DF");
        };
    }

    /// The Fcp, in the order and with the tags of the schema.
    ///
    /// @param tag around it: A1 in an element, 62 in genericFileManagement
    Value.Sequence fcp(int tag) {
        var fields = new ArrayList<Field>();
        if (!kind.isDirectory() || template.isEmpty()) add(fields, "fileDescriptor", 0x82, descriptor());
        var fid = yaml.entry("fid")
                .map(YamlNode::octets)
                .or(() -> template.stream()
                        .flatMapToInt(file -> file.fid().stream())
                        .mapToObj(number -> Bytes.of(number >> 8, number))
                        .findFirst());
        if (kind != FileKind.MF) {
            add(fields, "fileID", 0x83, fid.orElseThrow(() -> yaml.wrong("fid is missing: the template has none")));
        }
        octets("aid").ifPresent(aid -> add(fields, "dfName", 0x84, aid));
        add(fields, "securityAttributesReferenced", 0x8B, arr());
        boolean plain = !kind.isDirectory() && yaml.entry("link").isEmpty();
        if (plain) size().ifPresent(size -> add(fields, "efFileSize", 0x80, shortest(size)));
        octets("pins").ifPresent(pins -> add(fields, "pinStatusTemplateDO", 0xC6, pins));
        yaml.entry("sfi")
                .ifPresent(sfi -> add(
                        fields,
                        "shortEFID",
                        0x88,
                        sfi.text().equals("none") ? Bytes.EMPTY : Bytes.of(sfi.number() << 3)));
        var proprietary = proprietary();
        if (!proprietary.isEmpty()) fields.add(new Field("proprietaryEFInfo", Value.Sequence.of(0xA5, proprietary)));
        octets("link").ifPresent(link -> add(fields, "linkPath", 0xC7, link));
        return Value.Sequence.of(tag, fields);
    }

    private Bytes descriptor() {
        if (!kind.hasRecords()) return Bytes.of(kind.descriptorByte(), 0x21);
        int length = recordLength();
        return Bytes.of(kind.descriptorByte(), 0x21, length >> 8, length);
    }

    private int recordLength() {
        return number("record-length")
                .or(() -> template.stream()
                        .flatMapToInt(file -> file.size().stream())
                        .boxed()
                        .findFirst())
                .orElseThrow(() -> yaml.wrong("record-length is missing: the template has none"));
    }

    /// Octets of the file, where the template does not say so already.
    private Optional<Integer> size() {
        if (!kind.hasRecords()) return number("size").or(() -> templateHasSize() ? Optional.empty() : contentSize());
        var count = number("record-count")
                .or(() -> template.stream()
                        .flatMapToInt(file -> file.records().stream())
                        .boxed()
                        .findFirst())
                .or(() -> yaml.entry("records").map(records -> records.items().size()))
                .orElseThrow(() -> yaml.wrong("record-count is missing: the template has none"));
        return Optional.of(count * recordLength());
    }

    private boolean templateHasSize() {
        return template.isPresent() && template.get().size().isPresent();
    }

    private Optional<Integer> contentSize() {
        if (kind == FileKind.BER_TLV) throw yaml.wrong("size is missing: the template has none");
        return Optional.of(content()
                .orElseThrow(() -> yaml.wrong("size is missing: the template has none"))
                .size());
    }

    private Bytes arr() {
        var given = yaml.entry("arr");
        if (given.isEmpty()) {
            return Bytes.of(template.map(FileTemplate::arrRecord).orElseThrow(() -> yaml.wrong("arr is missing")));
        }
        var parts = given.get().text().split("/");
        try {
            return parts.length == 1
                    ? Bytes.of(Integer.parseInt(parts[0]))
                    : Bytes.hex(parts[0]).plus(Bytes.of(Integer.parseInt(parts[1])));
        } catch (IllegalArgumentException e) {
            throw given.get().wrong("arr is the file ID of an EF.ARR and a record, 6F06/4, or the record alone");
        }
    }

    private List<Field> proprietary() {
        var fields = new ArrayList<Field>();
        var special = octets("special");
        boolean high = template.map(FileTemplate::highUpdate).orElse(false);
        if (special.isPresent() || high) add(fields, "specialFileInformation", 0xC0, special.orElse(Bytes.of(0x80)));
        octets("fill").ifPresent(fill -> add(fields, "fillPattern", 0xC1, fill));
        octets("repeat").ifPresent(repeat -> add(fields, "repeatPattern", 0xC2, repeat));
        number("maximum-size").ifPresent(size -> add(fields, "maximumFileSize", 0x86, shortest(size)));
        return fields;
    }

    /// Content and offsets between it, tagged as items of the given choice.
    List<Value> fill(Type.Alternatives items) {
        var all = new ArrayList<Value>();
        var records = yaml.entry("records");
        if (records.isEmpty()) {
            content().ifPresent(content -> all.add(item(items, "fillFileContent", content)));
            return all;
        }
        int length = recordLength();
        int skip = 0;
        for (var record : records.get().items()) {
            var content = record.octets();
            if (content.size() > length)
                throw record.wrong("has " + content.size() + " octets, records have " + length);
            if (!content.isEmpty()) {
                if (skip > 0)
                    all.add(item(items, "fillFileOffset", Tlv.number(0x02, skip).value()));
                all.add(item(items, "fillFileContent", content));
                skip = 0;
            }
            skip += length - content.size();
        }
        return all;
    }

    private Optional<Bytes> content() {
        return octets("content").or(() -> yaml.entry("text").map(text -> Bytes.utf8(text.text())));
    }

    private static Value item(Type.Alternatives items, String name, Bytes octets) {
        int tag = items.named(name).map(Type.Component::tag).orElseThrow();
        var value =
                name.equals("fillFileOffset") ? Value.Numeral.of(tag, octets.unsigned()) : Value.Octets.of(tag, octets);
        return Value.Choice.untagged(name, value);
    }

    /// The items of a File (A1 around the Fcp).
    List<Value> items() {
        if (yaml.isNothing()) return List.of();
        var items = (Type.Alternatives) Schema.FILE.item();
        int tag = items.named("fileDescriptor").map(Type.Component::tag).orElseThrow();
        var all = new ArrayList<Value>();
        all.add(Value.Choice.untagged("fileDescriptor", fcp(tag)));
        all.addAll(fill(items));
        return all;
    }

    private Optional<Bytes> octets(String name) {
        return yaml.entry(name).map(YamlNode::octets);
    }

    private Optional<Integer> number(String name) {
        return yaml.entry(name).map(YamlNode::number);
    }

    private static Bytes shortest(int size) {
        return size < 0x100
                ? Bytes.of(size)
                : size < 0x10000 ? Bytes.of(size >> 8, size) : Bytes.of(size >> 16, size >> 8, size);
    }

    private static void add(List<Field> fields, String name, int tag, Bytes octets) {
        fields.add(new Field(name, Value.Octets.of(tag, octets)));
    }
}
