package org.esimtestbed.lpadaemon.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobLogTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final JobLog log = new JobLog(InstantSource.fixed(NOW));

    private static JobEvent segment(int number) {
        return new JobEvent.Loaded(number, 10_000, number * 100L);
    }

    private List<Long> idsAfter(long id) throws InterruptedException {
        return log.after(id, Duration.ZERO).stream().map(JobLog.Entry::id).toList();
    }

    @Test
    void numbersEveryEntryAndTellsThoseBehindOne() throws InterruptedException {
        log.add(segment(1));
        log.enter(new JobState.Loading(1000));

        assertThat(idsAfter(0)).containsExactly(1L, 2L, 3L);
        assertThat(idsAfter(2)).containsExactly(3L);
        assertThat(idsAfter(3)).isEmpty();
        assertThat(log.after(2, Duration.ZERO))
                .containsExactly(new JobLog.Entry(3, NOW, new JobEvent.Entered(new JobState.Loading(1000))));
        assertThat(log.state()).isEqualTo(new JobState.Loading(1000));
        assertThat(log.loaded()).contains((JobEvent.Loaded) segment(1));
    }

    @Test
    void givesEachWatcherEverythingAtItsOwnPace() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watchers = LongStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> {
                        long told = 0;
                        while (told < 501)
                            told = log.after(told, LONG).getLast().id();
                        return told;
                    }))
                    .toList();
            for (int i = 1; i <= 500; i++) log.add(segment(i));
            for (var watcher : watchers)
                assertThat(watcher.get(30, TimeUnit.SECONDS)).isEqualTo(501);
        }
    }

    @Test
    void sendsWatchersHomeWhenNothingComesAnyMore() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watcher = threads.submit(() -> log.after(1, Duration.ofMinutes(10)));
            log.close();
            assertThat(watcher.get(30, TimeUnit.SECONDS)).isEmpty();
            assertThat(log.isOver()).isTrue();
        }
    }

    @Test
    void isOverWhenTheJobHasEnded() {
        assertThat(log.isOver()).isFalse();
        log.enter(new JobState.Ended(JobEnd.nothing()));
        assertThat(log.isOver()).isTrue();
        log.awaitEnd(LONG); // at once
    }

    @Test
    void growsNoFurtherForEndlessSegmentsAndTellsTheEndAllTheSame() throws InterruptedException {
        for (int i = 1; i <= JobLog.MOST * 2; i++) log.add(segment(i));
        log.enter(new JobState.Ended(JobEnd.nothing()));

        assertThat(log.last()).isEqualTo(JobLog.MOST + 1);
        assertThat(log.after(JobLog.MOST, Duration.ZERO).getFirst().event()).isInstanceOf(JobEvent.Entered.class);
        assertThat(log.loaded().orElseThrow().loaded()).isEqualTo(JobLog.MOST * 2);
    }
}
