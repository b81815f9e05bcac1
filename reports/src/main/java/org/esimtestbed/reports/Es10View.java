package org.esimtestbed.reports;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.esimtestbed.rsp.es10.Es10Function;
import org.esimtestbed.rsp.schema.NamedValue;
import org.esimtestbed.rsp.schema.Schema;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.TraceEvent;

/// A function of ES10 as a whole: its request and its response by name.
record Es10View(TraceEvent.Es10Exchange exchange) implements View {
    @Override
    public Instant at() {
        return exchange.at();
    }

    @Override
    public Duration took() {
        return exchange.took();
    }

    @Override
    public String from() {
        return exchange.from();
    }

    @Override
    public String to() {
        return exchange.to();
    }

    @Override
    public String what() {
        return exchange.function();
    }

    @Override
    public String where() {
        try {
            return Es10Function.of(Tlv.first(exchange.request()))
                    .map(Es10Function::interfaceName)
                    .orElse("ES10");
        } catch (MalformedTlv odd) {
            return "ES10";
        }
    }

    @Override
    public Optional<String> refusal() {
        try {
            return refusal(DataObjects.named(Schema::response, exchange.response()));
        } catch (MalformedTlv odd) {
            return Optional.of("malformed response");
        }
    }

    // An answer of ES10 reports its result in its first member, or for an installation below finalResult.
    private static Optional<String> refusal(NamedValue response) {
        for (var member : response.members()) {
            var name = member.name();
            boolean result = name.endsWith("Result") || name.endsWith("Status") || name.endsWith("Error");
            boolean bad = name.endsWith("Error") || !member.text().startsWith("ok(");
            if (result && bad && !member.text().isEmpty()) return Optional.of(member.text());
            if (name.endsWith("Error") || name.equals("errorResult")) return last(member);
            if (name.equals("profileInstallationResultData") || name.equals("finalResult")) {
                var nested = refusal(member);
                if (nested.isPresent()) return nested;
            }
        }
        return Optional.empty();
    }

    // authenticateResponseError and errorResult end with the code; simaResponse after it says more of the same
    private static Optional<String> last(NamedValue error) {
        return error.members().reversed().stream()
                .filter(member -> !member.name().equals("simaResponse"))
                .map(NamedValue::text)
                .findFirst();
    }

    @Override
    public Lifelines.Look look() {
        return Lifelines.Look.MESSAGE;
    }

    @Override
    public void body(Page page) throws IOException {
        page.markup("<section><h3>Request</h3>");
        DataObjects.write(page, Schema::request, exchange.request());
        page.hex("Hex", exchange.request()).markup("</section><section><h3>Response</h3>");
        DataObjects.write(page, Schema::response, exchange.response());
        page.hex("Hex", exchange.response()).markup("</section>");
    }
}
