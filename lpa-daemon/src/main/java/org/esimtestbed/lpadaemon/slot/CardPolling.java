package org.esimtestbed.lpadaemon.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.esimtestbed.lpa.discovery.Discovery;
import org.esimtestbed.lpa.discovery.PollSchedule;
import org.esimtestbed.lpa.discovery.PollSchedule.Rhythm;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.JobEnd;
import org.esimtestbed.lpadaemon.job.JobState;
import org.esimtestbed.lpadaemon.job.Work;
import org.jspecify.annotations.Nullable;

/// Asks the SM-DS of a card by a schedule until it is switched off, each time in a job. A card that is busy waits for
/// the next turn; one that is gone may be back by then, so that no failure ends it.
public final class CardPolling {
    private static final Duration A_WHILE = Duration.ofHours(1);

    /// The last time it was due.
    ///
    /// @param job     the poll; absent where the card was busy
    /// @param end     what it came to
    /// @param message in one line, for people
    public record Turn(Instant at, Optional<Job> job, Optional<JobEnd> end, String message) {}

    /// Where it stands.
    ///
    /// @param next    when it is due again; absent while it asks
    /// @param running the job that asks
    public record Standing(Duration every, Optional<Instant> next, Optional<Job> running, Optional<Turn> last) {}

    private final Slot slot;
    private final Duration every;
    private final Function<Work.Discover, Job> jobs;
    private final InstantSource clock;
    private final PollSchedule schedule;
    private final Thread thread;
    private Optional<Job> running = Optional.empty();
    private Optional<Turn> last = Optional.empty();

    CardPolling(
            Slot slot, Duration every, Function<Work.Discover, Job> jobs, InstantSource clock, RandomGenerator random) {
        this.slot = slot;
        this.every = every;
        this.jobs = jobs;
        this.clock = clock;
        this.schedule = new PollSchedule(Rhythm.every(every), clock, random);
        this.thread = Thread.ofVirtual().name("polling " + slot.name()).unstarted(this::run);
    }

    void on() {
        thread.start();
    }

    /// A job of its that goes on comes to its own end.
    void off() {
        thread.interrupt();
    }

    public synchronized Standing standing() {
        var next = running.isPresent() ? Optional.<Instant>empty() : Optional.of(schedule.due());
        return new Standing(every, next, running, last);
    }

    private void run() {
        try {
            while (true) {
                while (!schedule.isDue()) Thread.sleep(Duration.between(clock.instant(), schedule.due()));
                takeTurn();
            }
        } catch (InterruptedException | Stopping off) {
            // nobody wants to know any more
        }
    }

    private void takeTurn() throws InterruptedException {
        var at = clock.instant();
        var answer = new AtomicReference<Discovery.@Nullable Poll>();
        var job = jobs.apply((device, person, told) -> {
            var poll = device.discover(person, false, told);
            answer.set(poll);
            return poll;
        });
        try {
            slot.start(job); // may have to wait for a request: not under the lock
        } catch (Occupied busy) {
            skipped(new Turn(at, Optional.empty(), Optional.empty(), String.valueOf(busy.getMessage())));
            return;
        }
        begun(job);
        while (!job.log().isOver()) {
            job.awaitEnd(A_WHILE);
            if (Thread.interrupted()) throw new InterruptedException();
        }
        var end = job.log().state() instanceof JobState.Ended(var it) ? Optional.of(it) : Optional.<JobEnd>empty();
        var message = end.map(JobEnd::message).orElse("the daemon is stopping");
        ended(new Turn(at, Optional.of(job), end, message), Optional.ofNullable(answer.get()));
    }

    private synchronized void begun(Job job) {
        running = Optional.of(job);
    }

    private synchronized void skipped(Turn turn) {
        schedule.skipped();
        last = Optional.of(turn);
    }

    private synchronized void ended(Turn turn, Optional<Discovery.Poll> answer) {
        answer.ifPresentOrElse(poll -> schedule.answered(poll.again()), schedule::missed);
        running = Optional.empty();
        last = Optional.of(turn);
    }
}
