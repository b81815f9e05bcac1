package org.esimtestbed.smdpplus.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.smdpplus.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SessionsTest {
    private static final TransactionId ID = TransactionId.of("00112233445566778899AABBCCDDEEFF");
    private static final Session SESSION = session(ID);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private Database database;
    private Sessions sessions;

    @BeforeEach
    void open(TestInfo test) {
        database = Database.inMemory(test.getTestMethod().orElseThrow().getName());
        sessions = new Sessions(database.jdbc(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Session session(TransactionId id) {
        return new Session(
                id,
                Bytes.repeat(1, 16),
                "smdp.example.com",
                Bytes.repeat(2, 20),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private static Session.Authenticated authenticated() {
        return new Session.Authenticated(
                Eid.withCheckDigits("890490320000000000000000000001"),
                Iccid.withLuhnDigit("898821190000000001"),
                Tlv.of(0x30, Bytes.of(1)),
                Tlv.of(0x30, Bytes.of(2)),
                Bytes.repeat(3, 64),
                true,
                Tlv.of(0xBF25, Tlv.text(0x91, "Provider")));
    }

    @Test
    void givesBackWhatEachFunctionHasAdded() {
        sessions.open(SESSION);
        sessions.save(sessions.ongoing(ID).authenticatedAs(authenticated()));
        sessions.save(sessions.ongoing(ID).boundTo(Bytes.repeat(4, 65)));

        var found = sessions.ongoing(ID);

        assertThat(found.serverChallenge()).isEqualTo(SESSION.serverChallenge());
        assertThat(found.authenticated()).contains(authenticated());
        assertThat(found.bound()).contains(new Session.Bound(Bytes.repeat(4, 65)));
        assertThat(found.version()).isEqualTo(2);
    }

    @Test
    void forgetsASessionAfterAnHour() {
        sessions.open(SESSION);
        clock.pass(Duration.ofMinutes(59));
        assertThat(sessions.find(ID)).isPresent();

        clock.pass(Duration.ofMinutes(1));

        assertRefused(() -> sessions.ongoing(ID));
    }

    @Test
    void dropsTheRowsOfExpiredSessionsWhenANewOneComes() {
        sessions.open(SESSION);
        clock.pass(Duration.ofMinutes(30));
        sessions.open(session(TransactionId.of("02")));
        clock.pass(Duration.ofMinutes(30));
        sessions.open(session(TransactionId.of("03")));

        assertThat(database.jdbc()
                        .sql("select transaction_id from rsp_session order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("02", "03");
    }

    @Test
    void refusesARequestThatAnotherHasOvertaken() {
        sessions.open(SESSION);
        var read = sessions.ongoing(ID);
        sessions.save(read.authenticatedAs(authenticated()));

        assertRefused(() -> sessions.save(read.boundTo(Bytes.repeat(4, 65))));

        assertThat(sessions.ongoing(ID).bound()).isEmpty();
    }

    @Test
    void endsASessionOnce() {
        sessions.open(SESSION);
        sessions.close(ID);
        sessions.close(ID);

        assertRefused(() -> sessions.ongoing(ID));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        FunctionRefused.class,
                        refused -> assertThat(refused.statusCode().code()).isEqualTo("8.10.1/3.9"));
    }
}
