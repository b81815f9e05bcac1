package org.esimtestbed.console.ecosystem;

import java.net.URI;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// Calls each of two SM-DSs by its role: whoever asks one of them knows an address and no more.
///
/// @param told hears the events with those names
record SmdsNames(SmdsPlace root, SmdsPlace alternative, Tracer told) implements Tracer {
    static final String ROOT = "Root SM-DS";
    static final String ALTERNATIVE = "Alternative SM-DS";
    private static final String EITHER = "SM-DS";

    @Override
    public void record(TraceEvent event) {
        told.record(
                event instanceof TraceEvent.HttpExchange exchange
                                && exchange.to().equals(EITHER)
                        ? named(exchange)
                        : event);
    }

    private TraceEvent named(TraceEvent.HttpExchange it) {
        return new TraceEvent.HttpExchange(
                it.at(),
                it.took(),
                it.from(),
                name(URI.create(it.uri()).getPort()),
                it.interfaceName(),
                it.function(),
                it.uri(),
                it.request(),
                it.status(),
                it.response());
    }

    private String name(int port) {
        if (port == root.es11Port() || port == root.es12Port()) return ROOT;
        return port == alternative.es11Port() || port == alternative.es12Port() ? ALTERNATIVE : EITHER;
    }
}
