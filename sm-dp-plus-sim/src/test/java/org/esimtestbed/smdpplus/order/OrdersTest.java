package org.esimtestbed.smdpplus.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.storage.Vault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;

class OrdersTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Iccid ICCID = Iccid.withLuhnDigit("898821190000000001");
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");
    private static final Bytes PACKAGE = Bytes.utf8("the secrets of a subscriber");
    private static final Vault VAULT = new Vault(Bytes.repeat(7, 32), Crypto.standard());

    private Database database;
    private Orders orders;

    @BeforeEach
    void open(TestInfo test) {
        database = Database.inMemory(test.getTestMethod().orElseThrow().getName());
        orders = new Orders(database.jdbc(), VAULT, CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static ProfileOrder order(Iccid iccid, OrderState state) {
        return new ProfileOrder(
                iccid, state, "operator", "generic", Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0);
    }

    private ProfileOrder released() {
        orders.add(order(ICCID, OrderState.CONFIRMED), PACKAGE);
        return orders.save(orders.find(ICCID)
                .orElseThrow()
                .reachedBy("MATCHING", Optional.of(Bytes.repeat(3, 32)))
                .after(OrderEvent.RELEASE_PROFILE));
    }

    @Test
    void givesBackWhatItWasGiven() {
        var saved = orders.save(released().linkedTo(EID).withDownloadAttempt().withConfirmationAttempt());

        assertThat(orders.find(ICCID)).contains(saved);
        assertThat(orders.findByMatchingId("MATCHING")).contains(saved);
        assertThat(orders.findForEid(EID)).contains(saved);
        assertThat(orders.all()).containsExactly(saved);
        assertThat(orders.profilePackage(ICCID)).isEqualTo(PACKAGE);
        assertThat(saved.eid()).contains(EID);
        assertThat(saved.confirmationCodeHash()).contains(Bytes.repeat(3, 32));
        assertThat(saved.downloadAttempts()).isEqualTo(1);
        assertThat(saved.confirmationAttempts()).isEqualTo(1);
    }

    @Test
    void keepsTheFirstOrderOfAnIccidAsItIs() {
        var first = released();

        assertThat(orders.add(order(ICCID, OrderState.ALLOCATED), Bytes.utf8("another")))
                .isFalse();

        assertThat(orders.find(ICCID)).contains(first);
        assertThat(orders.profilePackage(ICCID)).isEqualTo(PACKAGE);
    }

    @Test
    void refusesAChangeOfAnOrderThatSomebodyElseHasChanged() {
        var read = released();
        var theirs = orders.save(read.after(OrderEvent.BIND));

        assertThatThrownBy(() -> orders.save(read.after(OrderEvent.END_USER_REJECTED)))
                .isInstanceOf(Orders.Overtaken.class)
                .hasMessageContaining(ICCID.digits());

        assertThat(orders.find(ICCID)).contains(theirs);
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
                            orders.save(read.after(OrderEvent.BIND));
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
        var other = Iccid.withLuhnDigit("898821190000000002");
        orders.add(order(other, OrderState.ALLOCATED), PACKAGE);
        var second = orders.find(other).orElseThrow();

        assertThatThrownBy(() -> orders.save(second.reachedBy("MATCHING", Optional.empty())))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(orders.find(other)).contains(second);
    }

    @Test
    void findsForAnEuiccOnlyWhatMayBeDownloaded() {
        orders.add(order(ICCID, OrderState.LINKED).linkedTo(EID), PACKAGE);

        assertThat(orders.findForEid(EID)).isEmpty();
    }

    @Test
    void keepsNothingReadableInTheDatabaseFile(@TempDir Path folder) throws Exception {
        try (var inFile = Database.inFile(folder.resolve("data"))) {
            new Orders(inFile.jdbc(), VAULT, CLOCK).add(order(ICCID, OrderState.ALLOCATED), PACKAGE);
        }

        var stored = Files.readString(folder.resolve("data.mv.db"), StandardCharsets.ISO_8859_1);
        assertThat(stored).contains(ICCID.digits()); // it is the right file, and written
        assertThat(stored).doesNotContain("subscriber").doesNotContain("secrets");
    }

    @Test
    void opensNoPackageWithAnotherKey() {
        orders.add(order(ICCID, OrderState.ALLOCATED), PACKAGE);
        var stranger = new Orders(database.jdbc(), new Vault(Bytes.repeat(8, 32), Crypto.standard()), CLOCK);

        assertThatThrownBy(() -> stranger.profilePackage(ICCID))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ICCID.digits())
                .hasMessageContaining("master key");
    }
}
