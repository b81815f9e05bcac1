package org.esimtestbed.rspserver.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.json.RequestHeader;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// Calls functions of other servers in JSON over mutual TLS (SGP.22 §6.5.2). Every call is traced, those nobody
/// answered with HTTP status 0.
public final class PeerClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// No answer of ES2+, ES12 or ES15 comes near it; a peer that sends more is cut off.
    private static final int ANSWER_OCTETS = 1 << 20;

    private static final int CONNECTIONS_TO_ONE = 8;

    /// After that a call makes a new one, with the certificate that is in use then.
    private static final Duration CONNECTION_LIFE = Duration.ofMinutes(5);

    private static final int CONNECTIONS = 100;

    private final String role;
    private final String requester;
    private final CloseableHttpClient http;
    private final Tracer tracer;
    private final InstantSource clock;

    private record Answer(int status, Bytes body) {}

    /// @param role      of the caller, for the trace: `SM-DP+`
    /// @param requester functionRequesterIdentifier of the caller
    /// @param tls       asked at each new connection: its certificate may be replaced
    public PeerClient(String role, String requester, Supplier<SSLContext> tls, Tracer tracer, InstantSource clock) {
        this(role, requester, tls, tracer, clock, PATIENCE);
    }

    /// @param patience how long a peer may be silent, where 10 seconds are too long
    public PeerClient(
            String role,
            String requester,
            Supplier<SSLContext> tls,
            Tracer tracer,
            InstantSource clock,
            Duration patience) {
        this.role = role;
        this.requester = requester;
        this.tracer = tracer;
        this.clock = clock;
        this.http = http(tls, Timeout.of(patience));
    }

    // Blocking calls on virtual threads: half of what the JDK's client computes for a request is handing it on.
    private static CloseableHttpClient http(Supplier<SSLContext> tls, Timeout patience) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy((socket, host, port, attachment, context) ->
                        strategy(tls.get()).upgrade(socket, host, port, attachment, context))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .setTimeToLive(TimeValue.of(CONNECTION_LIFE))
                        .build())
                .setMaxConnPerRoute(CONNECTIONS_TO_ONE)
                .setMaxConnTotal(CONNECTIONS)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(patience)
                        .setResponseTimeout(patience)
                        .build())
                .disableAutomaticRetries() // whoever calls decides that, and a call may not be made twice unseen
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    private static TlsSocketStrategy strategy(SSLContext tls) {
        return ClientTlsStrategyBuilder.create()
                .setSslContext(tls)
                .setHostVerificationPolicy(HostnameVerificationPolicy.BUILTIN)
                .buildClassic();
    }

    /// Asks and reads the answer.
    ///
    /// @throws FunctionRefused  if the peer refuses
    /// @throws MalformedMessage if its answer is none of this function
    /// @throws IOException      if it cannot be reached or answers with an error of HTTP
    public <T extends Record> T call(PeerCall call, Record message, Class<T> answer) throws IOException {
        var response = send(call, message);
        if (response.status() != 200) throw new IOException("HTTP " + response.status());
        return JsonBinding.readResponse(response.body().toArray(), answer);
    }

    /// Tells what is answered by an HTTP status alone.
    ///
    /// @throws IOException if the peer cannot be reached or has not taken it (HTTP 2xx)
    public void tell(PeerCall call, Record message) throws IOException {
        var response = send(call, message);
        if (response.status() / 100 != 2) throw new IOException("HTTP " + response.status());
    }

    private Answer send(PeerCall call, Record message) throws IOException {
        var body = JsonBinding.request(new RequestHeader(requester, call.callIdentifier()), message);
        var request = new HttpPost(call.uri());
        request.setHeader(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION);
        request.setEntity(new ByteArrayEntity(body, ContentType.create(HttpBinding.JSON)));
        var at = clock.instant();
        long start = System.nanoTime();
        try {
            var answer = http.execute(request, PeerClient::read);
            trace(call, at, start, body, answer.status(), answer.body().utf8());
            return answer;
        } catch (IOException e) {
            trace(call, at, start, body, 0, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) return new Answer(response.getCode(), Bytes.EMPTY);
        var body = entity.getContent().readNBytes(ANSWER_OCTETS + 1);
        if (body.length > ANSWER_OCTETS) throw new IOException("an answer of more than " + ANSWER_OCTETS + " octets");
        return new Answer(response.getCode(), Bytes.wrap(body));
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
        http.close(CloseMode.IMMEDIATE);
    }
}
