package org.esimtestbed.smdpplus.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo.Request;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.Operator;

/// ES2+ towards the operators, over mutual TLS.
public final class OperatorClient implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Supplier<List<Operator>> operators;
    private final String requester;
    private final HttpClient http;
    private final Tracer tracer;
    private final InstantSource clock;

    /// @param operators those known now; asked at each call
    /// @param requester functionRequesterIdentifier of this server
    public OperatorClient(
            Supplier<List<Operator>> operators, String requester, SSLContext tls, Tracer tracer, InstantSource clock) {
        this.operators = operators;
        this.requester = requester;
        this.tracer = tracer;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(ANSWER)
                .build();
    }

    /// Tells an operator; empty if it has taken it, else why not.
    ///
    /// @param callIdentifier the same however often it is tried
    Optional<String> tell(String identifier, String callIdentifier, Request message) {
        var operator = operators.get().stream()
                .filter(it -> it.identifier().equals(identifier))
                .findFirst();
        if (operator.isEmpty()) return Optional.of("no operator has the identifier " + identifier);
        var uri = operator.get().callback().resolve(HttpBinding.ES2PLUS + HandleDownloadProgressInfo.PATH);
        var body = JsonBinding.request(new RequestHeader(requester, callIdentifier), message);
        var request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Content-Type", HttpBinding.JSON)
                .header(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var at = clock.instant();
        long start = System.nanoTime();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            trace(at, start, uri, body, answer.statusCode(), answer.body());
            return answer.statusCode() / 100 == 2 ? Optional.empty() : Optional.of("HTTP " + answer.statusCode());
        } catch (IOException e) {
            trace(at, start, uri, body, 0, String.valueOf(e.getMessage()));
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private void trace(java.time.Instant at, long start, URI uri, byte[] body, int status, String response) {
        tracer.record(new TraceEvent.HttpExchange(
                at,
                Duration.ofNanos(System.nanoTime() - start),
                "SM-DP+",
                "Operator",
                "ES2+",
                HandleDownloadProgressInfo.PATH,
                uri.toString(),
                new String(body, UTF_8),
                status,
                response));
    }

    @Override
    public void close() {
        http.close();
    }
}
