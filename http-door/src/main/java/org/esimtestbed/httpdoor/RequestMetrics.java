package org.esimtestbed.httpdoor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts and times requests: `rsp_requests_seconds` by interface, function and outcome, and how many run just now.
public final class RequestMetrics {
    /// Beyond, outcomes are summed up: whatever a client sends, the table stays small.
    private static final int MOST = 1000;

    private record Key(String interfaceName, String function, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("rsp.requests.running", running, AtomicInteger::get)
                .description("requests being answered")
                .register(registry);
    }

    void begin() {
        running.incrementAndGet();
    }

    /// @param outcome `Executed-Success`, a status code pair as `8.2.6/3.8`, or an HTTP status
    void end(RequestName name, String outcome, long nanos) {
        running.decrementAndGet();
        var key = new Key(name.interfaceName(), name.function(), outcome);
        var timer = timers.get(key);
        if (timer == null) {
            if (timers.size() >= MOST) key = new Key("other", "other", "other");
            timer = timers.computeIfAbsent(key, this::timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("rsp.requests")
                .description("answered requests")
                .tag("interface", key.interfaceName())
                .tag("function", key.function())
                .tag("outcome", key.outcome())
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
    }
}
