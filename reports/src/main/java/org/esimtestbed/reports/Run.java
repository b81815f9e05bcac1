package org.esimtestbed.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.esimtestbed.rsp.trace.TraceEvent;

/// What a report tells about.
///
/// @param facts  what is now true, in the order to show
/// @param events in any order: a message that waits for another one is recorded after it, and shown before it
public record Run(String title, Instant startedAt, Duration took, List<Fact> facts, List<TraceEvent> events) {
    public Run {
        facts = List.copyOf(facts);
        events = events.stream().sorted(Comparator.comparing(TraceEvent::at)).toList();
    }
}
