package org.esimtestbed.smdpplus.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.Header;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class CallbacksTest {
    private static final String OPERATOR = "operator";
    private static final Duration LIFE = Duration.ofDays(7);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private Database database;
    private HttpServer door;
    private ServerSocket silent;
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
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()); // takes connections, answers none
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
        door.stop(0);
        database.close();
    }

    private Callbacks callbacks(OperatorClient operators) {
        return new Callbacks(rows(), operators, database.orders(clock), Crypto.standard(), clock, LIFE);
    }

    private CallbackRows rows() {
        return new CallbackRows(database.jdbc(), database.batches(), clock);
    }

    private OperatorClient operators() throws Exception {
        var tls = SSLContext.getDefault();
        var callback = URI.create("http://localhost:" + door.getAddress().getPort());
        return new OperatorClient(
                () -> List.of(
                        new Operator(OPERATOR, new Oid("2.999.20"), callback),
                        new Operator(
                                "silent", new Oid("2.999.21"), URI.create("http://localhost:" + silent.getLocalPort())),
                        new Operator("untold", new Oid("2.999.22"), Optional.empty(), Set.of())),
                "2.999.10",
                () -> tls,
                Tracer.NONE,
                clock);
    }

    private static HandleDownloadProgressInfo.Request message(int number) {
        return message(number, "2026-01-01T00:00:00Z");
    }

    private static HandleDownloadProgressInfo.Request message(int number, String timestamp) {
        return new HandleDownloadProgressInfo.Request(
                Optional.empty(),
                Iccid.withLuhnDigit("89882119" + "%010d".formatted(number)),
                "generic",
                timestamp,
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
    void tellsThePointsOfAProfileInTheOrderTheyWereReached() throws Exception {
        var times = IntStream.range(0, 5)
                .mapToObj("2026-01-01T00:00:0%dZ"::formatted)
                .toList();
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            for (var time : times) callbacks.add(OPERATOR, message(1, time));
            for (var time : times) assertThat(told.poll(10, TimeUnit.SECONDS)).contains(time);
            await(() -> attempts().isEmpty());
        }
    }

    @Test
    void keepsWhatWasNotTakenOverARestart() throws Exception {
        status = 503;
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            callbacks.add(OPERATOR, message(1));
            await(() -> attempts().equals(List.of(1)));
        }

        status = 204;
        told.clear();
        clock.pass(Duration.ofMinutes(1));
        try (var operators = operators();
                var _ = callbacks(operators)) {
            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .contains(message(1).iccid().digits());
            await(() -> attempts().isEmpty());
        }
    }

    @Test
    void doesNotTryAgainBeforeThePauseIsOver() throws Exception {
        status = 503;
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
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
                var callbacks = callbacks(operators)) {
            callbacks.add("nobody", message(1));
            callbacks.add(OPERATOR, message(2));

            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .contains(message(2).iccid().digits());
            await(() -> attempts().equals(List.of(1)));
        }
    }

    @Test
    void writesNothingForAnOperatorThatIsNotToBeTold() throws Exception {
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            callbacks.add("untold", message(1));

            assertThat(attempts()).isEmpty();
        }
    }

    @Test
    void forgetsWhatWaitsForAnOperatorThatIsNoMoreToBeTold() throws Exception {
        rows().add("untold", message(1).iccid(), "CALL", RspJson.mapper().writeValueAsString(message(1)));
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            assertThat(callbacks).isNotNull();
            await(() -> attempts().isEmpty());
        }
        assertThat(told).isEmpty();
    }

    private static HandleDownloadProgressInfo.Request point(int profile, int point) {
        var it = message(profile);
        return new HandleDownloadProgressInfo.Request(
                it.eid(),
                it.iccid(),
                it.profileType(),
                it.timestamp(),
                point,
                it.notificationPointStatus(),
                it.resultData());
    }

    private static List<String> pointsOf(int profile, java.util.Collection<String> told) {
        return told.stream()
                .map(it -> RspJson.mapper().readTree(it))
                .filter(it -> it.path("iccid")
                        .asString()
                        .equals(message(profile).iccid().digits()))
                .map(it -> it.path("notificationPointId").asString())
                .toList();
    }

    @Test
    void tellsNoLaterPointOfAProfileBeforeTheEarlierOne() throws Exception {
        status = 503;
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            callbacks.add(OPERATOR, point(1, 3));
            await(() -> attempts().equals(List.of(1)));
            status = 204;
            callbacks.add(OPERATOR, point(1, 4)); // the first is not due yet
            callbacks.add(OPERATOR, point(2, 3)); // another Profile does not wait for it
            await(() -> told.size() == 2);
            assertThat(pointsOf(1, told)).containsExactly("3");
            assertThat(pointsOf(2, told)).containsExactly("3");

            clock.pass(Duration.ofMinutes(1));
            await(() -> attempts().isEmpty());
            assertThat(pointsOf(1, told)).containsExactly("3", "3", "4");
        }
    }

    @Test
    void keepsTheCallIdentifierHoweverOftenItTries() throws Exception {
        status = 503;
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            callbacks.add(OPERATOR, message(1));
            await(() -> attempts().equals(List.of(1)));
            status = 204;
            clock.pass(Duration.ofMinutes(1));
            await(() -> attempts().isEmpty());
        }
        assertThat(told.stream()
                        .map(it -> RspJson.mapper()
                                .readTree(it)
                                .at("/header/functionCallIdentifier")
                                .asString()))
                .hasSize(2)
                .allMatch(it -> it.matches("[0-9A-F]{32}"))
                .containsOnly(RspJson.mapper()
                        .readTree(told.peek())
                        .at("/header/functionCallIdentifier")
                        .asString());
    }

    @Test
    void keepsNobodyWaitingForAnOperatorWhoDoesNotAnswer() throws Exception {
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            callbacks.add("silent", message(1));
            try (var connected = silent.accept()) { // he has been asked, and says nothing
                for (int i = 2; i < 12; i++) callbacks.add(OPERATOR, message(i));
                await(() -> told.size() == 10);
                assertThat(attempts()).contains(0);
                assertThat(connected.isConnected()).isTrue();
            }
        }
    }

    @Test
    void tellsNothingTwiceWhenSeveralServersShareTheWork() throws Exception {
        try (var operators = operators();
                var one = callbacks(operators);
                var two = callbacks(operators);
                var three = callbacks(operators)) {
            for (int i = 0; i < 60; i++) List.of(one, two, three).get(i % 3).add(OPERATOR, message(i));
            await(() -> attempts().isEmpty());
        }
        assertThat(told).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void findsWhatNobodyAnnouncesHoweverMuchIsAnnouncedForOthers() throws Exception {
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            rows().add(OPERATOR, message(1).iccid(), "call", RspJson.mapper().writeValueAsString(message(1)));
            await(() -> {
                callbacks.add("silent", message(2));
                return !told.isEmpty();
            });
        }
    }

    @Test
    void knowsWhichOperatorsThereIsSomethingForNow() {
        var rows = rows();
        rows.add("later", message(1).iccid(), "call", "{}");
        rows.add("now", message(2).iccid(), "call", "{}");
        rows.add("now", message(3).iccid(), "call", "{}");
        rows.add("also", message(4).iccid(), "call", "{}");
        rows.postpone(rows.claimDue("later").getFirst(), Duration.ofSeconds(2));

        assertThat(rows.operatorsDue()).containsExactlyInAnyOrder("also", "now");
        clock.pass(Duration.ofSeconds(3));
        assertThat(rows.operatorsDue()).containsExactlyInAnyOrder("also", "later", "now");
    }

    @Test
    void tellsWhatAServerHadClaimedWhenItDied() throws Exception {
        var rows = rows();
        rows.add(OPERATOR, message(1).iccid(), "call", RspJson.mapper().writeValueAsString(message(1)));
        assertThat(rows.claimDue(OPERATOR)).hasSize(1);
        assertThat(rows.claimDue(OPERATOR)).isEmpty();

        clock.pass(Duration.ofMinutes(2));
        try (var operators = operators();
                var _ = callbacks(operators)) {
            await(() -> attempts().isEmpty());
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void givesUpWhatIsTooOldAndSaysSoInTheAudit() throws Exception {
        var order =
                org.esimtestbed.smdpplus.order.ProfileOrder.available(message(1).iccid(), OPERATOR, "generic");
        database.orders(clock).add(order, org.esimtestbed.smdpplus.order.Change.byServer("a test"));
        status = 503;
        try (var operators = operators();
                var callbacks = callbacks(operators)) {
            callbacks.add(OPERATOR, message(1));
            await(() -> attempts().equals(List.of(1)));
            clock.pass(LIFE);
            await(() -> attempts().isEmpty());
        }
        assertThat(new org.esimtestbed.smdpplus.order.AuditTrail(database.jdbc(), clock)
                        .of(message(1).iccid())
                        .getLast()
                        .change()
                        .why())
                .contains("gave up telling operator operator")
                .contains("503");
    }
}
