package org.esimtestbed.bench.load;

import java.util.Collection;

/// Milliseconds: the middle one, and those that 95 and 99 of a hundred stay below.
public record Times(double p50, double p95, double p99) {
    public static Times of(Collection<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length == 0) throw new IllegalArgumentException("nothing was measured");
        return new Times(at(sorted, 50), at(sorted, 95), at(sorted, 99));
    }

    private static double at(long[] sorted, int percent) {
        return sorted[sorted.length * percent / 100] / 1e6;
    }
}
