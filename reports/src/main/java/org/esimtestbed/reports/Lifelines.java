package org.esimtestbed.reports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.esimtestbed.rsp.trace.TraceEvent;

/// The sequence diagram, drawn line by line: each message is an SVG strip of its own through which all lifelines pass,
/// so a line can open to its message and a long run needs no picture of its full height in memory.
final class Lifelines {
    private static final List<String> ORDER =
            List.of("Operator", "SM-DP+", "SM-DS", "Alternative SM-DS", "Root SM-DS", "LPA", "eUICC", "Baseband");
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 48;
    private static final int LEFT = 135;
    private static final int RIGHT = 1040;
    private static final int HEAD = 104;
    private static final double HEAD_LETTER = 8.2;
    private static final double WHAT_LETTER = 7.2; // width of a letter of the upper label, generously
    private static final double HOW_LETTER = 5.9;

    /// How an arrow looks; never by colour alone: refusals are dashed and crossed, steps dotted and
    /// round, APDUs thin because they carry the message above them.
    enum Look {
        MESSAGE,
        APDU,
        REFUSED,
        STEP
    }

    /// @param above what is called
    /// @param below how it went
    record Arrow(String from, String to, String above, String below, Look look) {}

    private final List<String> roles;

    private Lifelines(List<String> roles) {
        this.roles = roles;
    }

    /// The roles that occur, in the order of the specification; others after them.
    static Lifelines of(List<TraceEvent> events) {
        var occurring = new HashSet<String>();
        var others = new ArrayList<String>();
        for (var event : events) {
            for (var role : List.of(event.from(), event.to())) {
                if (occurring.add(role) && !ORDER.contains(role)) others.add(role);
            }
        }
        return new Lifelines(Stream.concat(ORDER.stream().filter(occurring::contains), others.stream())
                .toList());
    }

    private double x(String role) {
        int index = roles.indexOf(role);
        return roles.size() == 1 ? (LEFT + RIGHT) / 2.0 : LEFT + index * (double) (RIGHT - LEFT) / (roles.size() - 1);
    }

    void heads(Page page) throws IOException {
        page.markup("<svg class=\"heads\" viewBox=\"0 0 " + WIDTH + " 36\" role=\"img\" aria-label=\"Roles: ")
                .text(String.join(", ", roles))
                .markup("\">");
        for (var role : roles) {
            double x = x(role);
            double width = Math.max(HEAD, role.length() * HEAD_LETTER);
            page.markup("<rect x=\"")
                    .number(x - width / 2)
                    .markup("\" y=\"4\" width=\"")
                    .number(width)
                    .markup("\" height=\"28\" rx=\"5\"/>");
            page.markup("<text x=\"")
                    .number(x)
                    .markup("\" y=\"23\">")
                    .text(role)
                    .markup("</text>");
        }
        page.markup("</svg>");
    }

    /// @param spoken the whole line in words
    void strip(Page page, String when, Arrow arrow, String spoken) throws IOException {
        page.markup("<svg class=\"strip " + arrow.look().name().toLowerCase(Locale.ROOT) + "\" viewBox=\"0 0 " + WIDTH)
                .markup(" " + HEIGHT + "\" role=\"img\" aria-label=\"")
                .text(spoken)
                .markup("\"><text class=\"more\" x=\"6\" y=\"28\">▸</text><text class=\"when\" x=\"18\" y=\"28\">")
                .text(when)
                .markup("</text>");
        for (var role : roles) {
            page.markup("<path class=\"life\" d=\"M").number(x(role)).markup(" 0V" + HEIGHT + "\"/>");
        }
        if (arrow.from().equals(arrow.to())) note(page, arrow);
        else arrow(page, arrow);
        page.markup("</svg>");
    }

    private void arrow(Page page, Arrow arrow) throws IOException {
        double from = x(arrow.from());
        double to = x(arrow.to());
        double towards = to > from ? 1 : -1;
        double tip = to - towards * 2;
        page.markup("<path class=\"line\" d=\"M")
                .number(from)
                .markup(" 24H")
                .number(tip)
                .markup("\"/>");
        switch (arrow.look()) {
            case MESSAGE, APDU ->
                page.markup("<path class=\"head\" d=\"M")
                        .number(tip)
                        .markup(" 24l")
                        .number(-9 * towards)
                        .markup(" -4.5v9z\"/>");
            case REFUSED ->
                page.markup("<path class=\"cross\" d=\"M")
                        .number(tip - towards * 6 - 5.5)
                        .markup(" 18.5l11 11m0 -11l-11 11\"/>");
            case STEP ->
                page.markup("<circle class=\"head\" cx=\"")
                        .number(tip - towards * 3)
                        .markup("\" cy=\"24\" r=\"4\"/>");
        }
        labels(page, (from + to) / 2, Math.abs(to - from) - 16, arrow);
    }

    // Something a role does by itself is a note on its lifeline.
    private void note(Page page, Arrow arrow) throws IOException {
        double x = x(arrow.from());
        page.markup("<rect class=\"note\" x=\"").number(x - 60).markup("\" y=\"22\" width=\"120\" height=\"4\"/>");
        labels(page, Math.clamp(x, LEFT + 20.0, RIGHT - 20.0), 180, arrow);
    }

    private static void labels(Page page, double middle, double room, Arrow arrow) throws IOException {
        page.markup("<text class=\"what\" x=\"")
                .number(middle)
                .markup("\" y=\"17\">")
                .text(fitting(arrow.above(), room / WHAT_LETTER))
                .markup("</text>");
        page.markup("<text class=\"how\" x=\"")
                .number(middle)
                .markup("\" y=\"40\">")
                .text(fitting(arrow.below(), room / HOW_LETTER))
                .markup("</text>");
    }

    private static String fitting(String text, double room) {
        int letters = Math.max(8, (int) room);
        return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
    }
}
