package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.RspJson;
import tools.jackson.databind.JsonNode;

/// An operator's end of ES2+.HandleDownloadProgressInfo that keeps what it is told.
final class ToldOperator implements AutoCloseable {
    static final int BPP_INSTALLATION = 4;

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final HttpServer door;

    ToldOperator() throws IOException {
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", exchange -> {
            try (exchange) {
                told.add(RspJson.mapper().readTree(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        door.start();
    }

    URI address() {
        return URI.create("http://localhost:" + door.getAddress().getPort());
    }

    /// What it was told of a Profile, once that is so much.
    List<JsonNode> awaited(Iccid iccid, int messages) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (about(iccid).size() < messages) {
            assertThat(System.nanoTime())
                    .as("waited long enough for %s messages about %s, told: %s", messages, iccid, about(iccid))
                    .isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return about(iccid);
    }

    private List<JsonNode> about(Iccid iccid) {
        return told.stream()
                .filter(it -> it.path("iccid").asString().equals(iccid.digits()))
                .toList();
    }

    @Override
    public void close() {
        door.stop(0);
    }
}
