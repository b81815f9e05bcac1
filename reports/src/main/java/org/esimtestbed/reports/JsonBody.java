package org.esimtestbed.reports;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.esimtestbed.rsp.json.RspJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The body of a message: JSON where it is some, text where not. Secrets are masked here whatever the event holds.
///
/// @param tree what the text parses to; absent where it is no JSON
record JsonBody(String text, Optional<JsonNode> tree) {
    private static final String MASK = "***";
    private static final Set<String> SECRETS = Set.of(
            "k",
            "ki",
            "op",
            "opc",
            "pin1",
            "pin2",
            "puk1",
            "puk2",
            "adm1",
            "adm2",
            "confirmationcode",
            "kic",
            "kid",
            "kik");
    // for what is no JSON, such as a body that was cut: up to the closing quote, or to the end without one
    private static final Pattern SECRET_TEXT = Pattern.compile(
            "(\"(?:" + String.join("|", SECRETS) + ")\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|[^,}\\]\\s\"]++)",
            Pattern.CASE_INSENSITIVE);
    private static final int LONG = 160;

    static JsonBody of(String text) {
        try {
            return new JsonBody(
                    text, Optional.of(RspJson.mapper().readTree(text)).filter(JsonNode::isObject));
        } catch (JacksonException noJson) {
            return new JsonBody(text, Optional.empty());
        }
    }

    /// What the header of a response says against success (SGP.22 §6.5.1.4).
    Optional<String> refusal() {
        var status = tree.map(body -> body.path("header").path("functionExecutionStatus"));
        var word = status.map(s -> s.path("status").asString("")).orElse("");
        if (word.isEmpty() || word.startsWith("Executed-")) return Optional.empty();
        var data = status.orElseThrow().path("statusCodeData");
        var codes = data.path("subjectCode").asString("?") + " / "
                + data.path("reasonCode").asString("?");
        return Optional.of(word + " " + codes);
    }

    /// The JSON in lines, without secrets; long DER is cut here because it stands decoded below.
    String pretty() {
        return tree.map(body ->
                        RspJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(shown("", body)))
                .orElseGet(() -> SECRET_TEXT.matcher(text).replaceAll("$1\"" + MASK + "\""));
    }

    private static JsonNode shown(String name, JsonNode node) {
        var nodes = RspJson.mapper().getNodeFactory();
        if (SECRETS.contains(name.toLowerCase(Locale.ROOT)) && !node.isNull()) return nodes.stringNode(MASK);
        if (node.isObject()) {
            var object = nodes.objectNode();
            node.properties().forEach(member -> object.set(member.getKey(), shown(member.getKey(), member.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = nodes.arrayNode();
            node.values().forEach(element -> array.add(shown(name, element)));
            return array;
        }
        if (node.isString()
                && node.asString().length() > LONG
                && DerMember.named(name).isPresent()) {
            var text = node.asString();
            return nodes.stringNode(
                    text.substring(0, LONG / 2) + "… (" + text.length() + " characters, decoded below)");
        }
        return node;
    }

    void write(Page page) throws IOException {
        page.markup("<pre class=\"json\" tabindex=\"0\">").text(pretty()).markup("</pre>");
        if (tree.isEmpty()) return;
        for (var member : tree.get().properties()) {
            var der = DerMember.named(member.getKey());
            if (der.isPresent() && member.getValue().isString()) {
                der.get().write(page, member.getValue().asString());
            }
        }
    }
}
