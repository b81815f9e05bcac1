package org.esimtestbed.lpadaemon.job;

import static org.esimtestbed.rsp.data.CancelSessionReason.TIMEOUT;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.rsp.data.CancelSessionReason;

/// The End User of a job, who answers from elsewhere: the job waits, and the session ends with timeout(2) when nobody
/// answers in time.
final class AskedPerson implements EndUser {
    private final Answers said;
    private final Duration patience;
    private final JobLog log;
    private final Progress progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private Optional<Answer> consent = Optional.empty();
    private Optional<String> code = Optional.empty();
    private Optional<CancelSessionReason> wish = Optional.empty();
    private int attempts;
    private boolean stopping;

    AskedPerson(Answers said, Duration patience, JobLog log, Progress progress) {
        this.said = said;
        this.patience = patience;
        this.log = log;
        this.progress = progress;
    }

    @Override
    public Answer consents(Offer offer) {
        lock.lock();
        try {
            requireNothingElseIsWanted();
            if (log.state() instanceof JobState.Loading)
                log.enter(new JobState.Running()); // the Profile before is done
            var answer = said.consent();
            if (answer.isPresent() && (answer.get() != Answer.YES || covers(said.acceptRules(), offer))) {
                return answer.get();
            }
            consent = Optional.empty();
            log.enter(new JobState.AwaitingConsent(offer));
            return await(() -> consent);
        } finally {
            lock.unlock();
        }
    }

    private static boolean covers(boolean rulesToo, Offer offer) {
        return rulesToo || offer.rulesToAgreeTo().isEmpty();
    }

    @Override
    public Optional<String> confirmationCode(Optional<String> refused) {
        lock.lock();
        try {
            requireNothingElseIsWanted();
            attempts = refused.isEmpty() ? 1 : attempts + 1; // a job may have a session for each event
            if (refused.isEmpty() && said.confirmationCode().isPresent()) return said.confirmationCode();
            code = Optional.empty();
            log.enter(new JobState.AwaitingConfirmationCode(attempts, refused));
            return Optional.of(await(() -> code));
        } finally {
            lock.unlock();
        }
    }

    /// Nothing that wants Strong Confirmation is done in a job.
    @Override
    public boolean reallyWants(String deed) {
        return false;
    }

    @Override
    public void packageArrives(int octets) {
        lock.lock();
        try {
            requireNothingElseIsWanted();
            log.enter(new JobState.Loading(octets));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void watches(int loaded, int segments) {
        progress.loaded(loaded, segments);
    }

    private <T> T await(Supplier<Optional<T>> answer) {
        try {
            long left = patience.toNanos();
            while (true) {
                requireNothingElseIsWanted();
                var given = answer.get();
                if (given.isPresent()) {
                    log.enter(new JobState.Running());
                    return given.get();
                }
                if (left <= 0) {
                    throw new DownloadStopped(
                            TIMEOUT, "the End User did not answer within " + patience.toMillis() + " ms");
                }
                left = heard.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
    }

    private void requireNothingElseIsWanted() {
        if (stopping) throw new Interrupted();
        if (wish.isPresent()) {
            var reason = wish.get();
            wish = Optional.empty(); // for this session: about the next event one is asked again
            throw new DownloadStopped(reason, "the End User has ended the download: " + reason.title());
        }
    }

    /// @param acceptRules whether yes is said to the rules too
    /// @throws NotAsked                 if the job does not ask
    /// @throws IllegalArgumentException if yes leaves out rules that need consent; the job goes on asking
    void answer(Answer answer, boolean acceptRules) {
        lock.lock();
        try {
            if (!(log.state() instanceof JobState.AwaitingConsent(var offer)) || consent.isPresent()) {
                throw new NotAsked("the job does not ask for consent");
            }
            if (answer == Answer.YES && !covers(acceptRules, offer)) {
                throw new IllegalArgumentException("yes has to be said to " + offer.rulesToAgreeTo() + " too");
            }
            consent = Optional.of(answer);
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @throws NotAsked if the job does not ask
    void type(String confirmationCode) {
        lock.lock();
        try {
            if (!(log.state() instanceof JobState.AwaitingConfirmationCode) || code.isPresent()) {
                throw new NotAsked("the job does not ask for a Confirmation Code");
            }
            code = Optional.of(confirmationCode);
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the session with that reason at the next step that leaves a choice.
    ///
    /// @throws NotAsked if there is none any more
    void wants(CancelSessionReason reason) {
        lock.lock();
        try {
            switch (log.state()) {
                case JobState.Loading _ -> throw new NotAsked("the package goes to the eUICC already");
                case JobState.Ended _ -> throw new NotAsked("the job has ended");
                case JobState.Running _, JobState.AwaitingConsent _, JobState.AwaitingConfirmationCode _ -> {
                    wish = Optional.of(reason);
                    heard.signalAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void interrupt() {
        lock.lock();
        try {
            stopping = true;
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
