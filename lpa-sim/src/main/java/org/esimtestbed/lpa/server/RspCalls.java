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
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// Functions of one interface as an LPA calls them: HTTPS with JSON (SGP.22 §6.5).
final class RspCalls implements AutoCloseable {
    /// What calls to any server share.
    ///
    /// @param chain the CIs that may vouch for a server
    /// @param hosts  where the server of an address listens, `host:port`
    /// @param wayOut what stands before the servers
    record Device(
            CertificateChain chain,
            UnaryOperator<String> hosts,
            Patience patience,
            WayOut wayOut,
            Bearers bearers,
            Tracer tracer,
            InstantSource clock) {}

    /// @param title of the server, as messages call it
    /// @param name  of the interface
    /// @param path  where its functions are
    /// @param tls   the role its TLS certificate must be for
    record Interface(String title, String name, String path, CertificateRole tls) {
        static final Interface ES9PLUS = new Interface("SM-DP+", "ES9+", HttpBinding.ES9PLUS, CertificateRole.DP_TLS);
        static final Interface ES11 = new Interface("SM-DS", "ES11", HttpBinding.ES11, CertificateRole.DS_TLS);

        /// The same functions where an SM-DS has them under the paths of ES9+.
        static final Interface ES11_LIKE_ES9PLUS =
                new Interface(ES11.title(), ES11.name(), HttpBinding.ES9PLUS, ES11.tls());
    }

    private final Device device;
    private final Interface spoken;
    private final Connections connections;
    private final ServerDoor door;

    RspCalls(Device device, Interface spoken) {
        this.device = device;
        this.spoken = spoken;
        this.connections = new Connections(
                CiTrust.context(device.chain(), spoken.tls(), device.wayOut()), device.patience(), device.bearers());
        this.door = device.wayOut().around(this::send);
    }

    /// The same device speaking another interface, over the same bearers.
    RspCalls speaking(Interface other) {
        return new RspCalls(device, other);
    }

    Bearers bearers() {
        return device.bearers();
    }

    void releaseBearer() {
        connections.release();
    }

    /// @throws org.esimtestbed.rsp.status.FunctionRefused if the server says no
    /// @throws ServerUnreachable                          if it says nothing that can be understood
    <T extends Record> T call(String address, String function, Record request, Class<T> type) {
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
                    address + " answers " + function + " with no message of " + spoken.name() + ": " + e.getMessage(),
                    e);
        }
    }

    /// @throws ServerUnreachable if there is no answer
    Answer post(String address, String function, Record message) {
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
        var at = device.clock().instant();
        long start = System.nanoTime();
        try {
            var answer = connections.send(request);
            trace(at, start, request.uri(), letter, answer.statusCode(), new String(answer.body(), UTF_8));
            return new Answer(answer.statusCode(), Bytes.wrap(answer.body()));
        } catch (IOException e) {
            trace(at, start, request.uri(), letter, 0, String.valueOf(e.getMessage()));
            throw new ServerUnreachable(
                    "cannot reach the " + spoken.title() + " at " + letter.address() + ": " + cause(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachable("interrupted while waiting for " + letter.address(), e);
        }
    }

    private HttpRequest request(Letter letter) {
        try {
            var place = "https://" + device.hosts().apply(letter.address().strip());
            var request = HttpRequest.newBuilder(URI.create(place + spoken.path() + letter.function()))
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
        device.tracer()
                .record(new TraceEvent.HttpExchange(
                        at,
                        Duration.ofNanos(System.nanoTime() - start),
                        "LPA",
                        spoken.title(),
                        spoken.name(),
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
