package org.esimtestbed.lpadaemon.slot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.Work;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One card in its device: requests one after another, or one job. The device stays what it is between them, and a
/// card that was gone is inserted anew by the next who asks.
public final class Slot {
    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int JOBS_REMEMBERED = 32;
    private static final String NO_MORE = "the daemon is stopping, and inserts no card";

    private final SlotSettings settings;
    private final ReentrantLock inUse = new ReentrantLock(true);
    private final Deque<Job> jobs = new ArrayDeque<>(); // newest first
    private final Object pollingLock = new Object();
    private Optional<CardPolling> polling = Optional.empty();
    private volatile Optional<Job> running = Optional.empty();
    private volatile boolean stopping;
    private final AtomicReference<@Nullable Device> device = new AtomicReference<>(); // of who has the lock, or the job

    Slot(SlotSettings settings) {
        this.settings = settings;
    }

    public String name() {
        return settings.name();
    }

    /// Where the card is, for people.
    public String card() {
        return settings.card();
    }

    /// Whether the card answered when it was last asked.
    public boolean isInserted() {
        return device.get() != null;
    }

    /// The job that goes on.
    public Optional<Job> running() {
        return running;
    }

    /// The job that goes on and those that have ended, newest first.
    public List<Job> jobs() {
        synchronized (jobs) {
            return List.copyOf(jobs);
        }
    }

    /// Carries out a request.
    ///
    /// @throws Occupied if a job goes on, or requests before this one take too long
    /// @throws Stopping if the daemon is stopping
    /// @throws CardGone if there is no card
    public <R> R operate(Function<Device, R> operation) {
        enter();
        try {
            return withDevice(operation);
        } finally {
            inUse.unlock();
        }
    }

    /// Begins a job, which has the card until it ends.
    ///
    /// @throws Occupied as [#operate]
    /// @throws Stopping as [#operate]
    public void start(Job job) {
        enter();
        try {
            synchronized (jobs) {
                if (job.kind() == Job.Kind.POLL) jobs.removeIf(Slot::isPollInVain);
                jobs.addFirst(job);
                if (jobs.size() > JOBS_REMEMBERED) jobs.removeLast();
            }
            running = Optional.of(job);
            if (stopping) job.interrupt(); // who stops has looked for a job a moment too early
            Thread.ofVirtual().name("job " + job.id()).start(() -> carryOut(job));
        } finally {
            inUse.unlock();
        }
    }

    // They come by themselves, and would drive out what somebody has asked for.
    private static boolean isPollInVain(Job job) {
        return job.kind() == Job.Kind.POLL && job.log().found().isEmpty();
    }

    /// Asks the card's SM-DS at once, and from then on by a schedule, in later lives of the daemon too; one that was
    /// there before ends.
    ///
    /// @param asked makes a job that has not been started
    /// @throws Stopping if the daemon is stopping
    public CardPolling poll(
            PollingOrder order, Function<Work.Discover, Job> asked, InstantSource clock, RandomGenerator random) {
        synchronized (pollingLock) {
            if (stopping) throw new Stopping();
            order.keep(settings.memory(), settings.card());
            polling.ifPresent(CardPolling::off);
            var begun = new CardPolling(this, order.every(), asked, clock, random);
            polling = Optional.of(begun);
            begun.on();
            return begun;
        }
    }

    public Optional<CardPolling> polling() {
        synchronized (pollingLock) {
            return polling;
        }
    }

    /// Goes on with what an earlier life of the daemon was asked for, unless somebody has asked for something since.
    ///
    /// @throws IllegalArgumentException if what the memory holds is no such order for this card
    public void resumePolling(Consumer<PollingOrder> begin) {
        synchronized (pollingLock) {
            if (polling.isEmpty()) keptPolling().ifPresent(begin);
        }
    }

    /// What an earlier life of the daemon was asked for.
    ///
    /// @throws IllegalArgumentException if what the memory holds is no such order for this card
    public Optional<PollingOrder> keptPolling() {
        synchronized (pollingLock) {
            return PollingOrder.kept(settings.memory(), settings.card());
        }
    }

    /// For good. @return whether it was on
    public boolean stopPolling() {
        synchronized (pollingLock) {
            PollingOrder.forget(settings.memory());
            return pausePolling();
        }
    }

    private boolean pausePolling() {
        synchronized (pollingLock) {
            polling.ifPresent(CardPolling::off);
            var was = polling.isPresent();
            polling = Optional.empty();
            return was;
        }
    }

    private void carryOut(Job job) {
        try {
            withDevice(it -> {
                job.carryOut(it);
                return it;
            });
        } catch (RuntimeException noCard) {
            job.failed(noCard);
        } finally {
            running = Optional.empty();
            job.end(); // told last: who hears of it finds the card free
        }
    }

    private void enter() {
        requireFree();
        try {
            if (!inUse.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) throw new Occupied(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopping();
        }
        try {
            requireFree();
        } catch (RuntimeException e) {
            inUse.unlock();
            throw e;
        }
    }

    private void requireFree() {
        if (stopping) throw new Stopping();
        if (running.isPresent()) throw new Occupied(running);
    }

    private <R> R withDevice(Function<Device, R> operation) {
        var inserted = device.get();
        if (inserted == null) {
            if (stopping) throw new CardGone(NO_MORE);
            inserted = settings.insertion().insert(this::tell);
            device.set(inserted);
            if (stopping) { // who stops may have looked a moment too early
                takeOut();
                throw new CardGone(NO_MORE);
            }
        }
        try {
            return operation.apply(inserted);
        } catch (CardGone gone) {
            takeOut();
            throw gone;
        }
    }

    private void tell(TraceEvent event) {
        running.ifPresent(job -> job.hears(event));
    }

    private void takeOut() {
        var inserted = device.getAndSet(null);
        if (inserted == null) return;
        try {
            inserted.close();
        } catch (RuntimeException e) { // a card that is gone is gone
            LOG.warn("while taking out the card {}: {}", name(), e.toString());
        }
    }

    /// Begins nothing new; a job that waits for the End User ends here and is kept, and so is the order to poll.
    void stop() {
        stopping = true;
        pausePolling();
        running.ifPresent(Job::interrupt);
    }

    /// Takes the card out, after the request or job that has it has ended and told so, or that time has passed.
    void close(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        stop();
        boolean ours = isOurs(left(deadline)); // from here on no job begins
        try {
            jobs().forEach(job -> job.awaitEnd(left(deadline)));
            takeOut();
            jobs().forEach(Job::close);
        } finally {
            if (ours) inUse.unlock();
        }
    }

    private boolean isOurs(Duration patience) {
        try {
            return inUse.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
