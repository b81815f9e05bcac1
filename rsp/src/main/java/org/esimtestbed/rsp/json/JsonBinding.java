package org.esimtestbed.rsp.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.node.ObjectNode;

/// Messages as octets of JSON and back. One place writes an envelope and one reads it.
public final class JsonBinding {
    private static final String HEADER = "header";

    private JsonBinding() {}

    /// A request of ES9+ or ES11: members without a header (SGP.22 §6.5.2).
    public static byte[] request(Record request) {
        return RspJson.mapper().writeValueAsBytes(request);
    }

    /// A request of ES2+ or ES12: members with a header.
    public static byte[] request(RequestHeader header, Record request) {
        return withHeader(header, request);
    }

    /// A response that succeeded.
    public static byte[] success(Record response) {
        return withHeader(Header.success(), response);
    }

    public static byte[] failed(FunctionRefused refusal) {
        ObjectNode body = RspJson.mapper().createObjectNode();
        body.set(HEADER, tree(Header.failed(refusal)));
        return RspJson.mapper().writeValueAsBytes(body);
    }

    private static JsonNode tree(Record message) {
        return RspJson.mapper().valueToTree(message);
    }

    private record Envelope(Record header, @JsonUnwrapped Record message) {}

    private static byte[] withHeader(Record header, Record message) {
        return RspJson.mapper().writeValueAsBytes(new Envelope(header, message));
    }

    /// Reads what a client asks.
    ///
    /// @throws MalformedMessage if the body is no JSON object
    /// @throws FunctionRefused  with 1.3.1/2.2 for a missing member, 1.3.1/2.1 for one that is wrong
    public static <T extends Record> T readRequest(byte[] body, Class<T> type) {
        return request(object(body), type);
    }

    private static <T extends Record> T request(JsonNode message, Class<T> type) {
        try {
            return complete(RspJson.mapper().treeToValue(message, type));
        } catch (JacksonException e) {
            throw StatusCode.INVALID_ELEMENT.because(place(e));
        }
    }

    /// Reads what a client asks of a function whose messages have a schema.
    ///
    /// @throws MalformedMessage if the body is no JSON object
    /// @throws FunctionRefused  with 1.3.1/2.2 for a missing member, 1.3.1/2.1 for one that is wrong
    public static <T extends Record> T readRequest(byte[] body, Class<T> type, MessageSchema schema) {
        var message = object(body);
        schema.check(message);
        return request(message, type);
    }

    /// The header of a request that must have one (SGP.22 §6.5.1.3).
    ///
    /// @throws FunctionRefused with 1.3.1/2.2 if it or a member of it is missing, 1.3.1/2.1 if one is wrong
    public static RequestHeader readRequestHeader(byte[] body) {
        var header = object(body).path(HEADER);
        if (header.isMissingNode() || header.isNull()) throw StatusCode.MANDATORY_ELEMENT_MISSING.because(HEADER);
        try {
            return complete(RspJson.mapper().treeToValue(header, RequestHeader.class));
        } catch (JacksonException e) {
            var member = place(e); // `: why` where it is the header itself
            throw StatusCode.INVALID_ELEMENT.because(HEADER + (member.startsWith(":") ? "" : ".") + member);
        }
    }

    /// Reads what a server answers.
    ///
    /// @throws FunctionRefused  if the server reports a failure, with its code
    /// @throws MalformedMessage if the body is no answer of this function
    public static <T extends Record> T readResponse(byte[] body, Class<T> type) {
        var object = object(body);
        Header header;
        try {
            header = complete(RspJson.mapper().treeToValue(object.path(HEADER), Header.class));
        } catch (JacksonException | FunctionRefused e) {
            throw new MalformedMessage("the response has no usable header: " + e.getMessage());
        }
        header.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        try {
            return complete(RspJson.mapper().treeToValue(object, type));
        } catch (JacksonException e) {
            throw new MalformedMessage(place(e));
        } catch (FunctionRefused missing) {
            throw new MalformedMessage(missing.detail());
        }
    }

    private static JsonNode object(byte[] body) {
        try {
            var tree = RspJson.mapper().readTree(body);
            if (!tree.isObject()) throw new MalformedMessage("the body is no JSON object");
            return tree;
        } catch (JacksonException e) {
            throw new MalformedMessage("the body is no JSON: " + RspJson.complaint(e));
        }
    }

    private static String place(JacksonException e) {
        var path = new StringBuilder();
        for (var reference : e.getPath()) {
            if (reference.getPropertyName() != null)
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
        }
        // of a wrong value its type tells what is wrong; of a wrong kind Jackson tells our class names
        return path + ": " + (e instanceof InvalidFormatException ? e.getOriginalMessage() : "a value of another kind");
    }

    // The members of a message type, looked for once: a role's own messages need not be public.
    private static final ClassValue<List<Method>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> message) {
            return Arrays.stream(message.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .filter(AccessibleObject::trySetAccessible)
                    .toList();
        }
    };

    // Jackson leaves null where a mandatory member is absent; absent optional ones are empty Optionals.
    private static <T extends Record> T complete(T message) {
        if (message == null) throw StatusCode.MANDATORY_ELEMENT_MISSING.because("the message is missing");
        for (var accessor : MEMBERS.get(message.getClass())) {
            try {
                var member = accessor.invoke(message);
                if (member == null) throw StatusCode.MANDATORY_ELEMENT_MISSING.because(accessor.getName());
                if (member instanceof Record nested
                        && member.getClass()
                                .getPackage()
                                .equals(message.getClass().getPackage())) {
                    complete(nested);
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a message is a record", e);
            }
        }
        return message;
    }
}
