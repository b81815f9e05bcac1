package org.esimtestbed.profilepackage.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.file.FileSystemExpansion;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// The files of a package, also of one that no card installs: an element that is refused gives those of its files
/// that can be made.
public final class ProfileFiles {
    private static final Map<Bytes, String> APPLICATIONS = Map.of(
            Bytes.hex("A0000000871002"), "usim", // ETSI TS 101 220 Annex E
            Bytes.hex("A0000000871004"), "isim",
            Bytes.hex("A0000003431002"), "csim");

    private final Map<FilePath, FileDefinition> files = new LinkedHashMap<>();
    private final Map<Integer, FilePath> contexts = new HashMap<>();
    private final List<ElementRefused> refusals = new ArrayList<>();
    private final List<Overflow> overflows = new ArrayList<>();
    private final List<ProfileElement> accepted = new ArrayList<>();
    private FileSystemExpansion expansion = new FileSystemExpansion();

    /// Content that does not fit its file.
    ///
    /// @param list where it is given: `ef-imsi`, or a list of commands
    /// @param size of the file
    /// @param end  octets the content would need
    public record Overflow(ProfileElement element, String list, FilePath path, int size, long end) {}

    private ProfileFiles() {}

    public static ProfileFiles of(List<ProfileElement> elements) {
        var all = new ProfileFiles();
        for (var element : elements) all.take(element);
        return all;
    }

    private void take(ProfileElement element) {
        try {
            keep(expansion.expand(element));
            accepted.add(element);
        } catch (ElementRefused refused) {
            refusals.add(refused);
            // What was refused may have been kept in part: begin anew, and take what can be taken piece by piece.
            var rest = element.name().equals("genericFileManagement") ? commands(element) : fields(element);
            expansion = replayed();
            if (rest.isPresent()) {
                keep(expansion.expand(rest.get()));
                accepted.add(rest.get());
            }
        }
        contexts.put(element.index(), expansion.context());
    }

    private void keep(Collection<FileDefinition> made) {
        for (var file : made) files.put(file.path(), file);
    }

    private FileSystemExpansion replayed() {
        var anew = new FileSystemExpansion();
        for (var element : accepted) anew.expand(element);
        return anew;
    }

    private Optional<List<FileDefinition>> tried(ProfileElement element) {
        try {
            return Optional.of(replayed().expand(element));
        } catch (ElementRefused e) {
            return Optional.empty();
        }
    }

    /// The element without the one field that keeps it from being made, and without content that does not fit; none
    /// where more is wrong than that.
    private Optional<ProfileElement> fields(ProfileElement element) {
        var all = ((Value.Sequence) element.value()).fields();
        var base = makeable(element, all);
        if (base.isEmpty()) return Optional.empty();
        var taken =
                new ArrayList<>(base.get().stream().map(ProfileFiles::emptied).toList());
        for (int i = 0; i < taken.size(); i++) {
            var field = base.get().get(i);
            if (!(field.value() instanceof Value.ListOf list)) continue;
            var emptied = taken.set(i, field);
            if (tried(with(element, taken)).isPresent()) continue;
            taken.set(i, emptied);
            tried(with(element, taken)).stream()
                    .flatMap(List::stream)
                    .filter(file -> file.source().list().equals(field.name()))
                    .findFirst()
                    .ifPresent(file -> overflow(element, field.name(), file, list.items()));
        }
        return Optional.of(with(element, taken));
    }

    /// All fields, or all but one, so that at least the files can be made.
    private Optional<List<Value.Field>> makeable(ProfileElement element, List<Value.Field> all) {
        for (int without = -1; without < all.size(); without++) {
            if (without >= 0 && !(all.get(without).value() instanceof Value.ListOf)) continue;
            var fewer = new ArrayList<>(all);
            if (without >= 0) fewer.remove(without);
            var emptied = fewer.stream().map(ProfileFiles::emptied).toList();
            if (tried(with(element, emptied)).isPresent()) return Optional.of(fewer);
        }
        return Optional.empty();
    }

    private static Value.Field emptied(Value.Field field) {
        return field.value() instanceof Value.ListOf list
                ? new Value.Field(field.name(), Value.ListOf.of(list.tlv().tag(), withoutFill(list.items())))
                : field;
    }

    private static ProfileElement with(ProfileElement element, List<Value.Field> fields) {
        return new ProfileElement(
                element.index(),
                element.name(),
                Value.Sequence.of(element.value().tlv().tag(), fields));
    }

    private static List<Value> withoutFill(List<Value> items) {
        return items.stream()
                .filter(item -> !((Value.Choice) item).alternative().startsWith("fillFile"))
                .toList();
    }

    private void overflow(ProfileElement element, String list, FileDefinition file, List<Value> items) {
        long position = 0;
        for (var item : items) {
            switch (((Value.Choice) item).value()) {
                case Value.Numeral offset -> position += offset.number();
                case Value.Octets content
                when ((Value.Choice) item).alternative().equals("fillFileContent") -> {
                    position += content.octets().size();
                    if (position > file.size()) {
                        overflows.add(new Overflow(element, list, file.path(), file.size(), position));
                        return;
                    }
                }
                default -> {}
            }
        }
    }

