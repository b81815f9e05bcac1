package org.esimtestbed.smds.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rspserver.storage.Durability;
import org.esimtestbed.smds.TestDatabase;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.smds.event.Event.State;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    private static final Oid ONE = new Oid("2.999.10");
    private static final Oid OTHER = new Oid("2.999.11");
    private static final Eid EID = TestSmDs.eid(1);
    private static final Duration LIFE = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private TestDatabase database;
    private Events events;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        events = new Events(database.jdbc(), Durability.BY_ITSELF, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Event event(Oid owner, String eventId, Optional<String> forwardedId) {
        return new Event(
                0,
                owner,
                eventId,
                EID,
                "smdp.example.com",
                forwardedId.isPresent(),
                forwardedId,
                forwardedId.isPresent() ? State.FORWARDING : State.REGISTERED,
                clock.instant(),
                clock.instant().plus(LIFE));
    }

    private Event event(String eventId) {
        return event(ONE, eventId, Optional.empty());
    }

    private List<String> waiting() {
        return events.of(EID).stream().map(Event::eventId).toList();
    }

    @Test
    void giveBackWhatTheyWereGiven() {
        var event = event(ONE, "E", Optional.of("FORWARDED"));
        events.add(event);

        var found = events.find(ONE, "E").orElseThrow();
        assertThat(found).usingRecursiveComparison().ignoringFields("id").isEqualTo(event);
        assertThat(found.id()).isPositive();
    }

    @Test
    void nameTheEventThatHasTheEventIdAlready() {
        assertThat(events.add(event("E"))).isEmpty();

        assertThat(events.add(event("E"))).map(Event::eventId).contains("E");
        assertThat(events.add(event(OTHER, "E", Optional.empty()))).isEmpty();
        assertThat(waiting()).containsExactly("E", "E");
    }

    @Test
    void tellNobodyOfAnEventTheRootDoesNotKnowYet() {
        var event = event(ONE, "E", Optional.of("FORWARDED"));
        events.add(event);
        assertThat(waiting()).isEmpty();
        assertThat(events.of(EID, "FORWARDED")).isEmpty();

        assertThat(events.registered(event)).isTrue();

        assertThat(waiting()).containsExactly("E");
        assertThat(events.of(EID, "FORWARDED")).hasSize(1);
        assertThat(events.registered(event)).as("a second time").isFalse();
    }

    @Test
    void giveUpOnlyWhatIsStillUnderWay() {
        var event = event(ONE, "E", Optional.of("FORWARDED"));
        events.add(event);
        events.registered(event);
        events.giveUp(event);
        assertThat(waiting()).containsExactly("E");

        var another = event(ONE, "F", Optional.of("FORWARDED-2"));
        events.add(another);
        events.giveUp(event(ONE, "F", Optional.of("A-LATER-ONE")));
        assertThat(events.find(ONE, "F")).isPresent();
        events.giveUp(another);
        assertThat(events.find(ONE, "F")).isEmpty();
    }

    @Test
    void keepTheEidInNoRowOnceItIsOver() {
        events.add(event("DELETED"));
        events.add(event("EXPIRED"));
        events.remove(events.find(ONE, "DELETED").orElseThrow().id());
        clock.pass(LIFE);
        events.add(event("STAYS"));

        assertThat(waiting()).as("expired, though not dropped yet").containsExactly("STAYS");
        assertThat(events.forgetExpired()).isEqualTo(1);
        assertThat(database.jdbc()
                        .sql("select count(*) from ds_event")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void dropMoreThanOneBatch() {
        for (int i = 0; i < 1201; i++) events.add(event("E" + i));
        clock.pass(LIFE);

        assertThat(events.forgetExpired()).isEqualTo(1201);
    }

    @Test
    void areOneWhenManyServersRegisterTheSameAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<Optional<Event>>>mapToObj(_ -> () -> events.add(event("E")))
                    .toList());
            int kept = 0;
            for (var attempt : attempts) if (attempt.get().isEmpty()) kept++;
            assertThat(kept).isEqualTo(1);
        }
        assertThat(waiting()).containsExactly("E");
    }
}
