package org.esimtestbed.httpdoor;

import java.util.function.Supplier;
import org.esimtestbed.rsp.json.Header.FunctionExecutionStatus;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Every kind of trouble, mapped in one place: the protocol says no (HTTP 200, status Failed), the request is none
/// (400 and its like), the database cannot be reached (503: come again), and anything else is our fault (500). What
/// went wrong with us stands in the log under the number the caller is told, and nowhere else.
@RestControllerAdvice
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    public static ResponseEntity<byte[]> of(Supplier<? extends Record> function) {
        try {
            var response = CurrentRequest.concerning(function.get());
            CurrentRequest.outcome(FunctionExecutionStatus.SUCCESS);
            return json(JsonBinding.success(response));
        } catch (FunctionRefused refusal) {
            return failed(refusal);
        } catch (MalformedTlv malformed) {
            var code = malformed.isMissing() ? StatusCode.MANDATORY_ELEMENT_MISSING : StatusCode.INVALID_ELEMENT;
            return failed(code.because(String.valueOf(malformed.getMessage())));
        }
    }

    private static ResponseEntity<byte[]> failed(FunctionRefused refusal) {
        CurrentRequest.outcome(refusal.statusCode().code());
        return json(JsonBinding.failed(refusal));
    }

    public static ResponseEntity<byte[]> noContent() {
        CurrentRequest.outcome(FunctionExecutionStatus.SUCCESS);
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
        return text(ResponseEntity.badRequest(), String.valueOf(malformed.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<String> refused(RequestBody.Refused refused) {
        // what is left of the body is not worth reading
        return text(
                ResponseEntity.status(refused.status()).header(HttpHeaders.CONNECTION, "close"),
                String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<String> notAValue(TypeMismatchException mismatch) {
        return text(ResponseEntity.badRequest(), "not a value for " + mismatch.getPropertyName());
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<String> noDatabase(Exception failure) {
        LOG.error("the database cannot be reached", failure);
        return text(
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS),
                "for the moment out of service, request " + MDC.get(CurrentRequest.REQUEST_ID));
    }

    @ExceptionHandler
    ResponseEntity<String> anythingElse(Exception failure) {
        if (failure instanceof ErrorResponse spring) { // no such path, no such method, and the like
            return text(
                    ResponseEntity.status(spring.getStatusCode()).headers(spring.getHeaders()),
                    PlainError.title(spring.getStatusCode().value()));
        }
        LOG.error("a request failed", failure);
        return text(
                ResponseEntity.internalServerError(), "internal error, request " + MDC.get(CurrentRequest.REQUEST_ID));
    }

    private static ResponseEntity<String> text(ResponseEntity.BodyBuilder answer, String text) {
        return answer.contentType(PlainError.TEXT).body(text + "\n");
    }
}