    /// The commands that can be carried out, one file at a time; what follows a directory that is not there is left.
    private Optional<ProfileElement> commands(ProfileElement element) {
        var lists = element.find("fileManagementCMD").orElseThrow();
        var taken = new ArrayList<List<Value>>();
        for (var field : lists.children()) {
            var items = ((Value.ListOf) field.value()).items();
            var good = new ArrayList<Value>();
            taken.add(good);
            boolean selected = true;
            for (int at = 0; at < items.size(); ) {
                int end = at + 1;
                while (end < items.size()
                        && ((Value.Choice) items.get(end)).alternative().startsWith("fillFile")) end++;
                var group = items.subList(at, end);
                boolean selects = ((Value.Choice) items.get(at)).alternative().equals("filePath");
                if (selects || selected) {
                    good.addAll(group);
                    var made = tried(rebuilt(element, taken));
                    if (made.isEmpty()) {
                        good.subList(good.size() - group.size(), good.size()).clear();
                        var list = "fileManagementCMD" + field.name();
                        boolean emptied = emptied(element, taken, good, group, list);
                        selected = !selects || emptied;
                    } else {
                        selected = true;
                    }
                }
                at = end;
            }
        }
        var rest = rebuilt(element, taken);
        return tried(rest).map(_ -> rest);
    }

    private boolean emptied(
            ProfileElement element, List<List<Value>> taken, List<Value> good, List<Value> group, String list) {
        good.add(group.getFirst());
        var made = tried(rebuilt(element, taken));
        if (made.isEmpty()) {
            good.removeLast();
            return false;
        }
        if (!made.get().isEmpty()) overflow(element, list, made.get().getLast(), group);
        return true;
    }

    private static ProfileElement rebuilt(ProfileElement element, List<List<Value>> lists) {
        var type = Schema.PROFILE_ELEMENT.named(element.name()).orElseThrow();
        var header = ((Value.Sequence) element.value()).fields().getFirst();
        var outer = element.find("fileManagementCMD").orElseThrow().tlv().tag();
        var commands = Value.ListOf.of(
                outer, lists.stream().map(items -> Value.ListOf.of(0x30, items)).toList());
        return new ProfileElement(
                element.index(),
                element.name(),
                Value.Sequence.of(type.tag(), List.of(header, new Value.Field("fileManagementCMD", commands))));
    }

    /// All files, in order of creation.
    public Collection<FileDefinition> all() {
        return Collections.unmodifiableCollection(files.values());
    }

    public Optional<FileDefinition> file(FilePath path) {
        return Optional.ofNullable(files.get(path));
    }

    public List<FileDefinition> in(FilePath directory) {
        return files.values().stream()
                .filter(file -> !file.path().isMf() && file.path().parent().equals(directory))
                .toList();
    }

    /// The directory an element leaves current, to which PINs and parameters belong.
    public FilePath context(ProfileElement element) {
        return contexts.getOrDefault(element.index(), FilePath.MF);
    }

    public List<ElementRefused> refusals() {
        return List.copyOf(refusals);
    }

    public List<Overflow> overflows() {
        return List.copyOf(overflows);
    }

    public List<FileDefinition> applications() {
        return files.values().stream()
                .filter(file -> file.kind() == FileKind.ADF)
                .toList();
    }

    /// `usim`, `isim` or `csim`, by the AID of the ADF a file lies in; empty elsewhere.
    public Optional<String> application(FilePath path) {
        if (path.isMf()) return Optional.empty();
        return file(FilePath.of(path.fids().getFirst()))
                .flatMap(FileDefinition::dfName)
                .map(Aid::bytes)
                .flatMap(ProfileFiles::applicationOf);
    }

    /// @param aid whole or without its last octets
    public static Optional<String> applicationOf(Bytes aid) {
        return APPLICATIONS.entrySet().stream()
                .filter(known -> aid.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// What governs a file by reference.
    ///
    /// @param arr    the EF.ARR nearest to it that has the file ID it names
    /// @param record its content there, none where there is no such record
    public record Reference(Optional<FileDefinition> arr, Optional<Bytes> record) {
        public Optional<AccessRule> rule() {
            return record.flatMap(AccessRule::of);
        }
    }

    /// Looks for the EF.ARR from the directory of the file upwards (ETSI TS 102 221 §9.2.7); none for a file whose
    /// attributes are not referenced.
    public Optional<Reference> access(FileDefinition file) {
        var arrFile = file.security().arrFile();
        if (arrFile.isEmpty()) return Optional.empty();
        int number = file.security().arrRecord().orElse(0);
        for (var at = file.kind().isDirectory() ? file.path() : file.path().parent(); ; at = at.parent()) {
            var arr = file(at.child(arrFile.getAsInt()));
            if (arr.isPresent() && arr.get().recordLength() > 0) {
                var found = arr.get();
                boolean there = number >= 1
                        && number <= found.records()
                        && number * found.recordLength() <= found.content().size();
                return Optional.of(new Reference(arr, there ? Optional.of(found.record(number)) : Optional.empty()));
            }
            if (at.isMf()) return Optional.of(new Reference(Optional.empty(), Optional.empty()));
        }
    }

    /// `ef-imsi`: the template's name, also of a file that genericFileManagement made; empty for one nobody knows.
    public String name(FileDefinition file) {
        if (!file.name().startsWith("3F00")) return file.name();
        return FileNames.of(file.path(), application(file.path()))
                .or(() -> file.link()
                        .flatMap(this::file)
                        .filter(it -> !it.equals(file))
                        .map(this::targetName))
                .orElse("");
    }

    /// A link without a name of its own shows what its target shows; a link to a link is not followed.
    private String targetName(FileDefinition target) {
        return target.link().isPresent() ? "" : name(target);
    }
}
