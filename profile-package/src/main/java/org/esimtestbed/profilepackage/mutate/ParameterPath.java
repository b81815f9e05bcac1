package org.esimtestbed.profilepackage.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.element.ProfileElement;

/// The way to a parameter of a package, from the element on: `usim.ef-imsi[0].fileDescriptor.fileID`. Where several
/// elements have a name a number from 0 says which, the first where nothing is said: `pinCodes[1].pinCodes`.
///
/// @param steps below the element: field names, alternatives, `[0]`
record ParameterPath(String text, String element, int which, List<String> steps) {
    private static final Pattern WHOLE =
            Pattern.compile("([^.\\[\\]]+)(?:\\[([0-9]{1,6})])?((?:\\.[^.\\[\\]]+|\\[[0-9]{1,6}])*)");
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|(\\[[0-9]+])");

    /// @throws NoSuchParameter if the text is no path
    static ParameterPath parse(String text) {
        var whole = WHOLE.matcher(text);
        if (!whole.matches()) throw new NoSuchParameter(text, "no path such as usim.ef-imsi[0].fileDescriptor.fileID");
        var steps = new ArrayList<String>();
        var step = STEP.matcher(whole.group(3));
        while (step.find()) steps.add(step.group(1) == null ? step.group(2) : step.group(1));
        int which = whole.group(2) == null ? 0 : Integer.parseInt(whole.group(2));
        return new ParameterPath(text, whole.group(1), which, List.copyOf(steps));
    }

    /// @throws NoSuchParameter if the package has no such element
    ProfileElement elementIn(ProfilePackage profile) {
        int left = which;
        for (var candidate : profile.elements()) {
            if (candidate.name().equals(element) && left-- == 0) return candidate;
        }
        long there = profile.elements().stream()
                .filter(it -> it.name().equals(element))
                .count();
        throw new NoSuchParameter(
                text,
                there == 0 ? "the package has no element " + element : "the package has " + there + " of " + element);
    }

    /// How the element is named in a path: with a number where there are several.
    static String nameOf(ProfileElement element, ProfilePackage profile) {
        var same = profile.elements().stream()
                .filter(it -> it.name().equals(element.name()))
                .toList();
        return same.size() == 1 ? element.name() : element.name() + "[" + same.indexOf(element) + "]";
    }
}
