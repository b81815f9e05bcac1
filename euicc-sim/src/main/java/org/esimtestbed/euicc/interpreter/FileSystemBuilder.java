package org.esimtestbed.euicc.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.esimtestbed.euicc.uicc.CardFile;
import org.esimtestbed.euicc.uicc.CardFile.AccessRule;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.euicc.uicc.CardFile.Structure;
import org.esimtestbed.euicc.uicc.Contents;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// Gathers the files a package makes and grows them into a tree at the end: a link may name a file that comes later.
final class FileSystemBuilder {
    private final Map<FilePath, FileDefinition> files = new LinkedHashMap<>();
    private final Map<FilePath, List<FilePath>> children = new HashMap<>();
    private long octets;

    /// @return octets all contents take up to here
    long add(FileDefinition file) {
        var before = files.put(file.path(), file);
        if (before == null && !file.path().isMf()) {
            children.computeIfAbsent(file.path().parent(), path -> new ArrayList<>())
                    .add(file.path());
        }
        octets += file.content().size() - (before == null ? 0 : before.content().size());
        return octets;
    }

    /// Octets all contents take.
    long size() {
        return octets;
    }

    /// Whether an ADF of that name was made.
    boolean hasApplication(Aid aid) {
        return files.values().stream()
                .anyMatch(file -> file.dfName().filter(aid::equals).isPresent());
    }

    Optional<FileDefinition> file(FilePath path) {
        return Optional.ofNullable(files.get(path));
    }

    /// The AID of the ADF a directory is or lies in.
    Optional<Aid> applicationOf(FilePath path) {
        if (path.isMf()) return Optional.empty();
        return file(FilePath.of(path.fids().getFirst())).flatMap(FileDefinition::dfName);
    }

    /// A link that names nothing, or a chain of links that ends nowhere.
    static final class BrokenLink extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenLink(String what) {
            super(what);
        }
    }

    record Grown(Directory mf, List<Directory> adfs, Contents contents) {}

    /// @param contexts which local PINs hold in a directory
    Grown grow(PinContexts contexts) throws BrokenLink {
        var growing = new Growing(contexts);
        var root = files.get(FilePath.MF);
        if (root == null) throw new BrokenLink("the package makes no MF");
        var adfs = new ArrayList<Directory>();
        for (var file : files.values()) {
            if (file.kind() == FileKind.ADF) adfs.add(growing.directory(file));
        }
        return new Grown(growing.directory(root), adfs, Contents.of(growing.contents));
    }

    private final class Growing {
        private final PinContexts contexts;
        private final List<Bytes> contents = new ArrayList<>();
        private final Map<FilePath, Integer> indexes = new HashMap<>();

        Growing(PinContexts contexts) {
            this.contexts = contexts;
        }

        Directory directory(FileDefinition definition) throws BrokenLink {
            var target = target(definition);
            var below = new ArrayList<CardFile>();
            for (var path : children.getOrDefault(target.path(), List.of())) {
                var child = Objects.requireNonNull(files.get(path));
                if (child.kind() == FileKind.ADF) continue; // stands beside the MF
                below.add(child.kind().isDirectory() ? directory(child) : ef(child));
            }
            return new Directory(
                    definition.fid(),
                    definition.kind() == FileKind.ADF ? definition.dfName() : Optional.empty(),
                    accessRule(definition),
                    definition.lifeCycle(),
                    pinReferences(definition),
                    contexts.of(target.path()),
                    below);
        }

        private ElementaryFile ef(FileDefinition definition) throws BrokenLink {
            var target = target(definition);
            var index = indexes.get(target.path());
            if (index == null) {
                index = contents.size();
                contents.add(target.content());
                indexes.put(target.path(), index);
            }
            return new ElementaryFile(
                    definition.fid(),
                    structure(target.kind()),
                    target.size(),
                    target.recordLength(),
                    definition.sfi().isPresent() ? Optional.of(definition.sfi().getAsInt()) : Optional.empty(),
                    accessRule(definition),
                    definition.lifeCycle(),
                    definition.proprietary().specialFileInformation() | (definition.highUpdate() ? 0x80 : 0),
                    index);
        }

        private FileDefinition target(FileDefinition definition) throws BrokenLink {
            var target = definition;
            for (int hops = 0; target.link().isPresent(); hops++) {
                var path = target.link().get();
                var next = files.get(path);
                if (next == null || hops > 8) throw new BrokenLink(definition.path() + " links to " + path);
                target = next;
            }
            if (target.kind().isDirectory() != definition.kind().isDirectory()) {
                throw new BrokenLink(definition.path() + " links to another kind of file");
            }
            return target;
        }
    }

    private static AccessRule accessRule(FileDefinition definition) {
        var security = definition.security();
        return new AccessRule(security.arrFile().orElse(0), security.arrRecord().orElse(0));
    }

    private static List<Integer> pinReferences(FileDefinition definition) {
        var references = new ArrayList<Integer>();
        var template = definition.pinStatusTemplate().orElse(Bytes.EMPTY);
        for (int i = 0; i < template.size(); i++) references.add(template.at(i));
        return references;
    }

    private static Structure structure(FileKind kind) {
        return switch (kind) {
            case TRANSPARENT -> Structure.TRANSPARENT;
            case LINEAR_FIXED -> Structure.LINEAR_FIXED;
            case CYCLIC -> Structure.CYCLIC;
            case BER_TLV -> Structure.BER_TLV;
            case MF, DF, ADF -> throw new IllegalArgumentException(kind + " is no EF");
        };
    }
}
