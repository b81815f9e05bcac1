package org.esimtestbed.lpa.discovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When the device asks its SM-DS: at power-on, then at an interval that no two devices keep alike, and after a poll
/// that came to nothing sooner, with pauses that double up to the interval. Safe for use by many threads.
public final class PollSchedule {
    private static final int DOUBLINGS = 20; // more of them are longer than any interval

    /// How often.
    ///
    /// @param interval from one poll that was answered to the next
    /// @param jitter   how much earlier or later, as a part of the pause: 0 to 1
    /// @param retry    the first pause after a poll that was not answered
    public record Rhythm(Duration interval, double jitter, Duration retry) {
        /// Every hour, give or take a tenth; after failures a minute, then two.
        public static final Rhythm STANDARD = new Rhythm(Duration.ofHours(1), 0.1, Duration.ofMinutes(1));

        /// @throws IllegalArgumentException naming what makes no rhythm
        public Rhythm {
            if (!interval.isPositive()) throw new IllegalArgumentException("the interval is not positive: " + interval);
            if (!retry.isPositive()) throw new IllegalArgumentException("the pause is not positive: " + retry);
            if (!(jitter >= 0 && jitter <= 1)) throw new IllegalArgumentException("jitter is 0 to 1: " + jitter);
        }

        /// That often, with what follows from it.
        public static Rhythm every(Duration interval) {
            var retry = STANDARD.retry.compareTo(interval) < 0 ? STANDARD.retry : interval;
            return new Rhythm(interval, STANDARD.jitter, retry);
        }
    }

    private final Rhythm rhythm;
    private final InstantSource clock;
    private final RandomGenerator random;
    private int failures;
    private Instant due;

    /// The device has just been switched on: it asks at once.
    public PollSchedule(Rhythm rhythm, InstantSource clock, RandomGenerator random) {
        this.rhythm = rhythm;
        this.clock = clock;
        this.random = random;
        this.due = clock.instant();
    }

    public synchronized Instant due() {
        return due;
    }

    public synchronized boolean isDue() {
        return !clock.instant().isBefore(due);
    }

    /// The SM-DS has answered.
    ///
    /// @param again when something it has named is to be tried again, if that is
    public synchronized void answered(Optional<Instant> again) {
        failures = 0;
        var next = after(rhythm.interval());
        due = again.filter(next::isAfter).orElse(next);
    }

    /// The device had something else to do and has not asked.
    public synchronized void skipped() {
        due = after(rhythm.interval());
    }

    /// It has not.
    public synchronized void missed() {
        var doubled = rhythm.retry().multipliedBy(1L << Math.min(failures, DOUBLINGS));
        failures++;
        due = after(doubled.compareTo(rhythm.interval()) < 0 ? doubled : rhythm.interval());
    }

    private Instant after(Duration pause) {
        double factor = 1 + rhythm.jitter() * (2 * random.nextDouble() - 1);
        return clock.instant().plusMillis(Math.max(1, Math.round(pause.toMillis() * factor)));
    }
}
