package org.esimtestbed.console.command;

import java.io.PrintWriter;

/// Long text behind short heads.
final class Columns {
    private static final int WIDTH = 78;

    private Columns() {}

    static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /// The text behind a head, its lines broken at blanks and put below one another.
    static void wrapped(PrintWriter out, String head, String text) {
        var line = new StringBuilder(head);
        boolean empty = true;
        for (var word : text.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line.setLength(0);
                line.append(" ".repeat(head.length()));
                empty = true;
            }
            if (!empty) line.append(' ');
            line.append(word);
            empty = false;
        }
        out.println(line);
    }
}
