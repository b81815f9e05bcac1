package org.esimtestbed.lpadaemon.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.esimtestbed.lpa.discovery.Discovered;

/// Everything a job has told, for any number of watchers, each at a pace of its own: whoever writes waits for
/// nobody. Numbered from 1 without gaps.
public final class JobLog {
    /// Messages and segments beyond are not told one by one: a package of endless tiny segments fills no memory.
    static final int MOST = 5000;

    /// @param id its number
    public record Entry(long id, Instant at, JobEvent event) {}

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();
    private JobState state = new JobState.Running();
    private Optional<JobEvent.Loaded> loaded = Optional.empty();
    private final List<Discovered> found = new ArrayList<>();
    private boolean closed;

    JobLog(InstantSource clock) {
        this.clock = clock;
        enter(state);
    }

    void enter(JobState next) {
        lock.lock();
        try {
            state = next;
            append(new JobEvent.Entered(next));
        } finally {
            lock.unlock();
        }
    }

    /// One event of an SM-DS and those it has led to, whatever else was told. What was asked about it is over.
    void found(Discovered event) {
        lock.lock();
        try {
            event.all().forEach(each -> {
                found.add(each);
                append(new JobEvent.Found(each));
            });
            if (!(state instanceof JobState.Running)) enter(new JobState.Running());
        } finally {
            lock.unlock();
        }
    }

    void add(JobEvent event) {
        lock.lock();
        try {
            if (event instanceof JobEvent.Loaded it) loaded = Optional.of(it);
            if (entries.size() < MOST) append(event);
        } finally {
            lock.unlock();
        }
    }

    private void append(JobEvent event) {
        entries.add(new Entry(entries.size() + 1L, clock.instant(), event));
        grown.signalAll();
    }

    /// What the job has come to.
    public JobState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /// The last segment the eUICC has taken.
    public Optional<JobEvent.Loaded> loaded() {
        lock.lock();
        try {
            return loaded;
        } finally {
            lock.unlock();
        }
    }

    /// What SM-DSs have named so far, and what became of it.
    public List<Discovered> found() {
        lock.lock();
        try {
            return List.copyOf(found);
        } finally {
            lock.unlock();
        }
    }

    /// The number of the last entry.
    public long last() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /// The entries behind one; waits for the next if there are none, no longer than that.
    ///
    /// @param id 0 for all
    public List<Entry> after(long id, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (entries.size() <= id && !closed && left > 0) left = grown.awaitNanos(left);
            return entries.size() <= id ? List.of() : List.copyOf(entries.subList((int) id, entries.size()));
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing comes any more.
    public boolean isOver() {
        lock.lock();
        try {
            return closed || state instanceof JobState.Ended;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the job has ended, no longer than that.
    void awaitEnd(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!(state instanceof JobState.Ended) && left > 0) left = grown.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// Sends the watchers home, ended or not.
    void close() {
        lock.lock();
        try {
            closed = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
