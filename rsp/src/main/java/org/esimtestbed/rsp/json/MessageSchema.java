package org.esimtestbed.rsp.json;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import tools.jackson.databind.JsonNode;

/// What a message must look like before anybody reads it: a JSON schema (draft 2020-12) that lies beside the message.
public final class MessageSchema {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String MISSING = "required";

    private final Schema schema;

    private MessageSchema(Schema schema) {
        this.schema = schema;
    }

    /// @param message  whose package holds the schema
    /// @param function its name on the wire: `downloadOrder`
    public static MessageSchema of(Class<?> message, String function) {
        try (var file = message.getResourceAsStream(function + ".schema.json")) {
            if (file == null) throw new IllegalArgumentException("there is no schema of " + function);
            var schema = REGISTRY.getSchema(file, InputFormat.JSON);
            schema.initializeValidators();
            return new MessageSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema of " + function, e);
        }
    }

    /// Names the member that is wrong and what it should be, and never its value, which may be secret.
    ///
    /// @throws FunctionRefused with 1.3.1/2.2 for a missing member, 1.3.1/2.1 for one that is wrong
    void check(JsonNode message) {
        var errors = schema.validate(message);
        for (var error : errors) {
            if (MISSING.equals(error.getKeyword())) {
                throw StatusCode.MANDATORY_ELEMENT_MISSING.because(place(error, error.getProperty()));
            }
        }
        if (!errors.isEmpty()) {
            var first = errors.getFirst();
            throw StatusCode.INVALID_ELEMENT.because(place(first, "") + ": " + first.getMessage());
        }
    }

    private static String place(Error error, String member) {
        var path = error.getInstanceLocation()
                .toString()
                .replaceFirst("^[/$.]+", "")
                .replace('/', '.');
        return path + (path.isEmpty() || member.isEmpty() ? "" : ".") + member;
    }
}
