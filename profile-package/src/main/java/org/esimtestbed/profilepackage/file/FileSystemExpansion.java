package org.esimtestbed.profilepackage.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.tlv.Bytes;
import org.jspecify.annotations.Nullable;

/// Walks the elements of one package in their order and says which files each makes. Holds what the elements before
/// have made, because later ones depend on it: the optional files of a USIM go into the USIM before them, and PINs
/// belong to the directory that is current when they come.
public final class FileSystemExpansion {
    /// The content of all files together; a profile of 4 MiB fits no card.
    private static final int LARGEST_FILE_SYSTEM = 4 << 20;

    private final Map<FilePath, FileDefinition> files = new HashMap<>();
    private final Map<String, FilePath> applications = new HashMap<>(); // "usim", "isim", "csim": the last of its kind
    private @Nullable FilePath lastApplication;
    private FilePath context = FilePath.MF;
    private long octets;

    /// The files an element makes or fills, in order of creation; none for an element that is not about files.
    ///
    /// @throws ElementRefused with the PEStatus of the first thing that is wrong
    public List<FileDefinition> expand(ProfileElement element) {
        if (element.name().equals("genericFileManagement")) return genericFileManagement(element);
        var templateId = element.templateId();
        if (templateId.isEmpty()) return List.of();
        var template = Template.of(templateId.get())
                .filter(found -> found.element().equals(element.name()))
                .orElseThrow(() -> element.refused(
                        PeStatus.TEMPLATE_NOT_SUPPORTED,
                        "template " + templateId.get().dotted() + " is not known for " + element.name()));
        return fromTemplate(element, template);
    }

    /// The directory PINs, and an AKA parameter, belong to when they come now: the one the last file system element
    /// made or extended, or genericFileManagement selected last.
    public FilePath context() {
        return context;
    }

    /// A file made so far.
    public Optional<FileDefinition> file(FilePath path) {
        return Optional.ofNullable(files.get(path));
    }

    private List<FileDefinition> fromTemplate(ProfileElement element, Template template) {
        for (var field : element.value().children()) {
            if (field.value() instanceof Value.ListOf
                    && template.file(field.name()).isEmpty()) {
                throw element.refused(
                        PeStatus.INVALID_PARAMETER,
                        field.name() + " is not in template " + template.oid().dotted());
            }
        }
        var made = new ArrayList<FileDefinition>();
        var base = parent(element);
        var current = base;
        boolean own = false; // whether `base` is a directory of this element
        for (var file : template.files()) {
            var list = element.find(file.name()).map(found -> ((Value.ListOf) found).items());
            boolean top = file.kind() == FileKind.MF || file.kind() == FileKind.ADF;
            if (list.isEmpty() && top) {
                // An IoT Minimal Profile may leave the MF and the ADF to the eUICC, and the AID to iotOptions.
                throw element.refused(PeStatus.FEATURE_NOT_SUPPORTED, "leaves out " + file.name());
            }
            if (list.isEmpty() && !template.byDefault()) {
                if (file.kind() == FileKind.DF) current = base.child(file.fid().orElse(0));
                continue;
            }
            if (!file.kind().isDirectory() && !current.isMf() && !files.containsKey(current)) {
                throw element.refused(
                        PeStatus.INVALID_PARAMETER, file.name() + " lies in " + current + ", which is not there");
            }
            var parent = top ? FilePath.MF : file.kind() == FileKind.DF ? base : current;
            var drafts = drafts(element, file, list, parent);
            for (var definition : drafts) {
                keep(element, definition);
                made.add(definition);
                if (!definition.kind().isDirectory()) continue;
                current = definition.path();
                if (top || !own) base = current;
                own = true;
                if (definition.kind() == FileKind.ADF) application(element, file, definition.path());
            }
        }
        context = base;
        return List.copyOf(made);
    }

    private void application(ProfileElement element, FileTemplate file, FilePath path) {
        var adf = files.get(path);
        if (adf == null || adf.dfName().isEmpty()) {
            throw element.refused(PeStatus.INVALID_PARAMETER, file.name() + " has no dfName");
        }
        lastApplication = path;
        applications.put(file.name().substring("adf-".length()), path);
    }

    /// The directory an element builds in.
    private FilePath parent(ProfileElement element) {
        var needed = switch (element.name()) {
            case "opt-usim", "opt-iot", "phonebook", "gsm-access", "df-5gs", "df-saip", "df-snpn", "df-5gprose" ->
                "usim";
            case "opt-isim" -> "isim";
            case "opt-csim" -> "csim";
            case "eap" -> "any";
            default -> "";
        };
        if (needed.isEmpty()) return FilePath.MF;
        var path = needed.equals("any") ? lastApplication : applications.get(needed);
        if (path == null)
            throw element.refused(PeStatus.INVALID_PARAMETER, "comes before the application it belongs to");
        return path;
    }

