package org.esimtestbed.smdpplus.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.order.AuditTrail;
import org.esimtestbed.smdpplus.order.Change;
import org.esimtestbed.smdpplus.order.EndedOrders;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.order.ProfileOrder;
import org.esimtestbed.smdpplus.session.Sessions;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class RetentionTest {
    private static final Change CHANGE = Change.byServer("a test");
    private static final Duration KEPT = ServerPolicy.standard().finishedOrderLife();

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private Database database;
    private Orders orders;
    private Retention retention;

    @BeforeEach
    void open(TestInfo test) {
        database =
                Database.named("retention" + test.getTestMethod().orElseThrow().getName());
        orders = database.orders(clock);
        retention = retention(ServerPolicy.standard());
    }

    private Retention retention(ServerPolicy policy) {
        return new Retention(
                new Sessions(database.jdbc(), clock, Duration.ofHours(1), Duration.ofDays(30)),
                new EndedOrders(database.jdbc(), database.transactions(), orders, clock),
                clock,
                policy);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Iccid iccid(int number) {
        return Iccid.withLuhnDigit("89882119%010d".formatted(number));
    }

    private ProfileOrder stocked(int number) {
        orders.add(ProfileOrder.available(iccid(number), "operator", "generic"), CHANGE);
        return orders.find(iccid(number)).orElseThrow();
    }

    private ProfileOrder confirmed(int number, Optional<Instant> expiresAt) {
        var allocated = orders.save(stocked(number).reservedFor(Optional.empty()), CHANGE);
        return orders.save(
                allocated
                        .after(OrderEvent.CONFIRM_ORDER)
                        .reachedBy(new ProfileOrder.Delivery(
                                Optional.of("M" + number), Optional.empty(), Optional.empty(), expiresAt)),
                CHANGE);
    }

    private long count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private void session(String id, Instant forgetAt) {
        database.jdbc()
                .sql(
                        "insert into rsp_session (transaction_id, body, expires_at, forget_at, ver) values (?, '{}', ?, ?, 0)")
                .param(id)
                .param(java.sql.Timestamp.from(forgetAt))
                .param(java.sql.Timestamp.from(forgetAt))
                .update();
    }

    @Test
    void dropsSessionsThatHaveExpired() {
        session("01", clock.instant());
        session("02", clock.instant().plusSeconds(1));

        assertThat(retention.look().sessions()).isEqualTo(1);
        assertThat(count("rsp_session")).isEqualTo(1);
    }

    @Test
    void endsOrdersWhoseTimeIsOverInError() {
        for (int i = 0; i < 250; i++) confirmed(i, Optional.of(clock.instant().plusSeconds(60)));
        confirmed(1000, Optional.empty());
        assertThat(retention.look().expired()).isZero();

        clock.pass(Duration.ofSeconds(60));

        assertThat(retention.look().expired()).isEqualTo(250);
        assertThat(orders.find(iccid(0)).orElseThrow().state()).isEqualTo(OrderState.ERROR);
        assertThat(orders.find(iccid(1000)).orElseThrow().state()).isEqualTo(OrderState.CONFIRMED);
        assertThat(new AuditTrail(database.jdbc(), clock)
                        .of(iccid(0))
                        .getLast()
                        .change()
                        .why())
                .contains("expired");
        assertThat(retention.look().expired()).isZero();
    }

    @Test
    void dropsWhatEndedLongAgoWithAllThatBelongsToIt() {
        for (int i = 0; i < 250; i++) {
            orders.save(confirmed(i, Optional.empty()).cancelled(OrderEvent.CANCEL_TO_UNAVAILABLE), CHANGE);
        }
        database.jdbc()
                .sql("insert into callback (operator, iccid, call_id, message, attempts, due_at, created_at)"
                        + " values ('operator', ?, 'id', '{}', 0, current_timestamp, current_timestamp)")
                .param(iccid(0).digits())
                .update();
        stocked(1000);
        confirmed(1001, Optional.empty());

        clock.pass(KEPT.minusSeconds(1));
        assertThat(retention.look().dropped()).isZero();
        clock.pass(Duration.ofSeconds(1));
        assertThat(retention.look().dropped()).isEqualTo(250);

        assertThat(orders.all()).extracting(ProfileOrder::iccid).isEqualTo(List.of(iccid(1000), iccid(1001)));
        assertThat(count("callback")).isZero();
        assertThat(database.jdbc()
                        .sql("select distinct iccid from order_audit order by iccid")
                        .query(String.class)
                        .list())
                .containsExactly(iccid(1000).digits(), iccid(1001).digits());
    }

    @Test
    void looksByItselfNowAndThen() {
        session("01", clock.instant());
        var standard = ServerPolicy.standard();
        var often = new ServerPolicy(
                standard.minimumSvn(),
                standard.maximumSvn(),
                standard.confirmationCodeForm(),
                standard.lpaHeaders(),
                standard.maxDownloadAttempts(),
                standard.maxConfirmationAttempts(),
                standard.maximumProfiles(),
                standard.sessionLife(),
                standard.resultLife(),
                standard.orderLife(),
                standard.finishedOrderLife(),
                standard.callbackLife(),
                Duration.ofMillis(10));
        try (var _ = retention(often).start()) {
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (count("rsp_session") > 0 && System.nanoTime() < deadline) LockSupport.parkNanos(5_000_000);
        }
        assertThat(count("rsp_session")).isZero();
    }
}
