package org.esimtestbed.profilepackage.diff;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.tree.Value;
import org.jspecify.annotations.Nullable;

/// Which of the elements of one name belong together in two packages: the longest run in order that is the same but
/// for identifications, and what lies between in order.
final class Alignment {
    /// @param path   of the element in its package, the first where it is in both
    /// @param before none for an element of the second package alone
    /// @param after  none for an element of the first package alone
    record Pair(
            String path,
            @Nullable ProfileElement before,
            @Nullable ProfileElement after) {}

    private final List<ProfileElement> before;
    private final List<ProfileElement> after;
    private final List<Pair> pairs = new ArrayList<>();

    private Alignment(List<ProfileElement> before, List<ProfileElement> after) {
        this.before = before;
        this.after = after;
    }

    static List<Pair> of(List<ProfileElement> before, List<ProfileElement> after) {
        var alignment = new Alignment(before, after);
        alignment.align();
        return alignment.pairs;
    }

    private void align() {
        var common = common();
        int left = 0;
        int right = 0;
        for (int i = 0, j = 0; i < before.size() && j < after.size(); ) {
            if (same(before.get(i), after.get(j)) && common[i][j] == common[i + 1][j + 1] + 1) {
                between(left, i, right, j);
                between(i, i + 1, j, j + 1);
                left = ++i;
                right = ++j;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        between(left, before.size(), right, after.size());
    }

    /// How many elements agree from each pair of positions on.
    private int[][] common() {
        var common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = same(before.get(i), after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private void between(int left, int leftEnd, int right, int rightEnd) {
        int i = left;
        int j = right;
        while (i < leftEnd || j < rightEnd) {
            boolean isBefore = i < leftEnd;
            boolean isAfter = j < rightEnd;
            pairs.add(new Pair(
                    isBefore ? path(before, i) : path(after, j),
                    isBefore ? before.get(i) : null,
                    isAfter ? after.get(j) : null));
            i++;
            j++;
        }
    }

    private static String path(List<ProfileElement> elements, int number) {
        var name = elements.get(number).name();
        return elements.size() == 1 ? name : name + "[" + number + "]";
    }

    private static boolean same(ProfileElement one, ProfileElement other) {
        return body(one).equals(body(other));
    }

    private static List<Object> body(ProfileElement element) {
        if (!(element.value() instanceof Value.Sequence sequence)) return List.of(element.raw());
        return sequence.fields().stream()
                .filter(field -> field.value().find("identification").isEmpty())
                .<Object>map(field -> field.value().tlv().raw())
                .toList();
    }
}
