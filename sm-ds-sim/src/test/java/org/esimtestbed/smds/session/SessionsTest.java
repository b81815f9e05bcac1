package org.esimtestbed.smds.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.authentication.PendingAuthentication;
import org.esimtestbed.smds.TestDatabase;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Tlv CERTIFICATE = Tlv.of(0x30, Tlv.text(0x80, "CERT.EUICC"));

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private TestDatabase database;
    private Sessions sessions;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        sessions = new Sessions(database.jdbc(), clock, LIFE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Session opened(int number) {
        var session = Session.opened(new PendingAuthentication(
                new TransactionId(Bytes.repeat(number, 16)),
                Bytes.repeat(2, 16),
                "smds.example.com",
                Bytes.repeat(3, 20),
                Bytes.repeat(4, 20)));
        sessions.open(session);
        return session;
    }

    private static void isUnknown(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FunctionRefused.class,
                        it -> assertThat(it.statusCode().code()).isEqualTo("8.10.1/3.9"));
    }

    @Test
    void giveBackWhatTheyWereGiven() {
        var session = opened(1);

        assertThat(sessions.ongoing(session.transactionId())).isEqualTo(session);
    }

    @Test
    void endOnce() {
        var session = opened(1);
        sessions.end(session);

        isUnknown(() -> sessions.end(session));
        isUnknown(() -> sessions.ongoing(session.transactionId()));
    }

    @Test
    void keepTheEuiccThatWasRefusedUntilTheyEnd() {
        var session = opened(1);
        sessions.refuse(session, CERTIFICATE);

        var refused = sessions.ongoing(session.transactionId());
        assertThat(refused.euicc()).contains(CERTIFICATE);
        isUnknown(() -> sessions.end(session)); // what was read before is overtaken
        isUnknown(() -> sessions.refuse(session, CERTIFICATE));
        sessions.end(refused);
        assertThat(sessions.page("", 10)).isEmpty();
    }

    @Test
    void expireAndAreForgotten() {
        var session = opened(1);
        clock.pass(LIFE.minusMillis(1));
        assertThat(sessions.ongoing(session.transactionId())).isEqualTo(session);
        assertThat(sessions.forgetExpired()).isZero();
        clock.pass(Duration.ofMillis(1));

        isUnknown(() -> sessions.ongoing(session.transactionId()));
        assertThat(sessions.forgetExpired()).isEqualTo(1);
    }

    @Test
    void areListedPageByPage() {
        for (int i = 1; i <= 3; i++) opened(i);

        var first = sessions.page("", 2);
        assertThat(first).hasSize(2);
        var rest = sessions.page(first.getLast().session().transactionId().toString(), 2);
        assertThat(rest)
                .singleElement()
                .satisfies(it ->
                        assertThat(it.expiresAt()).isEqualTo(clock.instant().plus(LIFE)));
    }
}
