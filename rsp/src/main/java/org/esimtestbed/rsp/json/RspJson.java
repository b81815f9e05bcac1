package org.esimtestbed.rsp.json;

import java.util.function.Function;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// How typed values stand in JSON (SGP.22 §6.5.2.6): DER as padded base64, a TransactionID as upper-case
/// hexadecimal, digits as digits. Members nobody knows are ignored, absent optional ones left out.
public final class RspJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(include ->
                    include.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
            .build();

    private RspJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// What is wrong with a text that is no JSON, and where.
    public static String complaint(JacksonException e) {
        // behind " (" the parser says where an object began, and from what source, which nobody is told
        var what = String.valueOf(e.getOriginalMessage()).replaceFirst(" \\(start marker.*", "");
        var where = e.getLocation();
        return where == null ? what : what + " at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    private static SimpleModule module() {
        var module = new SimpleModule("rsp");
        text(module, Bytes.class, Bytes::base64, Bytes::base64);
        text(module, Tlv.class, tlv -> tlv.raw().base64(), text -> Tlv.parse(Bytes.base64(text)));
        text(module, TransactionId.class, TransactionId::toString, TransactionId::of);
        text(module, Eid.class, Eid::digits, Eid::new);
        // operators and suppliers pad with F where ES2+ asks for digits
        text(module, Iccid.class, Iccid::digits, text -> new Iccid(text.replaceFirst("[Ff]+$", "")));
        return module;
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new ValueSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                generator.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new ValueDeserializer<T>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                var text = parser.getValueAsString("");
                try {
                    return read.apply(text);
                } catch (RuntimeException e) {
                    throw InvalidFormatException.from(parser, String.valueOf(e.getMessage()), text, type);
                }
            }
        });
    }
}
