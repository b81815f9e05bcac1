package org.esimtestbed.smdpplus.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.order.ProfileOrder.Attempts;
import org.esimtestbed.smdpplus.order.ProfileOrder.Bound;
import org.esimtestbed.smdpplus.order.ProfileOrder.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.dao.DuplicateKeyException;

class OrdersTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Iccid ICCID = Iccid.withLuhnDigit("898821190000000001");
    private static final Iccid OTHER = Iccid.withLuhnDigit("898821190000000002");
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");
    private static final Change CHANGE = Change.byServer("a test");
    private static final Delivery NAMED = new Delivery(
            Optional.of("MATCHING"),
            Optional.of(Bytes.repeat(3, 32)),
            Optional.of("smds.example.com"),
            Optional.of(Instant.parse("2026-02-01T00:00:00Z")));

    private Database database;
    private Orders orders;
    private AuditTrail audit;

    @BeforeEach
    void open(TestInfo test) {
        database = Database.named(test.getTestMethod().orElseThrow().getName());
        orders = database.orders(CLOCK);
        audit = new AuditTrail(database.jdbc(), CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ProfileOrder allocated(Iccid iccid) {
        orders.add(ProfileOrder.available(iccid, "operator", "generic").reservedFor(Optional.empty()), CHANGE);
        return orders.find(iccid).orElseThrow();
    }

    private ProfileOrder released() {
        return orders.save(
                allocated(ICCID)
                        .after(OrderEvent.CONFIRM_ORDER)
                        .reachedBy(NAMED)
                        .after(OrderEvent.RELEASE_PROFILE),
                CHANGE);
    }

    private static ProfileOrder bound(ProfileOrder order) {
        return order.boundTo(EID, new Bound(Bytes.repeat(4, 65), Bytes.repeat(5, 100), TransactionId.of("0A")));
    }

    @Test
    void givesBackWhatItWasGiven() {
        var saved = orders.save(bound(released()).withConfirmationAttempt(), CHANGE);

        assertThat(orders.find(ICCID)).contains(saved);
        assertThat(orders.findByMatchingId("MATCHING")).contains(saved);
        assertThat(orders.findForEid(EID)).contains(saved);
        assertThat(orders.all()).containsExactly(saved);
        assertThat(saved.eid()).contains(EID);
        assertThat(saved.delivery()).isEqualTo(NAMED);
        assertThat(saved.attempts()).isEqualTo(new Attempts(1, 1));
        assertThat(saved.bound().orElseThrow().euiccOtpk()).isEqualTo(Bytes.repeat(4, 65));
    }

    @Test
    void keepsTheFirstProfileOfAnIccidAsItIs() {
        var first = released();

        assertThatThrownBy(() -> orders.add(ProfileOrder.available(ICCID, "another", "generic"), CHANGE))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(orders.find(ICCID)).contains(first);
    }

    @Test
    void leavesNothingOfAnOrderThatIsCancelled() {
        var cancelled = orders.save(released().linkedTo(EID).cancelled(OrderEvent.CANCEL_TO_AVAILABLE), CHANGE);

        assertThat(cancelled)
                .usingRecursiveComparison()
                .ignoringFields("version")
                .isEqualTo(ProfileOrder.available(ICCID, "operator", "generic"));
        assertThat(orders.findByMatchingId("MATCHING")).isEmpty();
        assertThat(orders.findForEid(EID)).isEmpty();
    }

    @Test
    void writesDownEachChangeWithWhoAndWhy() {
        var transaction = new TransactionId(Bytes.repeat(9, 16));
        orders.save(bound(released()), Change.byEuicc(EID, "got it", transaction));

        assertThat(audit.of(ICCID))
                .extracting(AuditTrail.Entry::state)
                .containsExactly(OrderState.ALLOCATED, OrderState.RELEASED, OrderState.DOWNLOADED);
        assertThat(audit.of(ICCID).getLast())
                .isEqualTo(new AuditTrail.Entry(
                        CLOCK.instant(),
                        OrderState.DOWNLOADED,
                        new Change("eUICC " + EID, "got it", Optional.of(transaction))));
    }

    @Test
    void refusesAChangeOfAnOrderThatSomebodyElseHasChanged() {
        var read = released();
        var theirs = orders.save(bound(read), CHANGE);

        assertThatThrownBy(() -> orders.save(read.after(OrderEvent.END_USER_REJECTED), CHANGE))
                .isInstanceOf(Orders.Overtaken.class)
                .hasMessageContaining(ICCID.digits());

        assertThat(orders.find(ICCID)).contains(theirs);
        assertThat(audit.of(ICCID)).hasSize(3); // what did not happen is not written down
    }

    @Test
    void letsOneOfManyWhoReadTheSameOrderChangeIt() throws Exception {
        var read = released();
        int racers = 8;
        var start = new CyclicBarrier(racers);
        var won = new ArrayList<Boolean>();
        try (var pool = Executors.newFixedThreadPool(racers)) {
            var tries = IntStream.range(0, racers)
                    .<Callable<Boolean>>mapToObj(_ -> () -> {
                        start.await();
                        try {
                            orders.save(bound(read), CHANGE);
                            return true;
                        } catch (Orders.Overtaken overtaken) {
                            return false;
                        }
                    })
                    .toList();
            for (var outcome : pool.invokeAll(tries)) won.add(outcome.get());
        }

        assertThat(won).hasSize(racers).containsOnlyOnce(true);
        assertThat(orders.find(ICCID).orElseThrow().version()).isEqualTo(read.version() + 1);
    }

    @Test
    void refusesAMatchingIdThatAnotherOrderHas() {
        released();
        var second = allocated(OTHER);

        assertThatThrownBy(() -> orders.save(second.reachedBy(NAMED), CHANGE))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(orders.find(OTHER)).contains(second);
    }

    @Test
    void findsForAnEuiccOnlyWhatMayBeDownloaded() {
        orders.add(ProfileOrder.available(ICCID, "operator", "generic").reservedFor(Optional.of(EID)), CHANGE);

        assertThat(orders.findForEid(EID)).isEmpty();
    }

    @Test
    void prefersForAnEuiccTheOrderThatHasNoMatchingId() {
        orders.save(released().linkedTo(EID), CHANGE);
        var unnamed = orders.save(
                allocated(OTHER)
                        .after(OrderEvent.CONFIRM_ORDER)
                        .after(OrderEvent.RELEASE_PROFILE)
                        .linkedTo(EID),
                CHANGE);

        assertThat(orders.findForEid(EID)).contains(unnamed);
    }
}
