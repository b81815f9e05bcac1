package org.esimtestbed.profilepackage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FileKind;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.file.FileSystemExpansion;
import org.esimtestbed.profilepackage.tree.Schema;
import org.esimtestbed.profilepackage.tree.Type.Alternatives;
import org.esimtestbed.profilepackage.tree.Type.Component;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// Finds files of a package by what they are, wherever it gives them, and changes their content there.
final class Editing {
    /// RID of 3GPP and application code (ETSI TS 101 220 Annex E).
    private static final Bytes USIM = Bytes.hex("A0000000871002");

    private static final Bytes ISIM = Bytes.hex("A0000000871004");

    private final List<ProfileElement> elements;
    private final Map<FilePath, FileDefinition> files = new HashMap<>();
    private final Map<FilePath, Bytes> changes = new HashMap<>();

    Editing(ProfilePackage profile) {
        elements = new ArrayList<>(profile.elements());
        var expansion = new FileSystemExpansion();
        for (var element : elements) {
            try {
                for (var file : expansion.expand(element)) files.put(file.path(), file);
            } catch (ElementRefused e) {
                // An element no card may install does not keep us from finding what the others hold.
            }
        }
    }

    Optional<Imsi> imsi() {
        for (var file : inUsim(0x6F07)) {
            try {
                return Optional.of(Imsi.ofEf(file.content()));
            } catch (IllegalArgumentException e) {
                // an unwritten EF.IMSI says nothing
            }
        }
        return Optional.empty();
    }

    List<FileDefinition> inUsim(int fid) {
        return inApplication(USIM, fid);
    }

    List<FileDefinition> inIsim(int fid) {
        return inApplication(ISIM, fid);
    }

    private List<FileDefinition> inApplication(Bytes application, int fid) {
        return files.values().stream()
                .filter(file -> file.kind() == FileKind.ADF
                        && file.dfName()
                                .map(Aid::bytes)
                                .filter(aid -> aid.startsWith(application))
                                .isPresent())
                .map(adf -> adf.path().child(fid))
                .sorted(Comparator.comparing(FilePath::toString))
                .flatMap(path -> file(path).stream())
                .toList();
    }

    Optional<FileDefinition> file(FilePath path) {
        return Optional.ofNullable(files.get(path));
    }

    List<ProfileElement> named(String name) {
        return elements.stream().filter(element -> element.name().equals(name)).toList();
    }

    /// Gives a file other content, all of it.
    ///
    /// @throws NotPersonalisable if the content does not fit or the package has no place for it
    void content(FileDefinition file, Bytes content) {
        if (file.link().isPresent()) throw new NotPersonalisable(file.name(), "is a link");
        if (file.source().list().isEmpty()) throw new NotPersonalisable(file.name(), "comes from its template alone");
        if (content.size() > file.size()) {
            throw new NotPersonalisable(
                    file.name(), "has " + file.size() + " octets where " + content.size() + " are needed");
        }
        changes.put(file.path(), content);
    }

    /// Puts octets in the place of others, with the same tag.
    void octets(int index, String path, Bytes octets) {
        var element = elements.get(index);
        var old = (Value.Octets)
                element.find(path).orElseThrow(() -> new NotPersonalisable(element.name() + "." + path, "is missing"));
        elements.set(index, element.with(path, new Value.Octets(Tlv.of(old.tlv().tag(), octets), old.secret())));
    }

    ProfilePackage result() {
        // From the back: a change of one list moves what comes after it in that list.
        changes.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        change -> -source(change.getKey()).from()))
                .forEach(change -> write(source(change.getKey()), change.getValue()));
        return new ProfilePackage(elements);
    }

    private FileDefinition.Source source(FilePath path) {
        return Objects.requireNonNull(files.get(path)).source();
    }

    private void write(FileDefinition.Source source, Bytes content) {
        var element = elements.get(source.element());
        var list = (Value.ListOf) element.find(source.list()).orElseThrow();
        var items = new ArrayList<Value>();
        for (int i = 0; i < list.items().size(); i++) {
            var item = (Value.Choice) list.items().get(i);
            boolean ofFile = i >= source.from() && i < source.to();
            if (!ofFile || !item.alternative().startsWith("fillFile")) items.add(item);
            if (i == source.to() - 1) items.add(fill(element, content));
        }
        if (source.to() == 0) items.addFirst(fill(element, content));
        elements.set(
                source.element(),
                element.with(source.list(), Value.ListOf.of(list.tlv().tag(), items)));
    }

    private static Value fill(ProfileElement element, Bytes content) {
        var items = element.name().equals("genericFileManagement")
                ? Schema.FILE_COMMAND
                : (Alternatives) Schema.FILE.item();
        int tag = items.named("fillFileContent").map(Component::tag).orElseThrow();
        return Value.Choice.untagged("fillFileContent", Value.Octets.of(tag, content));
    }
}
