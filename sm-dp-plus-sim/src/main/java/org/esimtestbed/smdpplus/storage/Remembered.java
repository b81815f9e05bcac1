package org.esimtestbed.smdpplus.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// What is read often and changes seldom: kept in memory, and read again when the [Revision] has moved, which is looked
/// at once a second at most. Nobody waits for another who looks: whoever asks may be in a transaction, and the other
/// may wait for a connection to the database that is there again only when such transactions end.
public final class Remembered<T> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private record Held<V>(Optional<V> value, long revision, Instant lookAgain) {
        static <V> Held<V> nothing() {
            return new Held<>(Optional.empty(), 0, Instant.MIN);
        }
    }

    private final Revision revision;
    private final InstantSource clock;
    private final Supplier<T> read;
    private final ReentrantLock looking = new ReentrantLock();
    private final AtomicReference<Held<T>> held = new AtomicReference<>(Held.nothing());

    public Remembered(Revision revision, InstantSource clock, Supplier<T> read) {
        this.revision = revision;
        this.clock = clock;
        this.read = read;
    }

    public T get() {
        var it = Objects.requireNonNull(held.get());
        if (it.value().isEmpty()) return look(it);
        boolean fresh = clock.instant().isBefore(it.lookAgain());
        if (fresh || !looking.tryLock()) return it.value().get(); // whoever looks, looks for all
        try {
            return look(it);
        } finally {
            looking.unlock();
        }
    }

    private T look(Held<T> before) {
        long current = revision.current(); // before reading: what is written meanwhile is seen at the next look
        var value = before.value().filter(_ -> before.revision() == current).orElseGet(read);
        var lookAgain = clock.instant().plus(BETWEEN_LOOKS);
        held.compareAndSet(before, new Held<>(Optional.of(value), current, lookAgain)); // unless it was forgotten
        return value;
    }

    /// After a change of one's own: the next to ask reads it.
    public void forget() {
        held.set(Held.nothing());
    }
}
