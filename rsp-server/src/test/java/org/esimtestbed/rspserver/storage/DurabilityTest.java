package org.esimtestbed.rspserver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;

@Timeout(30)
class DurabilityTest {
    private static final int MANY = 20;

    @Test
    void writesOnceForAllWhoCameWhileItWasWriting() throws Exception {
        var begun = new Semaphore(0);
        var mayEnd = new Semaphore(0);
        var writes = new AtomicInteger();
        var durability = new Durability(
                () -> {
                    writes.incrementAndGet();
                    begun.release();
                    mayEnd.acquireUninterruptibly();
                },
                () -> 0,
                _ -> {});
        int life = durability.begin();
        var over = new CountDownLatch(MANY + 1);
        Runnable waiter = () -> {
            durability.await(life);
            over.countDown();
        };
        try (var threads = Executors.newCachedThreadPool()) {
            threads.execute(waiter);
            begun.acquire();
            for (int i = 0; i < MANY; i++) threads.execute(waiter);
            while (durability.asked() < MANY + 1) Thread.onSpinWait();

            assertThat(over.getCount())
                    .as("nobody is told before it is written")
                    .isEqualTo(MANY + 1);
            mayEnd.release();
            begun.acquire(); // the second time, for all the others
            assertThat(over.getCount()).isPositive();
            mayEnd.release();
            over.await();
        }
        assertThat(writes).hasValue(2);
    }

    @Test
    void waitsForMoreOnlyWhereSeveralCameLast() throws Exception {
        var mayEnd = new Semaphore(0);
        var begun = new Semaphore(0);
        var gathered = new AtomicLong();
        var durability = new Durability(
                () -> {
                    begun.release();
                    mayEnd.acquireUninterruptibly();
                },
                () -> 3_000_000,
                gathered::addAndGet);
        int life = durability.begin();
        Runnable waiter = () -> durability.await(life);
        try (var threads = Executors.newCachedThreadPool()) {
            threads.execute(waiter);
            begun.acquire();
            for (int i = 0; i < MANY; i++) threads.execute(waiter);
            while (durability.asked() < MANY + 1) Thread.onSpinWait();
            mayEnd.release();
            begun.acquire();
            assertThat(gathered).as("after one who was alone").hasValue(0);
            threads.execute(waiter);
            while (durability.asked() < MANY + 2) Thread.onSpinWait();
            mayEnd.release();
            begun.acquire();
            mayEnd.release();
        }
        assertThat(gathered.get())
                .as("ten milliseconds from its beginning, which is now")
                .isEqualTo(10_000_000);
    }

    @Test
    void failsForAllWhoHadBegunBefore() {
        var full = new AtomicInteger(1);
        var durability = new Durability(
                () -> {
                    if (full.getAndDecrement() > 0) throw new DataAccessResourceFailureException("no space left");
                },
                () -> 0,
                _ -> {});
        int first = durability.begin();
        int second = durability.begin();

        assertThatThrownBy(() -> durability.await(first)).hasMessage("no space left");
        assertThatThrownBy(() -> durability.await(second))
                .as("what it had committed was forgotten with the rest")
                .hasMessage("the database was lost meanwhile");
        durability.await(durability.begin()); // opened anew, and there is room again
    }

    @Test
    void leavesPostgresAlone() {
        assertThat(Durability.url("jdbc:postgresql://localhost/x")).isEqualTo("jdbc:postgresql://localhost/x");
        assertThat(Durability.url("jdbc:h2:mem:x")).isEqualTo("jdbc:h2:mem:x;WRITE_DELAY=500");
        assertThat(Durability.url("jdbc:h2:mem:x;write_delay=0")).isEqualTo("jdbc:h2:mem:x;write_delay=0");
    }
}
