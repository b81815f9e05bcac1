package org.esimtestbed.reports;

import java.time.Duration;
import java.util.Locale;

/// Durations as people read them: `0.4 ms`, `123 ms`, `1.23 s`.
final class Took {
    private Took() {}

    static String text(Duration took) {
        double ms = took.toNanos() / 1e6;
        if (ms < 10) return String.format(Locale.ROOT, "%.1f ms", ms);
        if (ms < 1000) return String.format(Locale.ROOT, "%.0f ms", ms);
        return String.format(Locale.ROOT, "%.2f s", ms / 1000);
    }

    /// Since the run began: `+1.234 s`.
    static String since(Duration offset) {
        return String.format(Locale.ROOT, "%+.3f s", offset.toNanos() / 1e9);
    }
}
