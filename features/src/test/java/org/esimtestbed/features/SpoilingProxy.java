package org.esimtestbed.features;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.tls.MutualTls;

/// A network between the LPA and the SM-DP+ that fails once, in the function it is told, and is honest from then
/// on.
final class SpoilingProxy implements AutoCloseable {
    enum Fault {
        /// The request never arrives.
        LOST_BEFORE,
        /// The server has done it, and the answer never arrives.
        LOST_AFTER,
        /// The request arrives twice, and the second answer comes back.
        DOUBLED,
        /// Half an answer arrives.
        CUT
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI behind;
    private final HttpClient client;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private String function = "";
    private Fault fault = Fault.LOST_BEFORE;

    SpoilingProxy(SharedEcosystem target) {
        behind = target.es9Plus();
        var tls = target.pki().folder().read(TestPki.DP_TLS_NAME);
        var trusted = List.of(target.pki().folder().readCertificate(PkiFolder.CI));
        var context = MutualTls.context(tls, trusted);
        client = HttpClient.newBuilder().sslContext(context).build();
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "localhost:" + server.getAddress().getPort();
    }

    synchronized void failsOnce(String inFunction, Fault with) {
        function = inFunction;
        fault = with;
    }

    /// Whether the failure is still to come.
    synchronized boolean isPending() {
        return !function.isEmpty();
    }

    private synchronized boolean failsIn(HttpExchange exchange) {
        boolean fails = isPending() && exchange.getRequestURI().getPath().endsWith("/" + function);
        if (fails) function = "";
        return fails;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) { // closing it without an answer closes the connection
            var body = exchange.getRequestBody().readAllBytes();
            if (!failsIn(exchange)) {
                answer(exchange, forward(exchange, body), 1);
                return;
            }
            switch (fault) {
                case LOST_BEFORE -> {}
                case LOST_AFTER -> forward(exchange, body);
                case DOUBLED -> {
                    forward(exchange, body);
                    answer(exchange, forward(exchange, body), 1);
                }
                case CUT -> answer(exchange, forward(exchange, body), 2);
            }
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .timeout(PATIENCE)
                .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                .header("User-Agent", exchange.getRequestHeaders().getFirst("User-Agent"))
                .header("X-Admin-Protocol", exchange.getRequestHeaders().getFirst("X-Admin-Protocol"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer, int partOf) throws IOException {
        var body = answer.body();
        if (body.length == 0 && partOf > 1) return; // of nothing there is no half
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, body.length / partOf);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        client.close();
    }
}
