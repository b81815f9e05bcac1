package org.esimtestbed.profilepackage.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.profilepackage.view.ProfileFiles;

/// A package as the rules see it: its elements, whatever their order, and the files that could be made of them.
public record Inspection(List<ProfileElement> elements, ProfileFiles files) {
    static Inspection of(List<ProfileElement> elements) {
        var numbered = new ArrayList<ProfileElement>();
        for (var element : elements) {
            numbered.add(new ProfileElement(numbered.size(), element.name(), element.value()));
        }
        return new Inspection(List.copyOf(numbered), ProfileFiles.of(numbered));
    }

    public List<ProfileElement> named(String... names) {
        var wanted = Set.of(names);
        return elements.stream().filter(it -> wanted.contains(it.name())).toList();
    }

    public boolean has(String name) {
        return !named(name).isEmpty();
    }

    /// None where the package does not begin with one that can be read.
    public Optional<ProfileHeader> header() {
        try {
            return named("header").stream().findFirst().map(ProfileHeader::of);
        } catch (ElementRefused e) {
            return Optional.empty();
        }
    }

    /// How a path names an element: with a number where there are several of its name.
    public String place(ProfileElement element) {
        var same = named(element.name());
        return same.size() < 2 ? element.name() : element.name() + "[" + same.indexOf(element) + "]";
    }

    public String place(ProfileElement element, String path) {
        return place(element) + (path.startsWith("[") ? "" : ".") + path;
    }

    /// Path and name of a file: `3F00/7FD0/6F07 ef-imsi`.
    public String place(FileDefinition file) {
        return (file.path() + " " + files.name(file)).strip();
    }

    /// Every value of an element with its path, the element's own first.
    public void walk(ProfileElement element, BiConsumer<String, Value> visitor) {
        walk(place(element), element.value(), visitor);
    }

    private static void walk(String path, Value value, BiConsumer<String, Value> visitor) {
        visitor.accept(path, value);
        for (var child : value.children()) {
            walk(path + (child.name().startsWith("[") ? "" : ".") + child.name(), child.value(), visitor);
        }
    }

    /// The ADFs of an application, by AID: `usim`, `isim`, `csim`.
    public List<FileDefinition> applications(String name) {
        return files.applications().stream()
                .filter(adf ->
                        files.application(adf.path()).filter(name::equals).isPresent())
                .toList();
    }
}
