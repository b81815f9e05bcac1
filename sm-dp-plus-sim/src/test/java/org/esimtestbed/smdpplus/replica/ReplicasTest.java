package org.esimtestbed.smdpplus.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.session.Sessions;
import org.esimtestbed.testkit.PostgreSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Several servers on one PostgreSQL: none of them knows anything the others do not.
class ReplicasTest {
    private static final int ORDERS = 1000;
    private static final int DEVICES = 64;
    private static final int KILLS = 6;
    private static final URI NOBODY = URI.create("https://localhost:9");
    /// What a device may be refused with that was not the first to ask for an order.
    private static final Set<String> TOO_LATE = Set.of("8.2.6/3.8", "8.1.1/3.8", "8.2/3.7");

    @TempDir
    Path folder;

    private TestSmDpPlus server(String url) {
        return new TestSmDpPlus(
                TestSmDpPlus.pki(folder),
                clock -> TestSmDpPlus.settings(folder, TestSmDpPlus.pki(folder), url, NOBODY, clock));
    }

    @Test
    void serveOneSessionBetweenThem() throws Exception {
        var url = PostgreSql.newDatabase();
        try (var one = server(url);
                var two = server(url);
                var three = server(url)) {
            var euicc = one.euicc(1);
            var iccid = two.released("");

            var signed1 = one.initiated(euicc);
            var id = signed1.transactionId();
            var offered = two.authenticateClient(
                    id, euicc.authenticate(signed1, iccid.digits()).encode());
            assertThat(TestSmDpPlus.outcome(offered)).isEqualTo("Executed-Success");
            var offer = new TestSmDpPlus.Offer(euicc, id, TestSmDpPlus.json(offered));
            var bound = three.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));
            assertThat(TestSmDpPlus.outcome(bound)).isEqualTo("Executed-Success");
            var told = one.lpa(
                    "handleNotification",
                    "{\"pendingNotification\":\"%s\"}"
                            .formatted(euicc.installed(id, iccid, TestSmDpPlus.ADDRESS)
                                    .raw()
                                    .base64()));

            assertThat(told.statusCode()).isEqualTo(204);
            assertThat(two.running.orders().find(iccid))
                    .map(ProfileOrder::state)
                    .contains(OrderState.INSTALLED);
        }
    }

    @Test
    void giveAProfileToOneOfTwoDevicesThatAskDifferentReplicas() throws Exception {
        var url = PostgreSql.newDatabase();
        try (var one = server(url);
                var two = server(url)) {
            for (int round = 0; round < 10; round++) {
                var iccid = one.released("");
                var left = one.offered(one.euicc(1), iccid.digits());
                var right = two.offered(two.euicc(2), iccid.digits());
                List<String> outcomes;
                try (var pool = Executors.newFixedThreadPool(2)) {
                    var answers = pool.invokeAll(List.<Callable<HttpResponse<String>>>of(
                            () -> one.lpa("getBoundProfilePackage", left.prepared(Optional.empty())),
                            () -> two.lpa("getBoundProfilePackage", right.prepared(Optional.empty()))));
                    outcomes = List.of(
                            TestSmDpPlus.outcome(answers.get(0).get()),
                            TestSmDpPlus.outcome(answers.get(1).get()));
                }

                assertThat(outcomes).containsExactlyInAnyOrder("Executed-Success", "8.2/3.7");
            }
        }
    }

    /// Servers die as by `kill -9` while many devices want the same orders. In the end every order is at one device,
    /// and its operator is told of one installation.
    @Test
    void loseNoOrderAndDeliverNoneTwiceHoweverTheyDie() throws Exception {
        var url = PostgreSql.newDatabase();
        var jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        var seed = 20_26_11_21L;
        var installed = new ConcurrentHashMap<Iccid, Integer>();
        var refusals = Collections.synchronizedSet(new TreeSet<String>());
        try (var front = server(url)) {
            var orders = new ArrayList<Iccid>();
            for (int i = 0; i < ORDERS; i++) orders.add(front.released(""));
            var replicas = List.of(
                    ReplicaProcess.start(folder, url),
                    ReplicaProcess.start(folder, url),
                    ReplicaProcess.start(folder, url));
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                var left = new AtomicInteger(DEVICES);
                var devices = IntStream.range(0, DEVICES)
                        .mapToObj(number -> pool.submit(() -> {
                            var random = new Random(seed + number);
                            var device = new RacingDevice(front.euicc(number), front.lpa, replicas, random);
                            var mine = new ArrayList<>(orders);
                            Collections.shuffle(mine, random);
                            // each order is wanted by several devices, and by this one among them
                            mine.subList(0, ORDERS / 32)
                                    .forEach(iccid -> wants(device, number, iccid, installed, refusals));
                            for (int i = number; i < ORDERS; i += DEVICES) {
                                wants(device, number, orders.get(i), installed, refusals);
                            }
                            left.decrementAndGet();
                            return null;
                        }))
                        .toList();
                var random = new Random(seed);
                for (int kill = 0; kill < KILLS && left.get() > 0; kill++) {
                    replicas.get(random.nextInt(replicas.size())).killAndRestart();
                }
                for (var device : devices) device.get();
            } finally {
                replicas.forEach(ReplicaProcess::kill);
            }

            var states = front.running.orders().all().stream()
                    .collect(Collectors.groupingBy(ProfileOrder::state, Collectors.counting()));
            assertThat(states).isEqualTo(Map.of(OrderState.INSTALLED, (long) ORDERS));
            assertThat(installed).hasSize(ORDERS);
            for (var order : front.running.orders().all()) {
                var euicc = front.euicc(installed.get(order.iccid()));
                assertThat(order.eid().orElseThrow().digits())
                        .isEqualTo(euicc.credential()
                                .certificate()
                                .subjectSerialNumber()
                                .orElseThrow());
            }
            assertThat(TOO_LATE).containsAll(refusals);
            assertThat(installationsTold(jdbc)).isEqualTo(ORDERS);
            noSessionStaysPastItsEnd(jdbc);
        }
    }

    private static void wants(
            RacingDevice device, int number, Iccid iccid, Map<Iccid, Integer> installed, Set<String> refusals) {
        device.download(iccid).ifPresentOrElse(refusals::add, () -> {
            var another = installed.put(iccid, number);
            assertThat(another).as("who else has installed " + iccid).isNull();
        });
    }

    private static long installationsTold(JdbcClient jdbc) {
        return jdbc.sql("select message from callback").query(String.class).list().stream()
                .map(text -> RspJson.mapper().readTree(text))
                .filter(message ->
                        message.path("notificationPointId").asInt() == HandleDownloadProgressInfo.BPP_INSTALLATION)
                .map(message -> message.path("iccid").asString())
                .distinct()
                .count();
    }

    private static void noSessionStaysPastItsEnd(JdbcClient jdbc) {
        var later = Instant.now().plus(Duration.ofDays(31));
        new Sessions(jdbc, InstantSource.fixed(later), Duration.ofHours(1), Duration.ofDays(30)).forgetExpired();
        assertThat(jdbc.sql("select count(*) from rsp_session")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
