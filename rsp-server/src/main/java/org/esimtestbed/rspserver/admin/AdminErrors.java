package org.esimtestbed.rspserver.admin;

import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Refusals of the functions for operation, as one line of text.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE) // before what answers for all interfaces
public final class AdminErrors {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    @ExceptionHandler
    ResponseEntity<String> refused(AdminRefused refused) {
        return text(refused.status(), refused);
    }

    public static ResponseEntity<String> text(int status, Exception why) {
        return ResponseEntity.status(status).contentType(TEXT).body(why.getMessage() + "\n");
    }
}
