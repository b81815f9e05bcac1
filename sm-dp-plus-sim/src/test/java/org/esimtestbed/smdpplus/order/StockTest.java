package org.esimtestbed.smdpplus.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class StockTest {
    private static final InstantSource CLOCK = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Change CHANGE = Change.byServer("a test");

    private Database database;
    private Orders orders;
    private Stock stock;

    @BeforeEach
    void open(TestInfo test) {
        database = Database.named("stock" + test.getTestMethod().orElseThrow().getName());
        orders = database.orders(CLOCK);
        stock = new Stock(database.jdbc(), orders, Database.VAULT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Iccid iccid(int number) {
        return Iccid.withLuhnDigit("89882119%010d".formatted(number));
    }

    private void fill(String operator, String type, int from, int to) {
        database.intake(stock, CLOCK)
                .add(
                        operator,
                        type,
                        IntStream.range(from, to)
                                .mapToObj(number -> new Intake.Entry(
                                        iccid(number),
                                        new Personalisation(
                                                "00101%010d".formatted(number),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty())))
                                .toList());
    }

    private Optional<Iccid> take(String operator, String type) {
        return database.transactions().write(() -> {
            var next = stock.next(operator, type);
            next.ifPresent(it -> orders.save(it.reservedFor(Optional.empty()), CHANGE));
            return next.map(ProfileOrder::iccid);
        });
    }

    @Test
    void givesTheLowestIccidOfOperatorAndType() {
        fill("one", "b", 1, 2);
        fill("two", "a", 2, 3);
        fill("one", "a", 3, 6);

        assertThat(take("one", "a")).contains(iccid(3));
        assertThat(take("one", "a")).contains(iccid(4));
        assertThat(take("two", "a")).contains(iccid(2));
        assertThat(take("two", "a")).isEmpty();
    }

    @Test
    void takesInTheFirstOfThoseWithTheSameIccid() {
        var entry = new Intake.Entry(
                iccid(1),
                new Personalisation(
                        "001010000000001",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        var intake = database.intake(stock, CLOCK);

        assertThat(intake.add("one", "a", List.of(entry, entry))).isEmpty();
        assertThat(intake.add("two", "b", List.of(entry, entry))).containsExactly(iccid(1));
        assertThat(orders.find(iccid(1)).orElseThrow().operator()).isEqualTo("one");
    }

    @Test
    void leavesToOthersWhatTheyHold() {
        fill("one", "a", 1, 4);

        var inside = database.transactions().write(() -> {
            var held = stock.next("one", "a").orElseThrow().iccid();
            try (var other = Executors.newSingleThreadExecutor()) { // a server beside, in a transaction of its own
                return List.of(held, other.submit(() -> take("one", "a")).get().orElseThrow());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });

        assertThat(inside).containsExactly(iccid(1), iccid(2));
    }

    @Test
    void givesNothingTwiceHoweverManyTake() throws Exception {
        fill("one", "a", 0, 200);
        Callable<List<Iccid>> taker = () -> IntStream.range(0, 25)
                .mapToObj(_ -> take("one", "a").orElseThrow())
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var taken = threads.invokeAll(java.util.Collections.nCopies(8, taker)).stream()
                    .flatMap(it -> it.resultNow().stream())
                    .toList();
            assertThat(taken).hasSize(200);
            assertThat(new HashSet<>(taken)).hasSize(200);
        }
        assertThat(take("one", "a")).isEmpty();
    }

    @Test
    void walksTheIndexToTheFirstRowAndNoFurther() {
        fill("one", "a", 0, 5000);
        fill("two", "a", 5000, 6000);
        database.jdbc().sql("analyze").update(); // as the databases do by themselves in time

        var plan = String.join(
                "\n",
                database.jdbc()
                        .sql("explain analyze " + StockRows.CANDIDATES)
                        .param("two")
                        .param("a")
                        .param("")
                        .query(String.class)
                        .list());

        assertThat(plan).containsIgnoringCase(database.isH2() ? "primary_key" : "stock_pkey");
        if (database.isH2()) {
            // it counts what it has visited: a plan that sorted or scanned would visit thousands
            assertThat(plan).containsIgnoringCase("index sorted").containsPattern("scanCount: 3[0-9]\\b");
        } else {
            assertThat(plan).doesNotContainIgnoringCase("sort").doesNotContain("Seq Scan");
        }
    }
}
