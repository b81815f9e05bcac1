package org.esimtestbed.smdpplus.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is read often and changes seldom: kept in memory, and read again when the [Revision] has moved, which is looked
/// at once a second at most.
public final class Remembered<T> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private record Held<V>(V value, long revision, Instant lookAgain) {}

    private final Revision revision;
    private final InstantSource clock;
    private final Supplier<T> read;
    private volatile @Nullable Held<T> held;

    public Remembered(Revision revision, InstantSource clock, Supplier<T> read) {
        this.revision = revision;
        this.clock = clock;
        this.read = read;
    }

    public T get() {
        var now = clock.instant();
        var it = held;
        return it != null && now.isBefore(it.lookAgain()) ? it.value() : look(now);
    }

    private synchronized T look(Instant now) {
        var it = held;
        if (it != null && now.isBefore(it.lookAgain())) return it.value(); // another has looked while this one waited
        long current = revision.current(); // before reading: what is written meanwhile is seen at the next look
        var value = it != null && it.revision() == current ? it.value() : read.get();
        held = new Held<>(value, current, now.plus(BETWEEN_LOOKS));
        return value;
    }

    /// After a change of one's own: the next to ask reads it.
    public synchronized void forget() {
        held = null;
    }
}
