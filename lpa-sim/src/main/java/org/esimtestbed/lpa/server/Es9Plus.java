package org.esimtestbed.lpa.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.esimtestbed.lpa.bearer.Bearers;
import org.esimtestbed.lpa.server.ServerDoor.Answer;
import org.esimtestbed.lpa.server.ServerDoor.Letter;
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
import org.esimtestbed.rsp.tlv.Bytes;
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
    private final ServerDoor door;

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
        this(chain, hosts, patience, UnaryOperator.identity(), tracer, clock);
    }

    /// @param around what stands before the door to HTTP
    public Es9Plus(
            CertificateChain chain,
            UnaryOperator<String> hosts,
            Patience patience,
            UnaryOperator<ServerDoor> around,
            Tracer tracer,
            InstantSource clock) {
        this.connections = new Connections(CiTrust.context(chain), patience, bearers);
        this.hosts = hosts;
        this.tracer = tracer;
        this.clock = clock;
        this.door = around.apply(this::send);
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
        if (answer.status() != 204) {
            throw new ServerUnreachable(
                    address + " answers HTTP " + answer.status() + " to handleNotification where 204 belongs",
                    Trouble.http(answer.status()));
        }
    }

    private <T extends Record> T call(String address, String function, Record request, Class<T> type) {
        var answer = post(address, function, request);
        if (answer.status() != 200) {
            var what = address + " answers HTTP " + answer.status() + " to " + function;
            var trouble = Trouble.http(answer.status());
            throw answer.status() >= 500 ? new ServerUnreachable(what, trouble) : new UnusableAnswer(what, trouble);
        }
        try {
            return JsonBinding.readResponse(answer.body().toArray(), type);
        } catch (MalformedMessage e) {
            throw new UnusableAnswer(
                    address + " answers " + function + " with no message of ES9+: " + e.getMessage(), e);
        }
    }

    private Answer post(String address, String function, Record message) {
        var headers = Map.of(
                "Content-Type",
                HttpBinding.JSON,
                "User-Agent",
                HttpBinding.LPAD_USER_AGENT,
                HttpBinding.ADMIN_PROTOCOL,
                HttpBinding.ADMIN_PROTOCOL_VERSION);
        return door.post(new Letter(address, function, headers, Bytes.wrap(JsonBinding.request(message))));
    }

    private Answer send(Letter letter) {
        var request = request(letter);
        var at = clock.instant();
        long start = System.nanoTime();
        try {
            var answer = connections.send(request);
            trace(at, start, request.uri(), letter, answer.statusCode(), new String(answer.body(), UTF_8));
            return new Answer(answer.statusCode(), Bytes.wrap(answer.body()));
        } catch (IOException e) {
            trace(at, start, request.uri(), letter, 0, String.valueOf(e.getMessage()));
            throw new ServerUnreachable("cannot reach the SM-DP+ at " + letter.address() + ": " + cause(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachable("interrupted while waiting for " + letter.address(), e);
        }
    }

    private HttpRequest request(Letter letter) {
        try {
            var place = "https://" + hosts.apply(letter.address().strip());
            var request = HttpRequest.newBuilder(URI.create(place + HttpBinding.ES9PLUS + letter.function()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(letter.body().toArray()));
            letter.headers().forEach(request::header);
            return request.build();
        } catch (IllegalArgumentException e) { // cards hold all kinds of text
            throw new ServerUnreachable("no server address: \"" + letter.address() + "\"", e);
        }
    }

    // The innermost message says what TLS or the network disliked; the outer ones repeat it or say nothing.
    private static String cause(Throwable e) {
        if (e.getCause() instanceof UnresolvedAddressException) return "no host has that name";
        if (e instanceof ConnectException) return "nobody listens there";
        var said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e.getCause() == null ? said : cause(e.getCause());
    }

    private void trace(Instant at, long start, URI uri, Letter letter, int status, String response) {
        tracer.record(new TraceEvent.HttpExchange(
                at,
                Duration.ofNanos(System.nanoTime() - start),
                "LPA",
                "SM-DP+",
                "ES9+",
                letter.function(),
                uri.toString(),
                letter.body().utf8(),
                status,
                response));
    }

    @Override
    public void close() {
        connections.close();
    }
}
