package org.esimtestbed.httpdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.esimtestbed.rsp.crypto.Curve;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

@DisplayName("The port for operation, and the end of a role")
class OperationTest {
    private static final String TOKEN = "a-long-token";

    private static SSLContext tls;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        tls = TestRole.server(TestRole.pki(folder, Curve.NIST_P256));
    }

    private static Operation with(Operation.Admin admin) {
        return new Operation(Limits.DEFAULT, Optional.of(admin), Operation.LogFormat.LINES, false);
    }

    @Test
    void tellsHealthReadinessAndMetricsOnItsOwnPortAlone() throws IOException {
        try (var role = TestRole.start(() -> tls, with(Operation.Admin.loopback(0)))) {
            assertThat(Ask.get(role.adminPort(), "/health").statusCode()).isEqualTo(200);
            assertThat(Ask.get(role.adminPort(), "/ready").body()).isEqualTo("ready\n");
            assertThat(Ask.post(tls, role.port(), "/metrics", "").statusCode()).isEqualTo(404);
            assertThat(Ask.get(role.adminPort(), TestRole.ECHO).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void countsRequestsByInterfaceFunctionAndOutcome() throws IOException {
        try (var role = TestRole.start(() -> tls, with(Operation.Admin.loopback(0)))) {
            Ask.post(tls, role.port(), TestRole.ECHO, "{\"name\":\"alice\"}");
            Ask.post(tls, role.port(), TestRole.ECHO, "{\"name\":\"refuse me\"}");
            Ask.post(tls, role.port(), TestRole.ECHO, "no JSON");
            Ask.post(tls, role.port(), "/gsma/rsp2/es9plus/made-up-1", "{}");
            Ask.post(tls, role.port(), "/gsma/rsp2/es9plus/made-up-2", "{}");
            var metrics = Ask.get(role.adminPort(), "/metrics").body();
            assertThat(metrics)
                    .contains("rsp_requests_seconds_count{function=\"echo\",interface=\"es9plus\","
                            + "outcome=\"Executed-Success\"} 1")
                    .contains("outcome=\"8.2.6/3.8\"} 1")
                    .contains("function=\"echo\",interface=\"es9plus\",outcome=\"400\"} 1")
                    .contains("function=\"other\",interface=\"other\",outcome=\"404\"} 2")
                    .contains("rsp_requests_seconds_bucket", "le=\"0.005\"")
                    .contains("rsp_requests_running 1.0") // the one that asks
                    .contains("jvm_memory_used_bytes")
                    .doesNotContain("made-up");
        }
    }

    @Test
    void asksForTheTokenWhenThereIsOne() throws IOException {
        var admin = new Operation.Admin("127.0.0.1", 0, Optional.of(TOKEN));
        assertThat(admin.toString()).doesNotContain(TOKEN);
        try (var role = TestRole.start(() -> tls, with(admin))) {
            int port = role.adminPort();
            for (var path : new String[] {"/health", "/ready", "/metrics"}) {
                assertThat(Ask.get(port, path).statusCode()).isEqualTo(401);
                assertThat(Ask.get(port, path, "Authorization", "Bearer " + TOKEN + "x")
                                .statusCode())
                        .isEqualTo(401);
                assertThat(Ask.get(port, path, "Authorization", "Basic " + TOKEN)
                                .statusCode())
                        .isEqualTo(401);
                assertThat(Ask.get(port, path, "Authorization", "Bearer " + TOKEN)
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void refusesAnAddressOthersReachWithoutAToken() {
        assertThatThrownBy(() -> new Operation.Admin("0.0.0.0", 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("token");
    }

    @Test
    void isNotReadyWhileItStops() {
        var readiness = new Readiness(Optional.empty());
        assertThat(readiness.whyNot()).isEmpty();
        readiness.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
        assertThat(readiness.whyNot()).contains("stopping");
    }

    @Test
    void isNotReadyWhenTheDatabaseIsGoneOrSilent() {
        var never = new CountDownLatch(1);
        var gone = database(() -> {
            throw new SQLException("gone");
        });
        var silent = database(() -> never.await(60, TimeUnit.SECONDS));
        assertThat(new Readiness(Optional.of(gone)).whyNot()).contains("the database does not answer");
        assertThat(new Readiness(Optional.of(silent)).whyNot()).contains("the database does not answer");
        never.countDown();
    }

    private static DataSource database(java.util.concurrent.Callable<?> connect) {
        return (DataSource) Proxy.newProxyInstance(
                OperationTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> connect.call());
    }

    @Test
    void answersWhatItHasBegunBeforeItStopsAndTakesNothingNew() throws Exception {
        var settings = new TestRole.Settings(() -> tls, new CountDownLatch(1), new CountDownLatch(1));
        var role = TestRole.start(settings, Operation.DEFAULT);
        int port = role.port();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = threads.submit(() -> Ask.post(tls, port, TestRole.WAIT, "{\"name\":\"alice\"}"));
            assertThat(settings.entered().await(20, TimeUnit.SECONDS)).isTrue();
            var closing = threads.submit(role::close);
            assertThat(refusedWithin(20, port)).as("new requests are refused").isTrue();
            assertThat(running.isDone()).isFalse();
            settings.go().countDown();
            assertThat(running.get(20, TimeUnit.SECONDS).body()).contains("alice", "Executed-Success");
            closing.get(20, TimeUnit.SECONDS);
        } finally {
            settings.go().countDown();
        }
    }

    // asks again until the port is closed: when that is depends on the thread that closes
    private static boolean refusedWithin(int seconds, int port) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            try {
                if (Ask.post(tls, port, TestRole.ECHO, "{\"name\":\"bob\"}").statusCode() == 503) return true;
            } catch (IOException _) {
                return true;
            }
        }
        return false;
    }

    @Test
    void doesNotWaitForEverForWhatDoesNotEnd() throws Exception {
        var settings = new TestRole.Settings(() -> tls, new CountDownLatch(1), new CountDownLatch(1));
        var d = Limits.DEFAULT;
        var impatient = new Limits(
                d.bodyOctets(),
                d.headerOctets(),
                d.headers(),
                d.silence(),
                d.request(),
                d.idle(),
                d.connections(),
                java.time.Duration.ofMillis(200));
        var role =
                TestRole.start(settings, new Operation(impatient, Optional.empty(), Operation.LogFormat.LINES, false));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = role.port();
            threads.submit(() -> Ask.post(tls, port, TestRole.WAIT, "{\"name\":\"alice\"}"));
            assertThat(settings.entered().await(20, TimeUnit.SECONDS)).isTrue();
            threads.submit(role::close).get(15, TimeUnit.SECONDS);
        } finally {
            settings.go().countDown();
        }
    }
}
