package org.esimtestbed.rspserver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    void writesAtOnceForOneWhoIsAlone() {
        var durability = new Durability(() -> {}, () -> 0, _ -> fail("there is nobody to wait for"));
        for (int i = 0; i < MANY; i++) durability.await(durability.begin());
    }

    @Test
    void waitsAsLongAsOthersComeWhereSeveralCameLast() throws Exception {
        try (var crowd = new Crowd()) {
            crowd.isWrittenFor();
            crowd.others(2); // two times somebody comes, the third time nobody
            crowd.oneMore();
            crowd.over();

            assertThat(crowd.waits).containsExactly(2_000_000L, 2_000_000L, 2_000_000L);
            assertThat(crowd.writes).as("one, all others, those who came then").hasValue(3);
        }
    }

    @Test
    void waitsTenMillisecondsFromTheLastWritingAtMost() throws Exception {
        try (var crowd = new Crowd()) {
            crowd.isWrittenFor();
            crowd.others(Integer.MAX_VALUE);
            crowd.now.set(9_500_000);
            crowd.timePasses = 300_000;
            crowd.oneMore();
            crowd.over();

            assertThat(crowd.waits).containsExactly(500_000L, 200_000L);
        }
    }

    /// Many who wait at the same time, at a durability whose time is the test's.
    private static final class Crowd implements AutoCloseable {
        final List<Long> waits = new CopyOnWriteArrayList<>();
        final AtomicInteger writes = new AtomicInteger();
        final AtomicLong now = new AtomicLong();
        volatile long timePasses;
        private final Semaphore mayEnd = new Semaphore(0);
        private final Semaphore begun = new Semaphore(0);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Durability durability = new Durability(this::write, now::get, this::gather);
        private volatile int others;
        private int asked;

        private void write() {
            writes.incrementAndGet();
            begun.release();
            mayEnd.acquireUninterruptibly();
        }

        private void gather(long nanos) {
            waits.add(nanos);
            now.addAndGet(timePasses);
            if (others-- > 0) oneMore();
        }

        /// One, and then many at once.
        void isWrittenFor() throws InterruptedException {
            oneMore();
            begun.acquire();
            for (int i = 0; i < MANY; i++) oneMore();
            mayEnd.release();
            begun.acquire();
        }

        void oneMore() {
            asked++;
            threads.execute(() -> durability.await(durability.begin()));
            while (durability.asked() < asked) Thread.onSpinWait();
        }

        void others(int count) {
            others = count;
        }

        void over() throws InterruptedException {
            mayEnd.release();
            begun.acquire();
            mayEnd.release();
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
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
