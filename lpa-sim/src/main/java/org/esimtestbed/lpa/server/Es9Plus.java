package org.esimtestbed.lpa.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.esimtestbed.lpa.bearer.Bearers;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// ES9+ as the LPA calls it (SGP.22 §5.6), over HTTPS with JSON (§6.5). Every function goes to the address it is
/// given, never to a default. Safe for use by many threads.
public final class Es9Plus implements AutoCloseable {
    /// How long a server is waited for.
    ///
    /// @param connect until there is a connection
    /// @param answer  from the request to the last octet of the answer
    public record Patience(Duration connect, Duration answer) {
        public static final Patience STANDARD = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    private final Bearers bearers = new Bearers();
    private final Connections connections;
    private final UnaryOperator<String> hosts;
    private final Tracer tracer;
    private final InstantSource clock;

    /// @param chain the CIs that may vouch for a server
    public Es9Plus(CertificateChain chain, Tracer tracer, InstantSource clock) {
        this(chain, UnaryOperator.identity(), Patience.STANDARD, tracer, clock);
    }

    /// @param hosts where the server of an address listens, `host:port`; TLS checks the name of that place
    public Es9Plus(
            CertificateChain chain,
            UnaryOperator<String> hosts,
            Patience patience,
            Tracer tracer,
            InstantSource clock) {
        this.connections = new Connections(CiTrust.context(chain), patience, bearers);
        this.hosts = hosts;
        this.tracer = tracer;
        this.clock = clock;
    }

    /// Which way servers are reached; by Wi-Fi until somebody says otherwise.
    public Bearers bearers() {
        return bearers;
    }

    /// Closes what connections there are; the next function opens one again.
    public void releaseBearer() {
        connections.release();
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public InitiateAuthentication.Response initiateAuthentication(
            String address, InitiateAuthentication.Request request) {
        return call(address, InitiateAuthentication.PATH, request, InitiateAuthentication.Response.class);
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public AuthenticateClient.Response authenticateClient(String address, AuthenticateClient.Request request) {
        return call(address, AuthenticateClient.PATH, request, AuthenticateClient.Response.class);
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public GetBoundProfilePackage.Response getBoundProfilePackage(
            String address, GetBoundProfilePackage.Request request) {
        return call(address, GetBoundProfilePackage.PATH, request, GetBoundProfilePackage.Response.class);
    }

    /// @throws FunctionRefused   if the server says no
    /// @throws ServerUnreachable if it says nothing that can be understood
    public void cancelSession(String address, CancelSession.Request request) {
        call(address, CancelSession.PATH, request, EmptyResponse.class);
    }

    /// Delivers a notification; done only when the server has answered 204 (SGP.22 §6.3).
    ///
    /// @throws ServerUnreachable otherwise
    public void handleNotification(PendingNotification notification) {
        var address = notification.metadata().address();
        var answer = post(address, HandleNotification.PATH, new HandleNotification.Request(notification.tlv()));
        if (answer.statusCode() != 204) {
            throw new ServerUnreachable(
                    address + " answers HTTP " + answer.statusCode() + " to handleNotification where 204 belongs",
                    Trouble.http(answer.statusCode()));
        }
    }

    private <T extends Record> T call(String address, String function, Record request, Class<T> type) {
        var answer = post(address, function, request);
        if (answer.statusCode() != 200) {
            var what = address + " answers HTTP " + answer.statusCode() + " to " + function;
            var trouble = Trouble.http(answer.statusCode());
            throw answer.statusCode() >= 500 ? new ServerUnreachable(what, trouble) : new UnusableAnswer(what, trouble);
        }
        try {
            return JsonBinding.readResponse(answer.body(), type);
        } catch (MalformedMessage e) {
            throw new UnusableAnswer(
                    address + " answers " + function + " with no message of ES9+: " + e.getMessage(), e);
        }
    }

    private HttpResponse<byte[]> post(String address, String function, Record message) {
        var body = JsonBinding.request(message);
        var request = request(address, function, body);
        var at = clock.instant();
        long start = System.nanoTime();
        try {
            var answer = connections.send(request);
            trace(at, start, request.uri(), function, body, answer.statusCode(), new String(answer.body(), UTF_8));
            return answer;
        } catch (IOException e) {
            trace(at, start, request.uri(), function, body, 0, String.valueOf(e.getMessage()));
            throw new ServerUnreachable("cannot reach the SM-DP+ at " + address + ": " + cause(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachable("interrupted while waiting for " + address, e);
        }
    }

    private HttpRequest request(String address, String function, byte[] body) {
        try {
            var place = "https://" + hosts.apply(address.strip());
            return HttpRequest.newBuilder(URI.create(place + HttpBinding.ES9PLUS + function))
                    .header("Content-Type", HttpBinding.JSON)
                    .header("User-Agent", HttpBinding.LPAD_USER_AGENT)
                    .header(HttpBinding.ADMIN_PROTOCOL, HttpBinding.ADMIN_PROTOCOL_VERSION)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
        } catch (IllegalArgumentException e) { // cards hold all kinds of text
            throw new ServerUnreachable("no server address: \"" + address + "\"", e);
        }
    }

    // The innermost message says what TLS or the network disliked; the outer ones repeat it or say nothing.
    private static String cause(Throwable e) {
        if (e.getCause() instanceof UnresolvedAddressException) return "no host has that name";
        if (e instanceof ConnectException) return "nobody listens there";
        var said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e.getCause() == null ? said : cause(e.getCause());
    }

    private void trace(Instant at, long start, URI uri, String function, byte[] body, int status, String response) {
        tracer.record(new TraceEvent.HttpExchange(
                at,
                Duration.ofNanos(System.nanoTime() - start),
                "LPA",
                "SM-DP+",
                "ES9+",
                function,
                uri.toString(),
                new String(body, UTF_8),
                status,
                response));
    }

    @Override
    public void close() {
        connections.close();
    }
}
