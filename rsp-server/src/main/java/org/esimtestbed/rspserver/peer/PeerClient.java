package org.esimtestbed.rspserver.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// Calls functions of other servers in JSON over mutual TLS (SGP.22 §6.5.2). Every call is traced, those nobody
/// answered with HTTP status 0.
public final class PeerClient implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /// No answer of ES2+, ES12 or ES15 comes near it; a peer that sends more is cut off.
    private static final long ANSWER_OCTETS = 1 << 20;

    private final String role;
    private final String requester;
    private final HttpClient http;
    private final Tracer tracer;
    private final InstantSource clock;
    private final Duration patience;

    /// @param role      of the caller, for the trace: `SM-DP+`
    /// @param requester functionRequesterIdentifier of the caller
    public PeerClient(String role, String requester, SSLContext tls, Tracer tracer, InstantSource clock) {
        this(role, requester, tls, tracer, clock, ANSWER);
    }

    /// @param patience how long an answer is waited for, where 10 seconds are too long
    public PeerClient(
            String role, String requester, SSLContext tls, Tracer tracer, InstantSource clock, Duration patience) {
        this.patience = patience;
        this.role = role;
        this.requester = requester;
        this.tracer = tracer;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(patience)
                .build();
    }

    /// Asks and reads the answer.
    ///
    /// @throws FunctionRefused  if the peer refuses
    /// @throws MalformedMessage if its answer is none of this function
    /// @throws IOException      if it cannot be reached or answers with an error of HTTP
    public <T extends Record> T call(PeerCall call, Record message, Class<T> answer) throws IOException {
        var response = send(call, message);
        if (response.statusCode() != 200) throw new IOException("HTTP " + response.statusCode());
        return JsonBinding.readResponse(response.body(), answer);
    }

    /// Tells what is answered by an HTTP status alone.
    ///
    /// @throws IOException if the peer cannot be reached or has not taken it (HTTP 2xx)
    public void tell(PeerCall call, Record message) throws IOException {
        var response = send(call, message);
        if (response.statusCode() / 100 != 2) throw new IOException("HTTP " + response.statusCode());
    }

    private HttpResponse<byte[]> send(PeerCall call, Record message) throws IOException {
        var body = JsonBinding.request(new RequestHeader(requester, call.callIdentifier()), message);
        var request = HttpRequest.newBuilder(call.uri())
                .timeout(patience)
                .header("Content-Type", HttpBinding.JSON)
                .header(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var at = clock.instant();
        long start = System.nanoTime();
        try {
            var response = http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_OCTETS));
            trace(call, at, start, body, response.statusCode(), new String(response.body(), UTF_8));
            return response;
        } catch (IOException e) {
            trace(call, at, start, body, 0, String.valueOf(e.getMessage()));
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void trace(PeerCall call, Instant at, long start, byte[] body, int status, String response) {
        tracer.record(new TraceEvent.HttpExchange(
                at,
                Duration.ofNanos(System.nanoTime() - start),
                role,
                call.peer(),
                call.interfaceName(),
                call.function(),
                call.uri().toString(),
                new String(body, UTF_8),
                status,
                response));
    }

    @Override
    public void close() {
        http.close();
    }
}
