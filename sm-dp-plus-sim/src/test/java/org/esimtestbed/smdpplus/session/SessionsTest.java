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
import org.esimtestbed.testkit.MovableClock;
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
        database = Database.named(test.getTestMethod().orElseThrow().getName());
        sessions = new Sessions(database.jdbc(), clock, Duration.ofHours(1), Duration.ofDays(30));
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
                Bytes.repeat(3, 20),
                Optional.empty(),
                false,
                0);
    }

    private static Session.Authenticated authenticated() {
        return new Session.Authenticated(
                Eid.withCheckDigits("890490320000000000000000000001"),
                Iccid.withLuhnDigit("898821190000000001"),
                Tlv.of(0x30, Bytes.of(1)),
                Bytes.repeat(3, 64));
    }

    @Test
    void givesBackWhatEachFunctionHasAdded() {
        sessions.open(SESSION);
        sessions.save(sessions.ongoing(ID).authenticatedAs(authenticated()));
        sessions.save(sessions.ongoing(ID).withPackage());

        var found = sessions.ongoing(ID);

        assertThat(found.serverChallenge()).isEqualTo(SESSION.serverChallenge());
        assertThat(found.authenticated()).contains(authenticated());
        assertThat(found.bound()).isTrue();
        assertThat(found.version()).isEqualTo(2);
    }

    @Test
    void forgetsASessionAfterAnHour() {
        sessions.open(SESSION);
        clock.pass(Duration.ofMinutes(59));
        assertThat(sessions.ongoing(ID).version()).isZero();

        clock.pass(Duration.ofMinutes(1));

        assertRefused(() -> sessions.ongoing(ID));
    }

    @Test
    void waitsForAResultLongAfterTheSessionHasEnded() {
        sessions.open(SESSION);
        sessions.save(sessions.ongoing(ID).authenticatedAs(authenticated()).withPackage());

        clock.pass(Duration.ofDays(29));

        assertRefused(() -> sessions.ongoing(ID));
        assertThat(sessions.awaitingResult(ID)).isPresent();
    }

    @Test
    void awaitsNoResultWhereNothingWasBound() {
        sessions.open(SESSION);

        assertThat(sessions.awaitingResult(ID)).isEmpty();
    }

    @Test
    void dropsTheRowsNothingCanComeForAnyMore() {
        sessions.open(SESSION);
        sessions.open(session(TransactionId.of("02")));
        sessions.save(sessions.ongoing(TransactionId.of("02"))
                .authenticatedAs(authenticated())
                .withPackage());
        clock.pass(Duration.ofMinutes(60));
        sessions.open(session(TransactionId.of("03")));

        assertThat(sessions.forgetExpired()).isEqualTo(1);

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

        assertRefused(() -> sessions.save(read.withPackage()));

        assertThat(sessions.ongoing(ID).bound()).isFalse();
    }

    @Test
    void awaitsTheResultOfASessionThatWasGivenUpOnlyIfAPackageWasBound() {
        sessions.open(SESSION);
        sessions.save(sessions.ongoing(ID).authenticatedAs(authenticated()));
        sessions.save(sessions.ongoing(ID).withPackage());
        var other = TransactionId.of("02");
        sessions.open(session(other));

        sessions.giveUp(sessions.ongoing(ID));
        sessions.giveUp(sessions.ongoing(other));

        assertRefused(() -> sessions.ongoing(ID));
        assertThat(sessions.awaitingResult(ID)).isPresent();
        assertRefused(() -> sessions.ongoing(other));
        assertThat(sessions.awaitingResult(other)).isEmpty();
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
