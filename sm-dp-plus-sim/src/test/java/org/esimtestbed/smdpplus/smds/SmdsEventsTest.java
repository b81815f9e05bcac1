package org.esimtestbed.smdpplus.smds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.testkit.TestSmds.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.AuditTrail;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.order.ProfileOrder.Delivery;
import org.esimtestbed.testkit.MovableClock;
import org.esimtestbed.testkit.TestSmds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class SmdsEventsTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");
    private static final Change CHANGE = Change.byServer("a test");
    private static final Duration LIFE = Duration.ofDays(7);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private TestPki pki;
    private Database database;
    private TestSmds smds;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        pki = TestSmDpPlus.pki(folder);
        database = Database.named("smds" + test.getTestMethod().orElseThrow().getName());
        smds = new TestSmds(folder, pki);
    }

    @AfterEach
    void close() {
        smds.close();
        database.close();
    }

    /// What a server has of ES12.
    private final class Server implements AutoCloseable {
        private final SmdsEventRows rows = new SmdsEventRows(database.jdbc(), Crypto.standard(), clock);
        private final Orders orders = database.orders(clock, rows);
        private final SmdsClient client;
        private final SmdsEvents events;

        Server() {
            var settings = TestSmDpPlus.settings(folder, pki, "unused", URI.create("https://localhost:1"), clock);
            var tls = MutualTls.context(pki.folder().read(TestPki.DP_TLS_NAME), settings.cis());
            client = new SmdsClient(settings.identity(), () -> tls, Tracer.NONE, clock);
            events = new SmdsEvents(rows, client, orders, clock, LIFE);
        }

        ProfileOrder released(int number, Optional<String> address) {
            var iccid = Iccid.withLuhnDigit("89882119" + "%010d".formatted(number));
            orders.add(ProfileOrder.available(iccid, "operator", "generic").reservedFor(Optional.of(EID)), CHANGE);
            return orders.save(
                    orders.find(iccid)
                            .orElseThrow()
                            .after(OrderEvent.CONFIRM_ORDER)
                            .reachedBy(new Delivery(
                                    Optional.of("EVENT-" + number), Optional.empty(), address, Optional.empty()))
                            .after(OrderEvent.RELEASE_PROFILE),
                    CHANGE);
        }

        ProfileOrder released(int number) {
            return released(number, Optional.of(smds.address()));
        }

        @Override
        public void close() {
            events.close();
            client.close();
        }
    }

    private List<String> rows() {
        return database.jdbc()
                .sql("select state || ' ' || attempts from smds_event order by id")
                .query(String.class)
                .list();
    }

    private List<String> audit(ProfileOrder order) {
        return new AuditTrail(database.jdbc(), clock)
                .of(order.iccid()).stream().map(it -> it.change().why()).toList();
    }

    @Test
    void registersOnceWhatIsReleased() {
        try (var server = new Server()) {
            var order = server.released(1);
            await(() -> rows().equals(List.of("REGISTERED 0")));

            var body = smds.told("registerEvent").getFirst();
            assertThat(body.at("/header/functionRequesterIdentifier").asString())
                    .isEqualTo(TestPki.SMDP_OID.dotted());
            assertThat(body.at("/header/functionCallIdentifier").asString()).matches("[0-9A-F]{32}");
            assertThat(body.path("eid").asString()).isEqualTo(EID.digits());
            assertThat(body.path("rspServerAddress").asString()).isEqualTo(TestSmDpPlus.ADDRESS);
            assertThat(body.path("eventId").asString()).isEqualTo("EVENT-1");
            assertThat(body.path("forwardingIndicator").isBoolean()).isTrue();
            await(() -> audit(order).contains("event registered at SM-DS " + smds.address()));

            // an installation that is interrupted leaves the order Released, and its event where it is
            server.orders.save(order.after(OrderEvent.INSTALLATION_INTERRUPTED), CHANGE);
            assertThat(rows()).containsExactly("REGISTERED 0");
        }
        assertThat(smds.told("registerEvent")).hasSize(1);
    }

    @Test
    void tellsNobodyOfAnOrderWithoutAnSmds() {
        try (var server = new Server()) {
            var order = server.released(1, Optional.empty());
            server.orders.save(order.after(OrderEvent.INSTALLATION_SUCCEEDED), CHANGE);
        }
        assertThat(rows()).isEmpty();
    }

    @Test
    void triesAgainAfterAPauseWithTheSameCallIdentifier() {
        smds.isUnavailable();
        try (var server = new Server()) {
            server.released(1);
            await(() -> rows().equals(List.of("REGISTERING 1")));
            smds.succeeds();
            server.released(2); // wakes the worker, time stands still for the first
            await(() -> rows().equals(List.of("REGISTERING 1", "REGISTERED 0")));

            clock.pass(Duration.ofMinutes(1));
            await(() -> rows().equals(List.of("REGISTERED 0", "REGISTERED 0")));
        }
        assertThat(smds.told("registerEvent").stream()
                        .filter(it -> it.path("eventId").asString().equals("EVENT-1"))
                        .map(it -> it.at("/header/functionCallIdentifier").asString()))
                .hasSize(2)
                .containsOnly(smds.told("registerEvent")
                        .getFirst()
                        .at("/header/functionCallIdentifier")
                        .asString());
    }

    @Test
    void registersAfterARestartWhatAnSmdsThatWasAwayDidNotTake() {
        smds.goesAway();
        try (var server = new Server()) {
            server.released(1);
            await(() -> rows().equals(List.of("REGISTERING 1")));
        }
        smds.comesBack();
        clock.pass(Duration.ofMinutes(1));
        try (var _ = new Server()) {
            await(() -> rows().equals(List.of("REGISTERED 0")));
        }
        assertThat(smds.told("registerEvent")).hasSize(1);
    }

    @Test
    void deletesTheEventOfAnOrderThatHasEnded() {
        try (var server = new Server()) {
            var installed = server.released(1);
            var cancelled = server.released(2);
            await(() -> rows().equals(List.of("REGISTERED 0", "REGISTERED 0")));
            server.orders.save(installed.after(OrderEvent.INSTALLATION_SUCCEEDED), CHANGE);
            server.orders.save(cancelled.cancelled(OrderEvent.CANCEL_TO_UNAVAILABLE), CHANGE);
            await(() -> rows().isEmpty());
        }
        assertThat(smds.told("deleteEvent").stream()
                        .map(it ->
                                it.path("eid").asString() + it.path("eventId").asString()))
                .containsExactlyInAnyOrder(EID + "EVENT-1", EID + "EVENT-2");
    }

    @Test
    void takesWhatTheSmdsKnowsAlreadyAsDone() {
        smds.refuses("8.9.5", "3.3");
        try (var server = new Server()) {
            var order = server.released(1);
            await(() -> rows().equals(List.of("REGISTERED 0")));

            smds.refuses("8.9.5", "3.9");
            server.orders.save(order.after(OrderEvent.INSTALLATION_FAILED), CHANGE);
            await(() -> rows().isEmpty());
            await(() -> audit(order).contains("event deleted at SM-DS " + smds.address()));
        }
    }

    @Test
    void takesARefusalAtItsWordAndSaysSoInTheAudit() {
        smds.refuses("8.9.5", "3.9"); // of no use to a registration
        try (var server = new Server()) {
            var order = server.released(1);
            await(() -> audit(order).getLast().contains("gave up registering the event"));
            assertThat(audit(order).getLast()).contains("8.9.5/3.9").contains(smds.address());
            assertThat(rows()).isEmpty();
        }
    }

    @Test
    void givesUpAfterItsLife() {
        smds.refuses("8.9", "4.2"); // may pass
        try (var server = new Server()) {
            var order = server.released(1);
            await(() -> rows().equals(List.of("REGISTERING 1")));
            clock.pass(LIFE);
            await(() -> audit(order).getLast().contains("gave up registering the event"));
            assertThat(rows()).isEmpty();
        }
    }

    @Test
    void registersNothingTwiceWhenSeveralServersShareTheWork() {
        try (var one = new Server();
                var two = new Server()) {
            for (int i = 0; i < 30; i++) (i % 2 == 0 ? one : two).released(i);
            await(() -> rows().equals(java.util.Collections.nCopies(30, "REGISTERED 0")));
        }
        assertThat(smds.told("registerEvent").stream()
                        .map(it -> it.path("eventId").asString()))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    @Test
    void deletesOnlyAfterTheRegistrationThatIsUnderWay() {
        var rows = new SmdsEventRows(database.jdbc(), Crypto.standard(), clock);
        var orders = database.orders(clock, rows);
        var order = ProfileOrder.available(Iccid.withLuhnDigit("898821190000000001"), "operator", "generic")
                .reservedFor(Optional.of(EID))
                .after(OrderEvent.CONFIRM_ORDER)
                .reachedBy(new Delivery(
                        Optional.of("EVENT"), Optional.empty(), Optional.of(smds.address()), Optional.empty()))
                .after(OrderEvent.RELEASE_PROFILE);
        orders.add(order, CHANGE);
        var registering = rows.due(smds.address()).getFirst();
        assertThat(rows.claim(registering)).isTrue();

        orders.save(order.after(OrderEvent.END_USER_REJECTED), CHANGE);
        assertThat(rows.due(smds.address())).isEmpty();
        rows.done(registering);

        assertThat(rows.due(smds.address()))
                .extracting(SmdsEventRows.Row::state)
                .containsExactly(SmdsEventRows.State.DELETING);
    }
}
