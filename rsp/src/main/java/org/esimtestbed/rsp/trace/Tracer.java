package org.esimtestbed.rsp.trace;

/// Where roles say what travelled. Called from any thread; must not throw.
@FunctionalInterface
public interface Tracer {
    Tracer NONE = event -> {};

    void record(TraceEvent event);
}
