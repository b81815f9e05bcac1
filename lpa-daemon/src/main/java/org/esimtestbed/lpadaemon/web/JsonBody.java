package org.esimtestbed.lpadaemon.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.esimtestbed.httpdoor.Limits;
import org.esimtestbed.httpdoor.RequestBody;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.RspJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Reads a body that is one JSON object. A member nobody knows is an error, and so is one that is there twice: which of
/// the two was meant nobody knows.
final class JsonBody {
    private static final JsonMapper STRICT = RspJson.mapper()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final RequestBody bodies;

    JsonBody(Limits limits) {
        this.bodies = new RequestBody(limits, HttpBinding.JSON);
    }

    /// @throws Refusal             with 400 naming the member that is wrong
    /// @throws RequestBody.Refused if the body is too long, too slow, or of another type
    <T extends Record> T read(HttpServletRequest http, Class<T> type) {
        try {
            var tree = object(bodies.read(http));
            return STRICT.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            var members = Arrays.stream(type.getRecordComponents())
                    .map(java.lang.reflect.RecordComponent::getName)
                    .collect(Collectors.joining(", "));
            throw Refusal.bad(shortened(e.getPropertyName()), "no such member; there are " + members);
        } catch (JacksonException e) {
            var path = e.getPath();
            var member =
                    path.isEmpty() ? "body" : String.valueOf(path.getFirst().getPropertyName());
            throw Refusal.bad(member, "a value of another kind");
        }
    }

    /// As [#read], or what stands for an absent body.
    <T extends Record> T readIfThere(HttpServletRequest http, Class<T> type, T absent) {
        boolean isThere = http.getContentLengthLong() > 0 || http.getHeader("Transfer-Encoding") != null;
        return isThere ? read(http, type) : absent;
    }

    private static JsonNode object(byte[] body) {
        try {
            var tree = STRICT.readTree(body);
            if (!tree.isObject()) throw Refusal.bad("body", "is no JSON object");
            return tree;
        } catch (JacksonException e) {
            throw Refusal.bad("body", "is no JSON: " + shortened(RspJson.complaint(e)));
        }
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
