package org.esimtestbed.lpadaemon.job;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.card.ReplayedCard;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.discovery.Discovered;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.DownloadWaiting;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A download or a discovery that goes on by itself; notifications are delivered at the end.
public final class Job {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    public enum Kind {
        DOWNLOAD,
        RESUME,
        /// Of all that waits at the Root SM-DS, because somebody asked.
        DISCOVERY,
        /// The same, because it was due.
        POLL
    }

    private static final List<String> INTERRUPTED = List.of("its delivery was interrupted");

    private final String id;
    private final Kind kind;
    private final Instant startedAt;
    private final Work work;
    private final JobLog log;
    private final Progress progress;
    private final AskedPerson person;
    private Optional<JobEnd> end = Optional.empty(); // touched by the job's own thread alone

    /// @param id       unique, also among the jobs of earlier lives of the daemon
    /// @param patience for the End User, each time one is asked
    public Job(String id, Kind kind, Work work, Answers said, Duration patience, InstantSource clock) {
        this.id = id;
        this.kind = kind;
        this.work = work;
        this.startedAt = clock.instant();
        this.log = new JobLog(clock);
        this.progress = new Progress(log);
        this.person = new AskedPerson(said, patience, log, progress);
    }

    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    /// Whether it asks an SM-DS.
    public boolean discovers() {
        return work instanceof Work.Discover;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /// What it tells, and its state.
    public JobLog log() {
        return log;
    }

    /// The End User's answer to what is offered.
    ///
    /// @throws NotAsked                 if the job does not ask now
    /// @throws IllegalArgumentException if yes leaves out rules that need consent
    public void consent(EndUser.Answer answer, boolean acceptRules) {
        person.answer(answer, acceptRules);
    }

    /// @throws NotAsked if the job does not ask now
    public void confirmationCode(String typed) {
        person.type(typed);
    }

    /// Ends the session with that reason, as soon as a step leaves the choice (SGP.22 §3.1.3.1).
    ///
    /// @throws NotAsked if the package goes to the eUICC already, or the job has ended
    public void cancel(CancelSessionReason reason) {
        person.wants(reason);
    }

    /// Does the work, on a thread of its own.
    ///
    /// @throws RuntimeException what ended it; the end is noted already
    public void carryOut(Device device) {
        try {
            switch (work) {
                case Work.Download download -> carryOut(download, device);
                case Work.Discover discover -> carryOut(discover, device);
            }
        } catch (RuntimeException e) {
            if (end.isEmpty()) end = Optional.of(JobEnd.because(known(e), mayBreakOff(e) && isKept(device)));
            throw e;
        }
    }

    private void carryOut(Work.Download download, Device device) {
        var result = download.carriedOut(device, person);
        if (result.isEmpty()) {
            end = Optional.of(JobEnd.nothing());
            return;
        }
        // whatever happens to the notification, this is the result
        end = Optional.of(JobEnd.with(result.get(), INTERRUPTED));
        end = Optional.of(JobEnd.with(result.get(), undelivered(device)));
    }

    private void carryOut(Work.Discover discover, Device device) {
        var poll = discover.carriedOut(device, person, log::found);
        boolean isKept = isKept(device);
        if (log.found().stream().allMatch(it -> it.outcome() instanceof Discovered.Outcome.HandledBefore)) {
            end = Optional.of(JobEnd.of(poll, isKept, List.of()));
            return;
        }
        end = Optional.of(JobEnd.of(poll, isKept, INTERRUPTED));
        end = Optional.of(JobEnd.of(poll, isKept, undelivered(device)));
    }

    // What ends a discovery otherwise is the SM-DS: a download that is kept has nothing to do with it.
    private boolean mayBreakOff(RuntimeException e) {
        return switch (work) {
            case Work.Download _ -> !(e instanceof DownloadWaiting);
            case Work.Discover _ -> e instanceof CardGone || e instanceof Interrupted;
        };
    }

    private static List<String> undelivered(Device device) {
        return device.deliverNotifications().stream()
                .flatMap(delivery -> delivery.failure().stream())
                .toList();
    }

    private static boolean isKept(Device device) {
        try {
            return device.hasDownloadUnderWay();
        } catch (IllegalArgumentException | UncheckedIOException somethingIs) {
            return true;
        }
    }

    // What nobody expected is for the log; whoever watches is told where to look.
    private RuntimeException known(RuntimeException e) {
        return switch (e) {
            case FunctionRefused _,
                    DownloadStopped _,
                    DownloadWaiting _,
                    StatusWordRefused _,
                    MalformedTlv _,
                    CardGone _,
                    ReplayedCard.Diverged _,
                    ServerUnreachable _,
                    Interrupted _,
                    IllegalArgumentException _,
                    UncheckedIOException _ -> e;
            default -> {
                LOG.error("job {} failed", id, e);
                yield new IllegalStateException("internal error, see the log for job " + id, e);
            }
        };
    }

    /// It ended for that reason, unless it has ended already.
    public void failed(RuntimeException why) {
        if (end.isEmpty()) end = Optional.of(JobEnd.because(known(why), false));
    }

    /// Tells how it ended.
    public void end() {
        log.enter(new JobState.Ended(
                end.orElseGet(() -> JobEnd.because(new IllegalStateException("the job has broken off"), false))));
    }

    public void hears(TraceEvent event) {
        progress.hears(event);
    }

    /// The daemon stops: whoever is waited for is waited for no longer.
    public void interrupt() {
        person.interrupt();
    }

    /// Waits no longer than that.
    public void awaitEnd(Duration patience) {
        log.awaitEnd(patience);
    }

    /// Sends those who watch home.
    public void close() {
        log.close();
    }
}
