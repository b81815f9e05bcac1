package org.esimtestbed.reports;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.schema.NamedValue;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Named data objects as a nested list; certificates and the results of the profile interpreter say what they hold.
final class DataObjects {
    private static final int LONG = 96;
    private static final int DEPTH = 64; // what travelled may be hostile, and names are found by recursion

    private DataObjects() {}

    /// The one data object these octets are, named.
    ///
    /// @throws MalformedTlv if they are none, or one nested as no message of RSP is
    static NamedValue named(Function<Tlv, NamedValue> names, Bytes octets) {
        var tlv = Tlv.parse(octets);
        if (isDeeper(tlv, DEPTH)) throw tlv.malformed("is nested more than " + DEPTH + " deep");
        return names.apply(tlv);
    }

    private static boolean isDeeper(Tlv tlv, int levels) {
        if (levels == 0) return true;
        if (!tlv.isConstructed()) return false;
        List<Tlv> children;
        try {
            children = tlv.children();
        } catch (MalformedTlv shownAsItIs) {
            return false;
        }
        return children.stream().anyMatch(child -> isDeeper(child, levels - 1));
    }

    /// Octets that are to be one data object; where they are not, says so.
    static void write(Page page, Function<Tlv, NamedValue> names, Bytes octets) throws IOException {
        NamedValue named;
        try {
            named = named(names, octets);
        } catch (MalformedTlv odd) {
            page.element("p class=\"odd\"", "malformed: " + odd.getMessage());
            return;
        }
        page.markup("<ul class=\"tlv\">");
        item(page, named);
        page.markup("</ul>");
    }

    private static void item(Page page, NamedValue object) throws IOException {
        page.markup("<li><b>")
                .text(object.name())
                .markup("</b> <span class=\"dim\">")
                .text(tag(object));
        page.markup("</span>");
        if (object.name().endsWith("Certificate")) {
            certificate(page, object);
        } else if (object.name().equals("simaResponse")) {
            simaResponse(page, object);
        } else {
            if (!object.text().isEmpty()) value(page, object.text());
            if (!object.members().isEmpty()) {
                page.markup("<ul>");
                for (var member : object.members()) item(page, member);
                page.markup("</ul>");
            }
        }
        page.markup("</li>");
    }

    private static String tag(NamedValue object) {
        return object.tag().length() % 2 == 0 ? object.tag() : "0" + object.tag();
    }

    // the octets stand below in full
    private static void value(Page page, String text) throws IOException {
        page.markup(" <code>")
                .text(text.length() <= LONG ? text : text.substring(0, LONG) + "…")
                .markup("</code>");
        boolean octets = text.length() > LONG && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        if (octets) page.markup(" <span class=\"dim\">" + text.length() / 2 + " octets</span>");
    }

    private static void certificate(Page page, NamedValue object) throws IOException {
        try {
            var certificate = Certificate.parse(object.raw());
            page.markup("<ul>");
            line(page, "subject", certificate.subject());
            line(page, "issuer", certificate.issuer());
            line(page, "validity", certificate.notBefore() + " to " + certificate.notAfter());
            line(page, "serialNumber", certificate.serialNumber().toString(16));
            line(page, "curve", certificate.curve().name());
            page.markup("</ul>");
        } catch (MalformedTlv | IllegalArgumentException odd) {
            page.element("p class=\"odd\"", "no certificate: " + odd.getMessage());
        }
    }

    private static void simaResponse(Page page, NamedValue object) throws IOException {
        try {
            var response = SimaResponse.of(Tlv.parse(object.raw()).value());
            page.markup("<ul>");
            for (var status : response.peStatus()) line(page, "peStatus", status.toString());
            if (response.profileInstallationAborted()) line(page, "profileInstallationAborted", "yes");
            if (response.statusMessage().isPresent()) {
                line(page, "statusMessage", response.statusMessage().get());
            }
            page.markup("</ul>");
        } catch (MalformedTlv odd) {
            value(page, object.text());
            page.element("p class=\"odd\"", "no EUICCResponse: " + odd.getMessage());
        }
    }

    private static void line(Page page, String name, String value) throws IOException {
        page.markup("<li>")
                .element("b", name)
                .markup(" ")
                .element("code", value)
                .markup("</li>");
    }
}
