package org.esimtestbed.profilepackage.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.view.ProfileView.Kind;
import org.esimtestbed.profilepackage.view.ProfileView.Line;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// The file system a package builds, as a tree.
public record FileTree(ProfileFiles files) {
    private static final int EXCERPT = 48; // octets

    public static FileTree of(ProfilePackage profile) {
        return new FileTree(ProfileFiles.of(profile.elements()));
    }

    /// A file for programs.
    ///
    /// @param access  who may do what, in words; none for a link
    /// @param content hexadecimal, all of it
    public record Node(
            String path,
            String name,
            String structure,
            int size,
            int recordLength,
            int records,
            Optional<Integer> sfi,
            Optional<String> access,
            Optional<String> aid,
            Optional<String> link,
            String content,
            List<String> meaning) {}

    public List<Node> nodes() {
        return files.all().stream()
                .sorted(Comparator.comparing(file -> file.path().toString()))
                .map(this::node)
                .toList();
    }

    private Node node(FileDefinition file) {
        return new Node(
                file.path().toString(),
                files.name(file),
                structure(file),
                file.size(),
                file.recordLength(),
                file.records(),
                file.sfi().stream().boxed().findFirst(),
                file.link().isPresent()
                        ? Optional.empty()
                        : rule(file).map(rule -> rule.words(file.kind().isDirectory())),
                file.dfName().map(Aid::toString),
                file.link().map(FilePath::toString),
                file.content().hex(),
                FileMeaning.of(file, files));
    }

    private Optional<AccessRule> rule(FileDefinition file) {
        return files.access(file).flatMap(ProfileFiles.Reference::rule);
    }

    private static String structure(FileDefinition file) {
        if (file.link().isPresent()) return "link";
        return switch (file.kind()) {
            case MF -> "MF";
            case ADF -> "ADF";
            case DF -> "DF";
            case TRANSPARENT -> "TR";
            case LINEAR_FIXED -> "LF";
            case CYCLIC -> "CY";
            case BER_TLV -> "BT";
        };
    }

    /// Two lines a file, none longer than `width`: what it is, and how its content begins.
    public List<Line> lines(int width) {
        var lines = new ArrayList<Line>();
        files.file(FilePath.MF).ifPresent(mf -> lines.add(new Line(Kind.HEADING, row("", mf, width))));
        below(FilePath.MF, "", lines, width);
        return lines;
    }

    private void below(FilePath directory, String indent, List<Line> lines, int width) {
        var children = files.in(directory).stream()
                .sorted(Comparator.<FileDefinition, Boolean>comparing(
                                file -> file.kind().isDirectory())
                        .thenComparingInt(FileDefinition::fid))
                .toList();
        for (int i = 0; i < children.size(); i++) {
            var file = children.get(i);
            boolean last = i == children.size() - 1;
            var row = row(indent + (last ? "\u2514\u2500 " : "\u251c\u2500 "), file, width);
            lines.add(new Line(file.kind().isDirectory() ? Kind.HEADING : Kind.FIELD, row));
            var deeper = indent + (last ? "   " : "\u2502  ");
            var content = content(file);
            if (!content.isEmpty()) lines.add(new Line(Kind.MEANING, cut(deeper + "  " + content, width)));
            if (file.kind().isDirectory()) below(file.path(), deeper, lines, width);
        }
    }

    private String row(String indent, FileDefinition file, int width) {
        var name = files.name(file);
        var head = "%s%04X %s".formatted(indent, file.fid(), name.isEmpty() ? "(no name)" : name);
        var size = file.kind().isDirectory() || file.link().isPresent()
                ? ""
                : file.recordLength() > 0
                        ? file.records() + "\u00d7" + file.recordLength()
                        : String.valueOf(file.size());
        var sfi = file.sfi().isPresent() && file.link().isEmpty()
                ? "%02X".formatted(file.sfi().getAsInt())
                : "";
        return cut(
                "%-36s %-4s %-7s %-2s  %s"
                        .formatted(head, structure(file), size, sfi, access(file))
                        .stripTrailing(),
                width);
    }

    private String access(FileDefinition file) {
        if (file.link().isPresent()) return "\u2192 " + file.link().get();
        if (file.security().arrFile().isEmpty()) return "own rule";
        var rule = rule(file);
        if (rule.isEmpty()) return "no rule";
        return file.kind().isDirectory()
                ? "create " + rule.get().create()
                : "r " + rule.get().read() + "  u " + rule.get().update();
    }

    private String content(FileDefinition file) {
        if (file.kind() == FileKind.ADF)
            return "AID " + file.dfName().map(Aid::toString).orElse("none");
        if (file.kind().isDirectory() || file.link().isPresent()) return "";
        var meaning = FileMeaning.inOneLine(file, files);
        if (!meaning.isEmpty()) return meaning;
        var octets = file.content();
        if (octets.isEmpty()) return "empty";
        if (file.records() < 2) return excerpt(octets);
        var first = file.record(1);
        for (int number = 2; number * file.recordLength() <= octets.size(); number++) {
            if (!file.record(number).equals(first)) return "1: " + excerpt(first);
        }
        return used(first) == 0 ? "erased" : "all " + excerpt(first);
    }

    private static String excerpt(Bytes octets) {
        int used = used(octets);
        if (used == 0) return "erased";
        return octets.first(Math.min(used, EXCERPT)).hex() + (used < octets.size() ? " FF\u2026" : "");
    }

    /// Octets before the FF at the end.
    private static int used(Bytes octets) {
        int used = octets.size();
        while (used > 0 && octets.at(used - 1) == 0xFF) used--;
        return used;
    }

    private static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, width - 1) + "\u2026";
    }
}
