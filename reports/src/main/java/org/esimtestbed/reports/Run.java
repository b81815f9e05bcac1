package org.esimtestbed.reports;

import java.time.*;
import java.util.List;
import org.esimtestbed.rsp.trace.TraceEvent;

public record Run(String title, Instant startedAt, Duration took, List<Fact> facts, List<TraceEvent> events) {}
