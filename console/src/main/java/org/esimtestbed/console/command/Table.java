package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;

/// Rows with a place for each text, in columns of a terminal, of which a kanji or an emoji takes two. What is longer
/// than
/// its place goes on below.
///
/// @param widths columns of each place; two more are free before the next one
record Table(List<Integer> widths) {
    private static final int GAP = 2;

    // What moves the cursor or turns the line round: a name comes from anywhere.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    Table {
        widths = List.copyOf(widths);
    }

    /// @param texts one for each place; control characters are printed as ?
    void print(PrintWriter out, List<String> texts) {
        var cells = new ArrayList<List<AttributedString>>();
        for (int place = 0; place < widths.size(); place++) {
            var printable = UNPRINTABLE.matcher(texts.get(place)).replaceAll("?");
            cells.add(new AttributedString(printable).columnSplitLength(widths.get(place)));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            var row = new StringBuilder();
            for (int place = 0; place < widths.size(); place++) {
                var cell = cells.get(place);
                var part = line < cell.size() ? cell.get(line) : AttributedString.EMPTY;
                row.append(part).append(" ".repeat(widths.get(place) + GAP - part.columnLength()));
            }
            out.println(row.toString().stripTrailing());
        }
    }
}
