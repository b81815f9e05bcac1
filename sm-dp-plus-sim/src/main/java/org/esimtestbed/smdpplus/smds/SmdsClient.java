package org.esimtestbed.smdpplus.smds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.es12.DeleteEvent;
import org.esimtestbed.rsp.es12.RegisterEvent;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.smds.SmdsEventRows.Row;

/// ES12 towards SM-DSs, over mutual TLS with CERT.DP.TLS (SGP.22 §5.10, §6.5.2).
public final class SmdsClient implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ServerIdentity identity;
    private final HttpClient http;
    private final Tracer tracer;
    private final InstantSource clock;

    /// @param identity whom events lead to
    public SmdsClient(ServerIdentity identity, SSLContext tls, Tracer tracer, InstantSource clock) {
        this.identity = identity;
        this.tracer = tracer;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(ANSWER)
                .build();
    }

    /// ES12.RegisterEvent. It is to be forwarded: what the Root SM-DS has nobody to forward to, an Alternative SM-DS
    /// must (§3.6.1).
    ///
    /// @throws FunctionRefused  if the SM-DS refuses
    /// @throws MalformedMessage if its answer is none
    /// @throws IOException      if it cannot be reached or answers with an error of HTTP
    void register(Row event) throws IOException {
        call(
                event,
                RegisterEvent.PATH,
                new RegisterEvent.Request(event.eid(), identity.address(), event.eventId(), true));
    }

    /// ES12.DeleteEvent.
    ///
    /// @throws FunctionRefused  if the SM-DS refuses
    /// @throws MalformedMessage if its answer is none
    /// @throws IOException      if it cannot be reached or answers with an error of HTTP
    void delete(Row event) throws IOException {
        call(event, DeleteEvent.PATH, new DeleteEvent.Request(event.eid(), event.eventId()));
    }

    private void call(Row event, String function, Record message) throws IOException {
        var uri = SmdsAddress.function(event.address(), function);
        var body = JsonBinding.request(new RequestHeader(identity.oid().dotted(), event.callId()), message);
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
            trace(at, start, function, uri, body, answer.statusCode(), answer.body());
            if (answer.statusCode() != 200) throw new IOException("HTTP " + answer.statusCode());
            JsonBinding.readResponse(answer.body().getBytes(UTF_8), EmptyResponse.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void trace(Instant at, long start, String function, URI uri, byte[] body, int status, String response) {
        tracer.record(new TraceEvent.HttpExchange(
                at,
                Duration.ofNanos(System.nanoTime() - start),
                "SM-DP+",
                "SM-DS",
                "ES12",
                function,
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
