package org.esimtestbed.bench.card;

import java.util.Collection;

/// Microseconds: the middle one, and the one that nineteen of twenty stay below.
record Percentiles(double p50, double p95) {
    static Percentiles of(Collection<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length == 0) throw new IllegalArgumentException("nothing was measured");
        return new Percentiles(sorted[sorted.length / 2] / 1e3, sorted[sorted.length * 95 / 100] / 1e3);
    }
}