    /// The files one field makes: one, or one for each fileDescriptor where the template allows several.
    private static List<FileDefinition> drafts(
            ProfileElement element, FileTemplate file, Optional<List<Value>> items, FilePath parent) {
        var list = items.isPresent() ? file.name() : "";
        var all = new ArrayList<FileDefinition>();
        FileDraft draft = null;
        int at = 0;
        boolean skipped = false;
        for (var item : items.orElse(List.of())) {
            var choice = (Value.Choice) item;
            switch (choice.alternative()) {
                case "doNotCreate" -> skipped = file.kind() != FileKind.MF && !parent.isMf(); // no effect in the MF
                case "fileDescriptor" -> {
                    if (draft != null) all.add(draft.finish(at));
                    draft = FileDraft.create(
                            element,
                            file.name(),
                            Optional.of(file),
                            FileControl.of(element, (Value.Sequence) choice.value()),
                            parent,
                            new FileDefinition.Source(element.index(), list, at, at));
                }
                default -> {
                    if (draft == null) draft = unchanged(element, file, parent, list, 0);
                    fill(draft, choice);
                }
            }
            at++;
        }
        if (skipped) return List.of();
        if (draft == null) draft = unchanged(element, file, parent, list, 0);
        all.add(draft.finish(at));
        return all;
    }

    private static FileDraft unchanged(
            ProfileElement element, FileTemplate file, FilePath parent, String list, int from) {
        return FileDraft.create(
                element,
                file.name(),
                Optional.of(file),
                FileControl.NOTHING,
                parent,
                new FileDefinition.Source(element.index(), list, from, from));
    }

    private static void fill(FileDraft draft, Value.Choice choice) {
        switch (choice.value()) {
            case Value.Numeral offset -> draft.skip(offset.number());
            case Value.Octets content -> draft.write(content.octets());
            default -> throw new IllegalStateException("the schema knows no " + choice.alternative());
        }
    }

    private List<FileDefinition> genericFileManagement(ProfileElement element) {
        var made = new ArrayList<FileDefinition>();
        var lists = element.find("fileManagementCMD").map(Value::children).orElse(List.of());
        for (var field : lists) {
            var list = "fileManagementCMD" + field.name();
            var directory = FilePath.MF;
            FileDraft draft = null;
            int at = 0;
            for (var item : ((Value.ListOf) field.value()).items()) {
                var choice = (Value.Choice) item;
                switch (choice.alternative()) {
                    case "filePath" -> {
                        if (draft != null) made.add(kept(element, draft, at));
                        draft = null;
                        var path = path(element, ((Value.Octets) choice.value()).octets());
                        var standing = path.isMf() ? null : files.get(path);
                        if (!path.isMf() && standing == null) {
                            throw element.refused(
                                    PeStatus.INVALID_PARAMETER, "selects " + path + ", which is not there");
                        }
                        boolean selectsFile =
                                standing != null && !standing.kind().isDirectory();
                        directory = selectsFile ? path.parent() : path;
                        if (standing != null && selectsFile) {
                            var source = new FileDefinition.Source(element.index(), list, at, at);
                            draft = FileDraft.reopen(element, standing, source);
                        }
                    }
                    case "createFCP" -> {
                        if (draft != null) made.add(kept(element, draft, at));
                        draft = FileDraft.create(
                                element,
                                "a file in " + directory,
                                Optional.empty(),
                                FileControl.of(element, (Value.Sequence) choice.value()),
                                directory,
                                new FileDefinition.Source(element.index(), list, at, at));
                    }
                    default -> {
                        if (draft == null) {
                            throw element.refused(
                                    PeStatus.INVALID_PARAMETER, "fills a file before it selects or creates one");
                        }
                        fill(draft, choice);
                    }
                }
                at++;
            }
            if (draft != null) made.add(kept(element, draft, at));
            context = directory;
        }
        return List.copyOf(made);
    }

    private static FilePath path(ProfileElement element, Bytes octets) {
        try {
            return FilePath.of(octets);
        } catch (IllegalArgumentException e) {
            throw element.refused(PeStatus.BAD_VALUES, "filePath: " + e.getMessage());
        }
    }

    private FileDefinition kept(ProfileElement element, FileDraft draft, int to) {
        var definition = draft.finish(to);
        keep(element, definition);
        if (definition.kind() == FileKind.ADF) lastApplication = definition.path();
        return definition;
    }

    private void keep(ProfileElement element, FileDefinition definition) {
        if (definition.created() && files.containsKey(definition.path())) {
            throw element.refused(PeStatus.INVALID_PARAMETER, definition.path() + " is there already");
        }
        var target = definition.link();
        if (target.isPresent() && !files.containsKey(target.get())) {
            throw element.refused(
                    PeStatus.INVALID_PARAMETER,
                    definition.path() + " links to " + target.get() + ", which is not there");
        }
        octets += definition.content().size();
        if (octets > LARGEST_FILE_SYSTEM) {
            throw element.refused(PeStatus.NOT_ENOUGH_MEMORY, definition.name() + " does not fit any more");
        }
        files.put(definition.path(), definition);
    }
}
