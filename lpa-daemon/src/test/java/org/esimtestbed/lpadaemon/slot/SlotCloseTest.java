package org.esimtestbed.lpadaemon.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.LpaSettings;
import org.esimtestbed.lpa.baseband.HomeNetwork;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpadaemon.job.Answers;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.JobState;
import org.esimtestbed.lpadaemon.job.Work;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.RevocationList;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a slot that closes does to those who have its card, and to those about to.
@Timeout(120)
class SlotCloseTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static CertificateChain chain;

    private final AtomicBoolean takenOut = new AtomicBoolean();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeAll
    static void init(@TempDir Path folder) {
        var crypto = Crypto.standard();
        var pki = new TestPki(new PkiFolder(folder, crypto), crypto, InstantSource.system());
        pki.init(Curve.NIST_P256);
        chain = new CertificateChain(
                crypto,
                InstantSource.system(),
                List.of(pki.folder().readCertificate(PkiFolder.CI)),
                RevocationList.EMPTY);
    }

    /// Says nothing, and whether it was taken out.
    private record SilentCard(AtomicBoolean takenOut) implements CardChannel {
        @Override
        public Bytes transmit(Bytes command) {
            throw new CardGone("silent");
        }

        @Override
        public Bytes reset() {
            throw new CardGone("silent");
        }

        @Override
        public void close() {
            takenOut.set(true);
        }
    }

    private Device device() {
        return new Device(
                new SilentCard(takenOut),
                new Es9Plus(chain, Tracer.NONE, InstantSource.system()),
                new HomeNetwork(URI.create("http://localhost:1")),
                LpaSettings.with(DeviceMemory.untilPowerOff()),
                Tracer.NONE,
                InstantSource.system());
    }

    private Slot slot() {
        return new Slot(new SlotSettings("silent", "nowhere", DeviceMemory.untilPowerOff(), _ -> device()));
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaits(BooleanSupplier condition) {
        for (long end = System.nanoTime() + LONG.toNanos(); !condition.getAsBoolean(); Thread.onSpinWait()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
        }
    }

    private static Thread closes(Slot slot) {
        return Thread.ofPlatform().start(() -> slot.close(LONG));
    }

    private static void awaitsThatItWaitsOrIsDone(Thread closing) {
        awaits(() -> switch (closing.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        });
    }

    @Test
    void takesACardOutThatIsInsertedMeanwhile() {
        var slot = new Slot(new SlotSettings("slow", "nowhere", DeviceMemory.untilPowerOff(), _ -> {
            begun.countDown();
            awaits(goOn);
            return device();
        }));
        var request = CompletableFuture.supplyAsync(() -> slot.operate(_ -> "an answer"));
        awaits(begun);

        slot.close(Duration.ZERO);
        goOn.countDown();

        assertThatThrownBy(request::join).hasCauseInstanceOf(CardGone.class).hasMessageContaining("stopping");
        assertThat(takenOut).isTrue();
        assertThat(slot.isInserted()).isFalse();
    }

    @Test
    void leavesTheCardToARequestUntilItHasEnded() throws Exception {
        var slot = slot();
        var request = CompletableFuture.supplyAsync(() -> slot.operate(_ -> {
            begun.countDown();
            awaits(goOn);
            return takenOut.get();
        }));
        awaits(begun);

        var closing = closes(slot);
        awaitsThatItWaitsOrIsDone(closing);
        goOn.countDown();

        assertThat(request.join()).as("taken out under the request").isFalse();
        assertThat(closing.join(LONG)).isTrue();
        assertThat(takenOut).isTrue();
    }

    @Test
    void takesTheCardOutUnderARequestThatTakesTooLong() {
        var slot = slot();
        var request = CompletableFuture.supplyAsync(() -> slot.operate(_ -> {
            begun.countDown();
            awaits(goOn);
            return takenOut.get();
        }));
        awaits(begun);

        slot.close(Duration.ZERO);
        goOn.countDown();

        assertThat(request.join()).isTrue();
    }

    /// The clock stands where the log writes, so the end of the job cannot be told.
    @Test
    void sendsNobodyHomeBeforeTheEndOfTheJobIsTold() throws Exception {
        var clockStands = new AtomicBoolean();
        InstantSource clock = () -> {
            if (clockStands.compareAndSet(true, false)) {
                begun.countDown();
                awaits(goOn);
            }
            return Instant.EPOCH;
        };
        var mayEnd = new CountDownLatch(1);
        var job = new Job(
                "one",
                Job.Kind.RESUME,
                (Work.Download) (_, _) -> {
                    awaits(mayEnd);
                    return Optional.empty();
                },
                Answers.NONE,
                LONG,
                clock);
        var slot = slot();
        slot.start(job);
        clockStands.set(true);
        var telling = CompletableFuture.runAsync(() -> job.hears(new TraceEvent.Es10Exchange(
                Instant.EPOCH, Duration.ZERO, "LPA", "eUICC", "GetEID", Bytes.EMPTY, Bytes.EMPTY)));
        awaits(begun);
        mayEnd.countDown();
        awaits(() -> slot.running().isEmpty());

        var closing = closes(slot);
        awaitsThatItWaitsOrIsDone(closing);
        assertThat(takenOut).as("before the end is told").isFalse();
        goOn.countDown();

        telling.join();
        assertThat(closing.join(LONG)).isTrue();
        assertThat(takenOut).isTrue();
        assertThat(job.log().state()).isInstanceOf(JobState.Ended.class);
    }
}
