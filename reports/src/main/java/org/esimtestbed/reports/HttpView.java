package org.esimtestbed.reports;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.esimtestbed.rsp.trace.TraceEvent;

/// A call on a server interface: HTTP, its JSON, and the DER inside by name.
final class HttpView implements View {
    private final TraceEvent.HttpExchange exchange;
    private final JsonBody request;
    private final JsonBody response;

    HttpView(TraceEvent.HttpExchange exchange) {
        this.exchange = exchange;
        this.request = JsonBody.of(exchange.request());
        this.response = JsonBody.of(exchange.response());
    }

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
        return exchange.interfaceName();
    }

    @Override
    public Optional<String> refusal() {
        if (exchange.status() == 0) return Optional.of("no answer");
        if (exchange.status() / 100 != 2) return Optional.of("HTTP " + exchange.status());
        return response.refusal();
    }

    @Override
    public Lifelines.Look look() {
        return Lifelines.Look.MESSAGE;
    }

    @Override
    public void body(Page page) throws IOException {
        page.markup("<p><code>POST ")
                .text(exchange.uri())
                .markup("</code> → <strong>")
                .text(status());
        page.markup("</strong></p><section><h3>Request</h3>");
        request.write(page);
        page.markup("</section><section><h3>Response</h3>");
        if (exchange.response().isEmpty()) page.markup("<p class=\"dim\">no body</p>");
        else response.write(page);
        page.markup("</section>");
    }

    private String status() {
        return switch (exchange.status()) {
            case 0 -> "no answer";
            case 200 -> "HTTP 200 OK";
            case 204 -> "HTTP 204 No Content";
            case 400 -> "HTTP 400 Bad Request";
            case 404 -> "HTTP 404 Not Found";
            case 500 -> "HTTP 500 Internal Server Error";
            default -> "HTTP " + exchange.status();
        };
    }
}
