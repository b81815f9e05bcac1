package org.esimtestbed.httpdoor;

import java.util.function.Supplier;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// The three kinds of trouble, mapped in one place: the protocol says no (HTTP 200, status Failed), the message is
/// none (400), and anything else is our fault (500, by Spring, with a stack trace in the log).
@RestControllerAdvice
public final class Answers {
    public static ResponseEntity<byte[]> of(Supplier<? extends Record> function) {
        try {
            return json(JsonBinding.success(function.get()));
        } catch (FunctionRefused refusal) {
            return json(JsonBinding.failed(refusal));
        } catch (MalformedTlv malformed) {
            var code = malformed.isMissing() ? StatusCode.MANDATORY_ELEMENT_MISSING : StatusCode.INVALID_ELEMENT;
            return json(JsonBinding.failed(code.because(String.valueOf(malformed.getMessage()))));
        }
    }

    public static ResponseEntity<byte[]> noContent() {
        return ResponseEntity.noContent()
                .header(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION)
                .build();
    }

    /// An answer of the ASN.1 binding (SGP.22 §6.6).
    public static ResponseEntity<byte[]> asn1(Bytes der) {
        return ResponseEntity.ok()
                .header(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION)
                .contentType(MediaType.parseMediaType(HttpBinding.ASN1))
                .body(der.toArray());
    }

    private static ResponseEntity<byte[]> json(byte[] body) {
        return ResponseEntity.ok()
                .header(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    @ExceptionHandler({MalformedMessage.class, FunctionRefused.class, MalformedTlv.class})
    ResponseEntity<String> malformed(RuntimeException malformed) {
        return ResponseEntity.badRequest().contentType(MediaType.TEXT_PLAIN).body(malformed.getMessage() + "\n");
    }

    @ExceptionHandler
    ResponseEntity<String> tooLarge(RequestBody.TooLarge tooLarge) {
        return ResponseEntity.status(413).contentType(MediaType.TEXT_PLAIN).body(tooLarge.getMessage() + "\n");
    }
}
