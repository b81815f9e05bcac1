package org.esimtestbed.smdpplus.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RememberedTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-30T12:00:00Z"));
    private final ArrayDeque<String> values = new ArrayDeque<>(List.of("old", "new", "newest"));
    private final CountDownLatch looking = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private Database database;
    private Revision revision;

    @BeforeEach
    void open() {
        database = Database.named("remembered");
        revision = new Revision(database.jdbc());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isReadAgainASecondAfterAChangeAndAtOnceAfterOnesOwn() {
        var remembered = new Remembered<>(revision, clock, values::remove);
        assertThat(remembered.get()).isEqualTo("old");

        clock.pass(Duration.ofSeconds(1));
        assertThat(remembered.get()).as("nothing has changed").isEqualTo("old");
        revision.next();
        assertThat(remembered.get()).as("too early to look").isEqualTo("old");
        clock.pass(Duration.ofSeconds(1));
        assertThat(remembered.get()).isEqualTo("new");

        remembered.forget();
        assertThat(remembered.get()).isEqualTo("newest");
    }

    // With every connection in a transaction that waits here, whoever looks waits for one in vain.
    @Test
    void keepsNobodyWaitingForAnotherWhoLooks() throws Exception {
        var remembered = new Remembered<>(revision, clock, () -> slowly("new"));
        remembered.get();
        revision.next();
        clock.pass(Duration.ofSeconds(1));
        var first = CompletableFuture.supplyAsync(remembered::get);
        looking.await();

        assertThat(remembered.get()).isEqualTo("old");
        mayEnd.countDown();
        assertThat(first.join()).isEqualTo("new");
        assertThat(remembered.get()).isEqualTo("new");
    }

    @Test
    void keepsNothingThatWasReadBeforeAChangeOfOnesOwn() throws Exception {
        var remembered = new Remembered<>(revision, clock, () -> slowly("old"));
        var first = CompletableFuture.supplyAsync(remembered::get);
        looking.await();
        remembered.forget();
        mayEnd.countDown();
        first.join();

        assertThat(remembered.get()).isEqualTo("new");
    }

    /// The next value; reading the one that is named takes as long as the test wants.
    private String slowly(String named) {
        var value = values.remove();
        if (!value.equals(named)) return value;
        looking.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return value;
    }
}
