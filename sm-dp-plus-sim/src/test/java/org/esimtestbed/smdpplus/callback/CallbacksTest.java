package org.esimtestbed.smdpplus.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.Header;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.MovableClock;
import org.esimtestbed.smdpplus.Operator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class CallbacksTest {
    private static final String OPERATOR = "operator";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private Database database;
    private HttpServer door;
    private volatile int status = 204;

    @BeforeEach
    void open(TestInfo test) throws IOException {
        database =
                Database.named("callbacks" + test.getTestMethod().orElseThrow().getName());
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", exchange -> {
            try (exchange) {
                told.add(new String(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(status, -1);
            }
        });
        door.start();
    }

    @AfterEach
    void close() {
        door.stop(0);
        database.close();
    }

    private OperatorClient operators() throws Exception {
        var callback = URI.create("http://localhost:" + door.getAddress().getPort());
        return new OperatorClient(
                List.of(new Operator(OPERATOR, new Oid("2.999.20"), callback)),
                "2.999.10",
                SSLContext.getDefault(),
                Tracer.NONE,
                clock);
    }

    private static HandleDownloadProgressInfo.Request message(int number) {
        return new HandleDownloadProgressInfo.Request(
                Optional.empty(),
                Iccid.withLuhnDigit("89882119" + "%010d".formatted(number)),
                "generic",
                "2026-01-01T00:00:00Z",
                HandleDownloadProgressInfo.BPP_DOWNLOAD,
                Header.success().functionExecutionStatus(),
                Optional.empty());
    }

    private List<Integer> attempts() {
        return database.jdbc()
                .sql("select attempts from callback order by id")
                .query(Integer.class)
                .list();
    }

    private static void await(BooleanSupplier truth) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!truth.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void tellsInTheOrderThingsHappened() throws Exception {
        try (var operators = operators();
                var callbacks = new Callbacks(database.jdbc(), operators, clock)) {
            for (int i = 0; i < 5; i++) callbacks.add(OPERATOR, message(i));
            for (int i = 0; i < 5; i++) {
                assertThat(told.poll(10, TimeUnit.SECONDS))
                        .contains(message(i).iccid().digits());
            }
            await(() -> attempts().isEmpty());
        }
    }

    @Test
    void keepsWhatWasNotTakenOverARestart() throws Exception {
        status = 503;
        try (var operators = operators();
                var callbacks = new Callbacks(database.jdbc(), operators, clock)) {
            callbacks.add(OPERATOR, message(1));
            await(() -> attempts().equals(List.of(1)));
        }

        status = 204;
        told.clear();
        clock.pass(Duration.ofMinutes(1));
        try (var operators = operators();
                var _ = new Callbacks(database.jdbc(), operators, clock)) {
            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .contains(message(1).iccid().digits());
            await(() -> attempts().isEmpty());
        }
    }

    @Test
    void doesNotTryAgainBeforeThePauseIsOver() throws Exception {
        status = 503;
        try (var operators = operators();
                var callbacks = new Callbacks(database.jdbc(), operators, clock)) {
            callbacks.add(OPERATOR, message(1));
            await(() -> attempts().equals(List.of(1)));
            callbacks.add(OPERATOR, message(2)); // wakes the worker, time stands still
            await(() -> attempts().equals(List.of(1, 1)));
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void keepsWhatIsForAnOperatorItDoesNotKnowAndTellsTheOthers() throws Exception {
        try (var operators = operators();
                var callbacks = new Callbacks(database.jdbc(), operators, clock)) {
            callbacks.add("nobody", message(1));
            callbacks.add(OPERATOR, message(2));

            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .contains(message(2).iccid().digits());
            await(() -> attempts().equals(List.of(1)));
        }
    }
}
