package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of jobs when the card goes away or the daemon stops.
@DisplayName("Jobs of the LPA's daemon that are broken off")
@Timeout(180)
class LpaDaemonBrokenOffTest {
    private static final String YES = "\"consent\":\"yes\"";

    @TempDir
    static Path folder;

    private static DaemonScene scene;
    private static DaemonClient client;

    @BeforeAll
    static void start() {
        scene = new DaemonScene(folder);
        client = scene.client();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void empty() {
        scene.door = card -> card;
        scene.stop = Duration.ofSeconds(10);
        scene.emptied();
    }

    private static void restart(Duration patience) {
        scene.restart(patience);
        client = scene.client();
    }

    /// A card whose package does not get through before it may, and that may be pulled out.
    private static final class HeldCard implements CardChannel {
        final CountDownLatch loading = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        private final CardChannel card;
        private final Bytes at;
        private volatile boolean pulled;

        HeldCard(CardChannel card, Bytes at) {
            this.card = card;
            this.at = at;
        }

        @Override
        public Bytes transmit(Bytes command) {
            boolean first = command.size() > 7 && command.at(1) == 0xE2 && command.at(3) == 0;
            if (first && command.slice(5, 5 + at.size()).equals(at)) hold();
            if (pulled) throw new CardGone("pulled out");
            return card.transmit(command);
        }

        private void hold() {
            loading.countDown();
            try {
                assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new CardGone("pulled out", e);
            }
        }

        @Override
        public Bytes reset() {
            return card.reset();
        }

        @Override
        public void close() {
            pulled = true;
            card.close();
        }
    }

    private static final Bytes BOUND_PROFILE_PACKAGE = Bytes.hex("BF36");
    private static final Bytes BLOCK_OF_METADATA = Bytes.hex("88");

    /// A job whose card holds still at the segment that begins so.
    private static HeldCard loading(String[] job, Bytes at) throws InterruptedException {
        var held = new ArrayList<HeldCard>();
        scene.door = card -> {
            held.add(new HeldCard(card, at));
            return held.getLast();
        };
        restart(Duration.ofMinutes(5));
        job[0] = client.download("one", scene.run().order(), YES);
        client.awaits(job[0], "loading");
        scene.door = card -> card;
        assertThat(held.getFirst().loading.await(60, TimeUnit.SECONDS)).isTrue();
        return held.getFirst();
    }

    @Test
    void cannotBeCancelledWhileThePackageGoesToTheEuicc() throws InterruptedException {
        var job = new String[1];
        var held = loading(job, BLOCK_OF_METADATA);

        assertThat(client.post(job[0] + "/cancel", "{\"reason\":\"postponed\"}")
                        .problem(409)
                        .path("detail")
                        .asString())
                .contains("eUICC");

        held.go.countDown();
        assertThat(client.end(job[0]).path("outcome").asString()).isEqualTo("installed");
    }

    @Test
    void resumesWithTheCardThatWasPulledOutAndIsBack() throws InterruptedException {
        var job = new String[1];
        var held = loading(job, BLOCK_OF_METADATA);
        held.pulled = true;
        held.go.countDown();

        var end = client.end(job[0]);
        assertThat(end.path("outcome").asString()).isEqualTo("interrupted");
        assertThat(end.path("kept").asBoolean()).isTrue();
        assertThat(client.get("/cards/one").json().path("inserted").asBoolean()).isFalse();
        assertThat(client.get("/cards/one/kept-download")
                        .json()
                        .path("underWay")
                        .asBoolean())
                .isTrue();

        var resumed = client.post("/cards/one/kept-download/resume").is(202).location();
        assertThat(client.end(resumed).path("outcome").asString()).isEqualTo("installed");
        assertThat(client.get(resumed).json().path("kind").asString()).isEqualTo("resume");
        assertThat(client.get("/cards/one/profiles").json()).hasSize(1);
    }

    @Test
    void letsAJobThatLoadsEndBeforeItStops() throws Exception {
        var job = new String[1];
        var held = loading(job, BLOCK_OF_METADATA);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watching = threads.submit(() -> client.end(job[0]));
            var stopping = threads.submit(scene.daemon()::close);
            long deadline = System.nanoTime() + Duration.ofSeconds(8).toNanos();
            while (client.get("/cards/two/eid").status() != 503)
                assertThat(System.nanoTime()).isLessThan(deadline);
            held.go.countDown();
            stopping.get(60, TimeUnit.SECONDS);
            assertThat(watching.get(60, TimeUnit.SECONDS).path("outcome").asString())
                    .isEqualTo("installed");
        }

        restart(Duration.ofMinutes(5));
        assertThat(client.get("/cards/one/profiles").json()).hasSize(1);
        assertThat(client.get("/cards/one/kept-download")
                        .json()
                        .path("underWay")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void keepsAJobThatDoesNotGetDoneBeforeItStops() throws InterruptedException {
        scene.stop = Duration.ofMillis(100);
        var job = new String[1];
        var held = loading(job, BLOCK_OF_METADATA);

        restart(Duration.ofMinutes(5));
        held.go.countDown(); // the device is switched off by now

        assertThat(client.get("/cards/one/profiles").json()).isEmpty();
        assertThat(client.get("/cards/one/kept-download")
                        .json()
                        .path("underWay")
                        .asBoolean())
                .isTrue();
        var resumed = client.post("/cards/one/kept-download/resume").is(202).location();
        assertThat(client.end(resumed).path("outcome").asString()).isEqualTo("installed");
        assertThat(client.get("/cards/one/profiles").json()).hasSize(1);
    }

    @Test
    void keepsAJobThatAsksWhenItStops() {
        var order = scene.run().order();
        var job = client.download("one", order);
        client.awaits(job, "awaiting consent");

        restart(Duration.ofMinutes(5));

        client.get(job).problem(404);
        assertThat(client.get("/cards/one/kept-download")
                        .json()
                        .path("underWay")
                        .asBoolean())
                .isTrue();
        var resumed = client.post("/cards/one/kept-download/resume", "{" + YES + "}")
                .is(202)
                .location();
        assertThat(client.end(resumed).path("outcome").asString()).isEqualTo("installed");
        assertThat(client.get("/cards/one/profiles").json().get(0).path("iccid"))
                .isEqualTo(order.path("iccid"));
    }

    @Test
    void tellsThatTheSessionItGivesUpWasNotCancelled() throws InterruptedException {
        var job = new String[1];
        var held = loading(job, BOUND_PROFILE_PACKAGE);
        scene.door = RefusesToCancel::new;
        held.pulled = true;
        held.go.countDown();
        client.end(job[0]);

        var failure = client.delete("/cards/one/kept-download").is(200).json().path("failure");

        assertThat(failure.path("statusWord").get(0).path("code").asString()).isEqualTo("sw 6F00");
        assertThat(failure.propertyNames())
                .containsExactly("message", "statusWord", "es10Result", "installReason", "statusCode", "transport");
        client.delete("/cards/one/kept-download").problem(404);
        scene.door = card -> card;
        restart(Duration.ofMinutes(5));
    }

    /// Answers CancelSession (SGP.22 §5.7.14, BF41) with 6F00.
    private record RefusesToCancel(CardChannel card) implements CardChannel {
        @Override
        public Bytes transmit(Bytes command) {
            boolean cancels = command.size() > 7 && command.slice(5, 7).equals(Bytes.hex("BF41"));
            return cancels ? Bytes.hex("6F00") : card.transmit(command);
        }

        @Override
        public Bytes reset() {
            return card.reset();
        }

        @Override
        public void close() {
            card.close();
        }
    }

    @Test
    void namesThePackageThatWaitsBeforeAnotherDownload() throws InterruptedException {
        var job = new String[1];
        var held = loading(job, BOUND_PROFILE_PACKAGE);
        held.pulled = true;
        held.go.countDown();
        client.end(job[0]);

        var other = client.end(client.download("one", scene.run().order(), YES));

        assertThat(other.path("outcome").asString()).isEqualTo("failed");
        assertThat(other.path("message").asString()).contains("resume").contains("waits to be loaded");
        assertThat(client.end(client.post("/cards/one/kept-download/resume").location())
                        .path("outcome")
                        .asString())
                .isEqualTo("installed");
    }
}
