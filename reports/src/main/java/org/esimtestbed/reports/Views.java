package org.esimtestbed.reports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esimtestbed.rsp.trace.TraceEvent;

/// Turns events into the lines of a report, one at a time and in order.
final class Views {
    /// Takes a line.
    interface Sink {
        void accept(View view) throws IOException;
    }

    private final Sink sink;
    private final Map<String, ApduMeaning> cards = new HashMap<>();
    private final List<TraceEvent.ApduExchange> group = new ArrayList<>();

    private Views(Sink sink) {
        this.sink = sink;
    }

    static void of(List<TraceEvent> events, Sink sink) throws IOException {
        var views = new Views(sink);
        for (var event : events) views.accept(event);
        views.flush();
    }

    private void accept(TraceEvent event) throws IOException {
        if (!(event instanceof TraceEvent.ApduExchange apdu) || !continues(apdu)) flush();
        switch (event) {
            case TraceEvent.ApduExchange apdu -> group.add(apdu);
            case TraceEvent.HttpExchange http -> sink.accept(new HttpView(http));
            case TraceEvent.Es10Exchange es10 -> sink.accept(new Es10View(es10));
            case TraceEvent.Step step -> sink.accept(new StepView(step));
        }
    }

    private boolean continues(TraceEvent.ApduExchange apdu) {
        return group.isEmpty()
                || group.getLast().from().equals(apdu.from())
                        && group.getLast().to().equals(apdu.to());
    }

    // The card, not the one who speaks to it, remembers what is selected.
    private void flush() throws IOException {
        if (group.isEmpty()) return;
        var card = cards.computeIfAbsent(group.getFirst().to(), _ -> new ApduMeaning());
        sink.accept(ApduView.of(group, card));
        group.clear();
    }
}
