package org.esimtestbed.lpadaemon.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.lpa.download.EndUser.Answer;
import org.esimtestbed.lpa.download.EndUser.Offer;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.id.Iccid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The End User as a job asks one.
@Timeout(60)
class AskedPersonTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private final JobLog log = new JobLog(InstantSource.system());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private AskedPerson person(Answers said, Duration patience) {
        return new AskedPerson(said, patience, log, new Progress(log));
    }

    private static Offer offer(Set<PolicyRule> rules, Set<PolicyRule> toAgreeTo) {
        return new Offer(
                new ProfileMetadata(
                        new Iccid("8988211900000000019"),
                        "Provider",
                        "Profile",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.<OperatorId>empty(),
                        rules),
                toAgreeTo);
    }

    private static final Offer PLAIN = offer(Set.of(), Set.of());
    private static final Offer WITH_RULES = offer(Set.of(PolicyRule.PPR1, PolicyRule.PPR2), Set.of(PolicyRule.PPR2));

    /// Asks, and waits until the question is there.
    private <T> Future<T> asking(Callable<T> question) throws InterruptedException {
        long before = log.last();
        var asked = threads.submit(question);
        assertThat(log.after(before, LONG)).isNotEmpty();
        return asked;
    }

    private static <T> T answered(Future<T> question) throws Exception {
        return question.get(30, TimeUnit.SECONDS);
    }

    private static RuntimeException refused(Future<?> question) throws Exception {
        try {
            throw new AssertionError("answered: " + answered(question));
        } catch (ExecutionException e) {
            return (RuntimeException) e.getCause();
        }
    }

    @Test
    void takesWhatWasSaidBeforehand() {
        var no = person(new Answers(Optional.of(Answer.NO), false, Optional.empty()), LONG);
        assertThat(no.consents(WITH_RULES)).isEqualTo(Answer.NO);
        var yes = person(new Answers(Optional.of(Answer.YES), true, Optional.of("2468")), LONG);
        assertThat(yes.consents(WITH_RULES)).isEqualTo(Answer.YES);
        assertThat(yes.confirmationCode(Optional.empty())).contains("2468");
        assertThat(yes.reallyWants("delete")).isFalse();
        assertThat(log.last()).as("nobody was asked").isEqualTo(1);
    }

    @Test
    void asksForTheRulesThatYesLeavesOut() throws Exception {
        var person = person(new Answers(Optional.of(Answer.YES), false, Optional.empty()), LONG);
        var asked = asking(() -> person.consents(WITH_RULES));
        assertThat(log.state()).isEqualTo(new JobState.AwaitingConsent(WITH_RULES));

        assertThatThrownBy(() -> person.answer(Answer.YES, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PPR2");
        assertThat(log.state()).isInstanceOf(JobState.AwaitingConsent.class);
        person.answer(Answer.YES, true);

        assertThat(answered(asked)).isEqualTo(Answer.YES);
        assertThat(log.state()).isEqualTo(new JobState.Running());
    }

    @Test
    void countsTheConfirmationCodesAndSaysWhatWasSaidOfTheLast() throws Exception {
        var person = person(new Answers(Optional.empty(), false, Optional.of("1357")), LONG);
        assertThat(person.confirmationCode(Optional.empty())).contains("1357");

        var again = asking(() -> person.confirmationCode(Optional.of("2 attempts are left")));

        assertThat(log.state()).isEqualTo(new JobState.AwaitingConfirmationCode(2, Optional.of("2 attempts are left")));
        person.type("2468");
        assertThat(answered(again)).contains("2468");
    }

    @Test
    void takesNoAnswerToWhatIsNotAsked() throws Exception {
        var person = person(Answers.NONE, LONG);
        assertThatThrownBy(() -> person.answer(Answer.YES, true)).isInstanceOf(NotAsked.class);
        assertThatThrownBy(() -> person.type("2468")).isInstanceOf(NotAsked.class);

        var asked = asking(() -> person.confirmationCode(Optional.empty()));
        assertThatThrownBy(() -> person.answer(Answer.YES, true)).isInstanceOf(NotAsked.class);
        person.type("2468");
        assertThat(answered(asked)).contains("2468");
        assertThatThrownBy(() -> person.type("2468")).isInstanceOf(NotAsked.class);
    }

    @Test
    void endsWithTimeoutWhenNobodyAnswers() {
        var person = person(Answers.NONE, Duration.ofMillis(20));
        assertThatThrownBy(() -> person.consents(PLAIN))
                .isInstanceOfSatisfying(
                        DownloadStopped.class, it -> assertThat(it.reason()).isEqualTo(CancelSessionReason.TIMEOUT));
        assertThatThrownBy(() -> person.confirmationCode(Optional.empty()))
                .isInstanceOfSatisfying(
                        DownloadStopped.class, it -> assertThat(it.reason()).isEqualTo(CancelSessionReason.TIMEOUT));
    }

    @ParameterizedTest
    @EnumSource(
            value = CancelSessionReason.class,
            names = {"END_USER_REJECTION", "POSTPONED", "TIMEOUT"})
    void endsWithTheReasonThatIsWantedWhereverThereIsAChoice(CancelSessionReason reason) throws Exception {
        var asked = person(Answers.NONE, LONG);
        var question = asking(() -> asked.consents(PLAIN));
        asked.wants(reason);
        assertThat(((DownloadStopped) refused(question)).reason()).isEqualTo(reason);

        var busy = person(new Answers(Optional.of(Answer.YES), true, Optional.of("2468")), LONG);
        log.enter(new JobState.Running());
        busy.wants(reason);
        assertThatThrownBy(() -> busy.packageArrives(1000))
                .isInstanceOfSatisfying(
                        DownloadStopped.class, it -> assertThat(it.reason()).isEqualTo(reason));
        assertThat(busy.consents(PLAIN)).as("of the next session").isEqualTo(Answer.YES);
        busy.wants(reason);
        assertThatThrownBy(() -> busy.confirmationCode(Optional.empty()))
                .isInstanceOfSatisfying(
                        DownloadStopped.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @Test
    void takesNoWishOnceThePackageGoesToTheEuicc() {
        var person = person(Answers.NONE, LONG);
        person.packageArrives(1000);
        assertThat(log.state()).isEqualTo(new JobState.Loading(1000));
        assertThatThrownBy(() -> person.wants(CancelSessionReason.POSTPONED)).isInstanceOf(NotAsked.class);

        log.enter(new JobState.Ended(JobEnd.nothing()));
        assertThatThrownBy(() -> person.wants(CancelSessionReason.POSTPONED))
                .isInstanceOf(NotAsked.class)
                .hasMessageContaining("ended");
    }

    @Test
    void saysNothingForThePersonWhenTheDaemonStops() throws Exception {
        var person = person(Answers.NONE, LONG);
        var asked = asking(() -> person.consents(PLAIN));
        person.interrupt();

        assertThat(refused(asked)).isInstanceOf(Interrupted.class);
        assertThatThrownBy(() -> person.packageArrives(1000)).isInstanceOf(Interrupted.class);
    }

    @Test
    void tellsNobodyTheConfirmationCode() {
        assertThat(new Answers(Optional.empty(), false, Optional.of("2468")).toString())
                .doesNotContain("2468");
    }
}
