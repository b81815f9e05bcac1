package org.esimtestbed.reports;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.schema.Schema;
import org.esimtestbed.rsp.trace.TraceEvent;

/// Consecutive APDUs between the same two, as one line.
///
/// @param apdus    one at least
/// @param readings one for each APDU
record ApduView(List<TraceEvent.ApduExchange> apdus, List<ApduMeaning.Reading> readings) implements View {
    private static final int FCI = 0x6F; // what SELECT of the ISD-R answers, SGP.22 §5.7.1

    static ApduView of(List<TraceEvent.ApduExchange> apdus, ApduMeaning card) {
        return new ApduView(
                List.copyOf(apdus),
                apdus.stream()
                        .map(apdu -> card.read(apdu.command(), apdu.response()))
                        .toList());
    }

    @Override
    public Instant at() {
        return apdus.getFirst().at();
    }

    @Override
    public Duration took() {
        return apdus.stream().map(TraceEvent::took).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public String from() {
        return apdus.getFirst().from();
    }

    @Override
    public String to() {
        return apdus.getFirst().to();
    }

    @Override
    public String what() {
        return apdus.size() == 1 ? readings.getFirst().command() : apdus.size() + " APDUs";
    }

    @Override
    public String where() {
        return apdus.size() == 1 ? "APDU" : "";
    }

    @Override
    public Optional<String> refusal() {
        var refused = readings.stream().filter(ApduMeaning.Reading::refused).toList();
        if (refused.isEmpty()) return Optional.empty();
        var first = refused.getFirst().status().map(StatusWord::hex).orElse("no status word");
        return Optional.of(apdus.size() == 1 ? first : refused.size() + " of " + apdus.size() + " refused, " + first);
    }

    @Override
    public Lifelines.Look look() {
        return Lifelines.Look.APDU;
    }

    @Override
    public void body(Page page) throws IOException {
        page.markup("<ol class=\"apdus\">");
        for (int i = 0; i < apdus.size(); i++) {
            var reading = readings.get(i);
            page.markup("<li><details><summary").markup(reading.refused() ? " class=\"refused\">✕ " : ">");
            page.text(reading.command());
            if (!reading.detail().isEmpty()) page.markup(" — ").element("b", reading.detail());
            page.markup(" <span class=\"dim\">→ ");
            page.text(reading.status().map(StatusWord::toString).orElse("no status word"));
            page.text(" · " + Took.text(apdus.get(i).took())).markup("</span></summary>");
            page.hex("Command", reading.shownCommand());
            page.hex("Response", reading.shownResponse());
            var response = reading.shownResponse();
            if (response.size() > 2 && response.at(0) == FCI) {
                DataObjects.write(page, Schema::response, response.first(response.size() - 2));
            }
            page.markup("</details></li>");
        }
        page.markup("</ol>");
    }
}
