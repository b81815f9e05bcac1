package org.esimtestbed.lpa;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.tls.MutualTls;

/// A TLS server on loopback that answers each path as a test says, and remembers what it was asked.
public final class FakeServer implements AutoCloseable {
    private static final String ES9PLUS = "/gsma/rsp2/es9plus/";

    /// What one request gets.
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;

        static Answer of(int status, String body) {
            return exchange -> {
                var octets = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
                if (octets.length > 0) exchange.getResponseBody().write(octets);
            };
        }

        /// Executed-Success with those members.
        static Answer success(String members) {
            return of(
                    200,
                    "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}"
                            + (members.isEmpty() ? "" : "," + members) + "}");
        }
    }

    /// @param port of the client: the same for all requests of one connection
    public record Request(String function, String body, Map<String, List<String>> headers, int port) {}

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<Answer>> functions = new ConcurrentHashMap<>();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public FakeServer(Credential tls) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(MutualTls.context(tls, List.of())));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var function = exchange.getRequestURI().getPath().replace(ES9PLUS, "");
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    function,
                    body,
                    exchange.getRequestHeaders(),
                    exchange.getRemoteAddress().getPort()));
            functions.getOrDefault(function, () -> Answer.of(404, "")).get().to(exchange);
        }
    }

    public void on(String function, Answer answer) {
        computing(function, () -> answer);
    }

    /// @param answer is asked at each request
    public void computing(String function, Supplier<Answer> answer) {
        functions.put(function, answer);
    }

    public List<String> asked() {
        return requests.stream().map(Request::function).toList();
    }

    public String address() {
        return "localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
