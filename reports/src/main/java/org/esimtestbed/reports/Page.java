package org.esimtestbed.reports;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.esimtestbed.rsp.tlv.Bytes;

/// Markup on its way out. `markup` is ours and goes out as it is; everything that travelled goes through `text`.
final class Page {
    private final Writer out;
    private final AtomicInteger lastId = new AtomicInteger();

    Page(Writer out) {
        this.out = out;
    }

    Page markup(String ours) throws IOException {
        out.write(ours);
        return this;
    }

    /// @param foreign text, safe between tags and in quoted attributes afterwards
    Page text(String foreign) throws IOException {
        for (int i = 0; i < foreign.length(); i++) {
            char c = foreign.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&#39;");
                case '\n', '\t' -> out.write(c);
                default -> out.write(strange(c) ? '\uFFFD' : c);
            }
        }
        return this;
    }

    // Controls are no HTML, and direction overrides let a name repaint the line around it.
    private static boolean strange(char c) {
        return Character.isISOControl(c) || c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    Page number(double number) throws IOException {
        return markup(String.format(Locale.ROOT, "%.1f", number));
    }

    /// `<tag>text</tag>`
    Page element(String tag, String foreign) throws IOException {
        return markup("<" + tag + ">").text(foreign).markup("</" + tag.split(" ", 2)[0] + ">");
    }

    /// Octets that can be copied, with their count.
    Page hex(String title, Bytes octets) throws IOException {
        int id = lastId.incrementAndGet();
        return markup("<div class=\"hex\"><p>")
                .text(title)
                .markup(" <span class=\"dim\">" + octets.size() + (octets.size() == 1 ? " octet" : " octets"))
                .markup("</span> <button type=\"button\" data-copy=\"x" + id + "\">Copy</button></p><pre id=\"x" + id)
                .markup("\" tabindex=\"0\">")
                .markup(octets.hex())
                .markup("</pre></div>");
    }
}
