package org.esimtestbed.smdpplus.admin;

import java.nio.charset.StandardCharsets;
import org.esimtestbed.smdpplus.fixture.BadFixture;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Refusals of the functions for operation, as one line of text.
@RestControllerAdvice(basePackageClasses = AdminErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE) // before what answers for all interfaces
final class AdminErrors {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    @ExceptionHandler
    ResponseEntity<String> refused(AdminRefused refused) {
        return text(refused.status(), refused);
    }

    @ExceptionHandler
    ResponseEntity<String> refused(BadFixture bad) {
        return text(400, bad);
    }

    private static ResponseEntity<String> text(int status, Exception why) {
        return ResponseEntity.status(status).contentType(TEXT).body(why.getMessage() + "\n");
    }
}
