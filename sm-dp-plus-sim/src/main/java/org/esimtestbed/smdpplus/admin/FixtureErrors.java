package org.esimtestbed.smdpplus.admin;

import org.esimtestbed.rspserver.admin.AdminErrors;
import org.esimtestbed.smdpplus.fixture.BadFixture;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// A fixture that is not applied, as one line of text.
@RestControllerAdvice(basePackageClasses = FixtureErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE) // before what answers for all interfaces
final class FixtureErrors {
    @ExceptionHandler
    ResponseEntity<String> refused(BadFixture bad) {
        return AdminErrors.text(400, bad);
    }
}
