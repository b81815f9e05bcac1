package org.esimtestbed.profilepackage.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.profilepackage.tree.Difference;
import org.esimtestbed.profilepackage.view.ProfileFiles;
import org.jspecify.annotations.Nullable;

/// All differences of two packages. Elements of one name are held against each other in their order, those first that
/// are the same but for their identification. Secrets are masked: that they differ is said, not how.
///
/// @param parameters paths begin with the element, `pinCodes[1].pinCodes…`, as [ProfilePackage#find] takes them, and
///                   are those of the first package, where it has the element
/// @param files      paths such as `3F00/7FD0/6F07`, with what differs: `content`, `size`, or the whole file
public record PackageDifferences(List<Difference> parameters, List<Difference> files) {
    public static PackageDifferences between(ProfilePackage before, ProfilePackage after) {
        return new PackageDifferences(
                parameters(before, after),
                files(ProfileFiles.of(before.elements()), ProfileFiles.of(after.elements())));
    }

    public boolean isEmpty() {
        return parameters.isEmpty() && files.isEmpty();
    }

    private static List<Difference> parameters(ProfilePackage before, ProfilePackage after) {
        var all = new ArrayList<Difference>();
        var names = new LinkedHashSet<String>();
        before.elements().forEach(element -> names.add(element.name()));
        after.elements().forEach(element -> names.add(element.name()));
        for (var name : names) {
            for (var pair : Alignment.of(named(before, name), named(after, name))) collect(pair, all);
        }
        return List.copyOf(all);
    }

    private static List<ProfileElement> named(ProfilePackage profile, String name) {
        return profile.elements().stream()
                .filter(element -> element.name().equals(name))
                .toList();
    }

    private static void collect(Alignment.Pair pair, List<Difference> all) {
        var before = pair.before();
        var after = pair.after();
        var path = pair.path();
        if (before == null || after == null) {
            all.add(new Difference(path, said(before), said(after)));
            return;
        }
        for (var difference : Difference.between(before.value(), after.value())) {
            boolean item = difference.path().startsWith("[");
            var below = difference.path().isEmpty() ? path : path + (item ? "" : ".") + difference.path();
            all.add(new Difference(below, difference.before(), difference.after()));
        }
    }

    private static String said(@Nullable ProfileElement element) {
        return element == null ? "" : "an element of " + element.raw().size() + " octets";
    }

    private static List<Difference> files(ProfileFiles before, ProfileFiles after) {
        var all = new ArrayList<Difference>();
        var paths = new LinkedHashSet<FilePath>();
        before.all().forEach(file -> paths.add(file.path()));
        after.all().forEach(file -> paths.add(file.path()));
        for (var path : paths) {
            var left = before.file(path);
            var right = after.file(path);
            if (left.isEmpty() || right.isEmpty()) {
                all.add(new Difference(named(path, before, after), kind(left), kind(right)));
                continue;
            }
            var name = named(path, before, after) + " ";
            collect(name + "kind", left.get().kind(), right.get().kind(), all);
            collect(name + "size", left.get().size(), right.get().size(), all);
            collect(
                    name + "record length",
                    left.get().recordLength(),
                    right.get().recordLength(),
                    all);
            collect(name + "SFI", left.get().sfi(), right.get().sfi(), all);
            collect(
                    name + "access rule",
                    left.get().security().value(),
                    right.get().security().value(),
                    all);
            collect(name + "AID", left.get().dfName(), right.get().dfName(), all);
            collect(name + "PINs", left.get().pinStatusTemplate(), right.get().pinStatusTemplate(), all);
            collect(name + "link", left.get().link(), right.get().link(), all);
            collect(name + "content", left.get().content(), right.get().content(), all);
        }
        return List.copyOf(all);
    }

    private static String named(FilePath path, ProfileFiles before, ProfileFiles after) {
        var name = before.file(path)
                .map(before::name)
                .or(() -> after.file(path).map(after::name))
                .orElse("");
        return name.isEmpty() ? path.toString() : path + " " + name;
    }

    private static String kind(Optional<FileDefinition> file) {
        return file.map(it -> it.kind() + (it.size() > 0 ? " of " + it.size() + " octets" : ""))
                .orElse("");
    }

    private static void collect(String what, Object before, Object after, List<Difference> all) {
        if (!before.equals(after)) all.add(new Difference(what, text(before), text(after)));
    }

    private static String text(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(Object::toString).orElse("none");
            case OptionalInt number -> number.isPresent() ? "%02X".formatted(number.getAsInt()) : "none";
            default -> value.toString();
        };
    }
}
