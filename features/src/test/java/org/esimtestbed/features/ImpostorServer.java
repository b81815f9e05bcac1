package org.esimtestbed.features;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.tls.MutualTls;

/// A server that is no SM-DP+ of this ecosystem: it listens under a TLS certificate of its own and counts who talks.
final class ImpostorServer implements AutoCloseable {
    private final HttpsServer server;
    private final AtomicInteger requests = new AtomicInteger();

    ImpostorServer(Credential tls) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(MutualTls.context(tls, List.of(tls.certificate()))));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "localhost:" + server.getAddress().getPort();
    }

    /// Requests that came through TLS.
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
