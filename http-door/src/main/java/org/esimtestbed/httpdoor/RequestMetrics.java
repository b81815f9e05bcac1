package org.esimtestbed.httpdoor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// Counts and times requests: `rsp_requests_seconds` by interface, function and outcome, and how many run just now.
public final class RequestMetrics {
    /// Beyond, outcomes are summed up: whatever a client sends, the table stays small.
    private static final int MOST = 1000;

    /// Counted in buckets: whoever reads the metrics computes percentiles over all servers and any time from them, and
    /// a request pays one comparison after another.
    private static final Duration[] BOUNDS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

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
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
