package org.esimtestbed.httpdoor;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a supervisor and a collector of metrics ask; the port for operation alone answers it.
@RestController
final class OperationController {
    static final String HEALTH = "/health";
    static final String READY = "/ready";
    static final String METRICS = "/metrics";

    private static final MediaType PROMETHEUS_TEXT = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final Readiness readiness;
    private final PrometheusMeterRegistry registry;

    OperationController(Readiness readiness, PrometheusMeterRegistry registry) {
        this.readiness = readiness;
        this.registry = registry;
    }

    /// 200 as long as the process answers at all.
    @GetMapping(HEALTH)
    ResponseEntity<String> health() {
        return text(HttpStatus.OK, "alive");
    }

    /// 200 if requests are worth sending here, else 503 with the reason.
    @GetMapping(READY)
    ResponseEntity<String> ready() {
        return readiness
                .whyNot()
                .map(why -> text(HttpStatus.SERVICE_UNAVAILABLE, why))
                .orElseGet(() -> text(HttpStatus.OK, "ready"));
    }

    /// In the text format of Prometheus.
    @GetMapping(METRICS)
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok().contentType(PROMETHEUS_TEXT).body(registry.scrape());
    }

    private static ResponseEntity<String> text(HttpStatus status, String text) {
        return ResponseEntity.status(status).contentType(PlainError.TEXT).body(text + "\n");
    }
}
