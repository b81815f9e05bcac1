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
import org.esimtestbed.lpa.server.Es9Plus.Patience;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;

/// Functions of one interface as an LPA calls them: HTTPS with JSON (SGP.22 §6.5).
final class RspCalls implements AutoCloseable {
    /// What calls to any server share.
    ///
    /// @param chain the CIs that may vouch for a server
    /// @param hosts where the server of an address listens, `host:port`
    record Device(
            CertificateChain chain,
            UnaryOperator<String> hosts,
            Patience patience,
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
    }

    private final Device device;
    private final Interface spoken;
    private final Connections connections;

    RspCalls(Device device, Interface spoken) {
        this.device = device;
        this.spoken = spoken;
        this.connections =
                new Connections(CiTrust.context(device.chain(), spoken.tls()), device.patience(), device.bearers());
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
        if (answer.statusCode() != 200) {
            var what = address + " answers HTTP " + answer.statusCode() + " to " + function;
            var trouble = Trouble.http(answer.statusCode());
            throw answer.statusCode() >= 500 ? new ServerUnreachable(what, trouble) : new UnusableAnswer(what, trouble);
        }
        try {
            return JsonBinding.readResponse(answer.body(), type);
        } catch (MalformedMessage e) {
            throw new UnusableAnswer(
                    address + " answers " + function + " with no message of " + spoken.name() + ": " + e.getMessage(),
                    e);
        }
    }

    /// @throws ServerUnreachable if there is no answer
    HttpResponse<byte[]> post(String address, String function, Record message) {
        var body = JsonBinding.request(message);
        var request = request(address, function, body);
        var at = device.clock().instant();
        long start = System.nanoTime();
        try {
            var answer = connections.send(request);
            trace(at, start, request.uri(), function, body, answer.statusCode(), new String(answer.body(), UTF_8));
            return answer;
        } catch (IOException e) {
            trace(at, start, request.uri(), function, body, 0, String.valueOf(e.getMessage()));
            throw new ServerUnreachable("cannot reach the " + spoken.title() + " at " + address + ": " + cause(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachable("interrupted while waiting for " + address, e);
        }
    }

    private HttpRequest request(String address, String function, byte[] body) {
        try {
            var place = "https://" + device.hosts().apply(address.strip());
            return HttpRequest.newBuilder(URI.create(place + spoken.path() + function))
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
        device.tracer()
                .record(new TraceEvent.HttpExchange(
                        at,
                        Duration.ofNanos(System.nanoTime() - start),
                        "LPA",
                        spoken.title(),
                        spoken.name(),
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
