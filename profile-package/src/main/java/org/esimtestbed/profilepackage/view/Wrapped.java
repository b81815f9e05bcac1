package org.esimtestbed.profilepackage.view;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines of a terminal.
public final class Wrapped {
    /// A blank at which no line breaks.
    static final char TOGETHER = '\u00a0';

    private Wrapped() {}

    /// @param first what the first line begins with
    /// @param hanging blanks that every other line begins with
    /// @param width columns
    public static List<String> lines(String first, int hanging, String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(first);
        boolean empty = true; // nothing of the text in this line yet
        for (var word : text.split(" ")) {
            var left = word;
            if (!empty && line.length() + 1 + left.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(hanging));
                empty = true;
            }
            while (line.length() + (empty ? 0 : 1) + left.length() > width) {
                int room = Math.max(2, (width - line.length()) / 2 * 2); // whole octets
                if (room >= left.length()) break;
                lines.add(line + left.substring(0, room));
                left = left.substring(room);
                line = new StringBuilder(" ".repeat(hanging));
            }
            if (!empty) line.append(' ');
            line.append(left);
            empty = false;
        }
        lines.add(line.toString());
        lines.replaceAll(each -> each.replace(TOGETHER, ' '));
        return lines;
    }
}
