package org.esimtestbed.lpa.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.esimtestbed.lpa.discovery.PollSchedule.Rhythm;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
    private static final Instant POWER_ON = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private Instant now = POWER_ON;

    private PollSchedule schedule(double jitter) {
        return new PollSchedule(new Rhythm(HOUR, jitter, Duration.ofMinutes(1)), () -> now, new Random(1));
    }

    @Test
    void asksAtPowerOnThenAtTheInterval() {
        var schedule = schedule(0);
        assertThat(schedule.isDue()).isTrue();

        schedule.answered(Optional.empty());

        assertThat(schedule.isDue()).isFalse();
        now = POWER_ON.plus(HOUR);
        assertThat(schedule.isDue()).isTrue();
    }

    @Test
    void doublesItsPausesUpToTheInterval() {
        var schedule = schedule(0);
        for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            schedule.missed();
            assertThat(schedule.due()).isEqualTo(POWER_ON.plus(Duration.ofMinutes(minutes)));
        }
        for (int i = 0; i < 100; i++) schedule.missed(); // a shift by more than 63 would begin anew
        assertThat(schedule.due()).isEqualTo(POWER_ON.plus(HOUR));

        schedule.answered(Optional.empty());
        schedule.missed();

        assertThat(schedule.due()).isEqualTo(POWER_ON.plus(Duration.ofMinutes(1)));
    }

    @Test
    void waitsForTheNextTurnWhenItWasSkippedAndForgetsNoFailure() {
        var schedule = schedule(0);
        schedule.missed();

        schedule.skipped();

        assertThat(schedule.due()).isEqualTo(POWER_ON.plus(HOUR));
        schedule.missed();
        assertThat(schedule.due()).isEqualTo(POWER_ON.plus(Duration.ofMinutes(2)));
    }

    @Test
    void spreadsDevicesOverTheJitterAndNoFurther() {
        var times = new HashSet<Instant>();
        for (int device = 0; device < 100; device++) {
            var schedule = new PollSchedule(
                    new Rhythm(HOUR, 0.25, Duration.ofMinutes(1)), () -> now, new SplittableRandom(device));
            schedule.answered(Optional.empty());
            times.add(schedule.due());
        }
        assertThat(times).hasSizeGreaterThan(90);
        assertThat(times)
                .allSatisfy(due -> assertThat(due)
                        .isBetween(POWER_ON.plus(Duration.ofMinutes(45)), POWER_ON.plus(Duration.ofMinutes(75))));
        assertThat(times)
                .anySatisfy(due -> assertThat(due).isBefore(POWER_ON.plus(Duration.ofMinutes(50))))
                .anySatisfy(due -> assertThat(due).isAfter(POWER_ON.plus(Duration.ofMinutes(70))));
    }

    @Test
    void comesBackEarlierForAnEventThatIsDueAgain() {
        var schedule = schedule(0);
        var again = POWER_ON.plus(Duration.ofMinutes(2));

        schedule.answered(Optional.of(again));
        assertThat(schedule.due()).isEqualTo(again);

        schedule.answered(Optional.of(POWER_ON.plus(HOUR.multipliedBy(5))));
        assertThat(schedule.due()).isEqualTo(POWER_ON.plus(HOUR));
    }

    @Test
    void refusesWhatIsNoRhythm() {
        assertThatThrownBy(() -> Rhythm.every(Duration.ZERO)).hasMessageContaining("interval");
        assertThatThrownBy(() -> new Rhythm(HOUR, 1.5, HOUR)).hasMessageContaining("jitter");
        assertThatThrownBy(() -> new Rhythm(HOUR, 0, Duration.ofSeconds(-1))).hasMessageContaining("pause");
        assertThat(Rhythm.every(Duration.ofSeconds(5)).retry()).isEqualTo(Duration.ofSeconds(5));
    }
}
