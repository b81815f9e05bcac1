package org.esimtestbed.lpa.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeCard;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.TestPkiOnDisk;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.lpa.memory.MemoryFolder;
import org.esimtestbed.lpa.memory.Retries;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.OtherSignedNotification;
import org.esimtestbed.rsp.data.PendingNotification;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationsTest {
    private static final String FUNCTION = "handleNotification";

    @TempDir
    static Path folder;

    private static TestPki pki;
    private static Es9Plus servers;

    private final FakeCard card = new FakeCard();
    private final List<PendingNotification> onCard = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private DeviceMemory memory = DeviceMemory.untilPowerOff();
    private FakeServer server;

    @BeforeAll
    static void makePki() {
        pki = TestPkiOnDisk.make(folder);
        var clock = InstantSource.system();
        servers = new Es9Plus(TestPkiOnDisk.trust(pki, clock), Tracer.NONE, clock);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void start() {
        server = new FakeServer(pki.folder().read(TestPki.DP_TLS_NAME));
        server.on(FUNCTION, Answer.of(204, ""));
        card.on(
                RetrieveNotificationsList.TAG,
                _ -> RetrieveNotificationsList.encode(
                        onCard.stream().map(PendingNotification::tlv).toList()));
        card.on(RemoveNotificationFromList.TAG, request -> {
            long number = RemoveNotificationFromList.of(request).seqNumber();
            onCard.removeIf(it -> it.metadata().seqNumber() == number);
            return RemoveNotificationFromList.Result.OK.encode();
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void pending(long number, String address) {
        var eum = pki.folder().readCertificate(PkiFolder.EUM);
        var metadata = new NotificationMetadata(number, NotificationEvent.ENABLE, address, Optional.empty());
        onCard.add(OtherSignedNotification.signed(metadata.encode(), Bytes.repeat(1, 64), eum, eum));
    }

    private List<Notifications.Delivery> deliver() {
        return deliver(Notifications::deliverDue);
    }

    private List<Notifications.Delivery> deliver(Function<Notifications, List<Notifications.Delivery>> which) {
        var terminal = new Terminal(card, Tracer.NONE, InstantSource.system(), "LPA");
        try (var isdr = Isdr.open(terminal, Tracer.NONE, InstantSource.system())) {
            return which.apply(new Notifications(isdr, servers, Retries.ofNotifications(memory, now::get)));
        }
    }

    private List<Long> delivered() {
        return server.requests.stream()
                .map(it -> RspJson.mapper()
                        .readTree(it.body())
                        .path("pendingNotification")
                        .asString())
                .map(text -> PendingNotification.of(Tlv.parse(Bytes.base64(text)))
                        .metadata()
                        .seqNumber())
                .toList();
    }

    private List<Long> left() {
        return onCard.stream().map(it -> it.metadata().seqNumber()).toList();
    }

    @Test
    void deliversTheOldestFirstAndNumberZeroToo() {
        for (long number : new long[] {300, 2, 0, 128}) pending(number, server.address());

        assertThat(deliver()).allMatch(it -> it.failure().isEmpty());

        assertThat(delivered()).containsExactly(0L, 2L, 128L, 300L);
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no address", "localhost:1"})
    void letsNobodyWaitForAnAddressThatLeadsNowhere(String nowhere) {
        pending(1, nowhere);
        pending(2, server.address());

        var deliveries = deliver();

        assertThat(deliveries.get(0).failure()).isPresent();
        assertThat(deliveries.get(1).failure()).isEmpty();
        assertThat(delivered()).containsExactly(2L);
        assertThat(left()).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 500})
    void keepsWhatWasNotAnsweredWith204(int status) {
        server.on(FUNCTION, Answer.of(status, "{\"header\":{\"functionExecutionStatus\":{}}}"));
        pending(1, server.address());

        assertThat(deliver().getFirst().failure().orElseThrow()).contains(String.valueOf(status));

        assertThat(left()).containsExactly(1L);
        assertThat(card.requests(RemoveNotificationFromList.TAG)).isEmpty();
    }

    @Test
    void letsNoLaterOneOvertakeAnEarlierOneToTheSameRecipient() {
        server.on(FUNCTION, Answer.of(500, ""));
        pending(1, server.address());
        pending(2, " " + server.address().toUpperCase(java.util.Locale.ROOT) + " ");

        var deliveries = deliver();

        assertThat(deliveries.get(0).failure().orElseThrow()).contains("500");
        assertThat(deliveries.get(1).failure().orElseThrow()).contains("waits for notification 1");
        assertThat(delivered()).containsExactly(1L);
        assertThat(left()).containsExactly(1L, 2L);
    }

    @Test
    void waitsTwiceAsLongEachTimeAndNeverMoreThanADay() {
        server.on(FUNCTION, Answer.of(503, ""));
        pending(1, server.address());
        var expected = Duration.ofMinutes(1);
        for (int attempt = 1; attempt <= 13; attempt++) {
            deliver();
            assertThat(delivered()).as("attempt " + attempt).hasSize(attempt);
            // a moment before it is due, nobody is asked
            var due = now.get().plus(expected);
            now.set(due.minusMillis(1));
            assertThat(deliver().getFirst().failure().orElseThrow())
                    .contains("not before " + due)
                    .contains("attempt " + attempt);
            assertThat(delivered()).hasSize(attempt);
            now.set(due);
            expected = expected.compareTo(Duration.ofHours(12)) > 0 ? Duration.ofDays(1) : expected.multipliedBy(2);
        }
        assertThat(expected).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void remembersOverARestartWhomItCouldNotReach(@TempDir Path lpa) {
        server.on(FUNCTION, Answer.of(503, ""));
        pending(0, server.address());
        memory = new MemoryFolder(lpa);
        deliver();

        memory = new MemoryFolder(lpa);
        server.on(FUNCTION, Answer.of(204, ""));
        assertThat(deliver().getFirst().failure()).isPresent();
        assertThat(delivered()).hasSize(1);

        now.updateAndGet(it -> it.plus(Duration.ofMinutes(1)));
        assertThat(deliver().getFirst().failure()).isEmpty();
        assertThat(left()).isEmpty();

        pending(1, server.address()); // what was reached is not kept waiting for what was before
        assertThat(deliver().getFirst().failure()).isEmpty();
    }

    @Test
    void triesAtOnceWhenTold() {
        server.on(FUNCTION, Answer.of(503, ""));
        pending(1, server.address());
        deliver();
        server.on(FUNCTION, Answer.of(204, ""));

        assertThat(deliver(Notifications::deliverAll).getFirst().failure()).isEmpty();
        assertThat(left()).isEmpty();
    }

    /// C29: no event bit, several of them, and octets that are no BIT STRING.
    @ParameterizedTest
    @ValueSource(strings = {"81020700", "810204F0", "8100", "810109"})
    void deliversWhatHasNoReadableEvent(String bits) {
        var eum = pki.folder().readCertificate(PkiFolder.EUM);
        var metadata =
                Tlv.of(0xBF2F, Tlv.number(0x80, 1), Tlv.parse(Bytes.hex(bits)), Tlv.text(0x0C, server.address()));
        onCard.add(OtherSignedNotification.signed(metadata, Bytes.repeat(1, 64), eum, eum));
        pending(2, server.address());

        assertThat(deliver()).hasSize(2).allMatch(it -> it.failure().isEmpty());

        assertThat(delivered()).containsExactly(1L, 2L);
        assertThat(left()).isEmpty();
    }

    @Test
    void deliversWhatConcernsAProfileWhoseIccidIsNoDigits() {
        var eum = pki.folder().readCertificate(PkiFolder.EUM);
        var metadata = Tlv.of(
                0xBF2F,
                Tlv.number(0x80, 1),
                Tlv.parse(Bytes.hex("81020640")),
                Tlv.text(0x0C, server.address()),
                Tlv.parse(Bytes.hex("5A0A9868407B000000000000")));
        onCard.add(OtherSignedNotification.signed(metadata, Bytes.repeat(1, 64), eum, eum));
        pending(2, server.address());

        assertThat(deliver()).hasSize(2).allMatch(it -> it.failure().isEmpty());

        assertThat(delivered()).containsExactly(1L, 2L);
    }

    @Test
    void saysWhatServerOrCardSaidToTheAttempt() {
        pending(1, server.address());
        pending(2, "localhost:1");
        server.on("handleNotification", FakeServer.Answer.of(503, ""));

        var deliveries = deliver();

        assertThat(deliveries)
                .extracting(it -> StepFailure.of(it.cause().orElseThrow())
                        .orElseThrow()
                        .transport()
                        .getFirst()
                        .name())
                .containsExactly("HTTP 503", "net: refused");
    }

    @Test
    void sendsOnceMoreWhatTheEuiccHasNotRemoved() {
        pending(1, server.address());
        card.on(RemoveNotificationFromList.TAG, _ -> RemoveNotificationFromList.Result.UNDEFINED_ERROR.encode());

        assertThat(deliver().getFirst().failure().orElseThrow()).contains("does not remove");
        assertThat(deliver()).hasSize(1);
        assertThat(delivered()).containsExactly(1L, 1L);
    }

    @Test
    void hasNothingToDoWithoutNotifications() {
        card.on(RetrieveNotificationsList.TAG, _ -> Tlv.of(RetrieveNotificationsList.TAG, Tlv.number(0x81, 1)));

        assertThat(deliver()).isEmpty();
        assertThat(server.requests).isEmpty();
    }
}
