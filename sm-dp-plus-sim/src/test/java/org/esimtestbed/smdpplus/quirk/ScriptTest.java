package org.esimtestbed.smdpplus.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.smdpplus.Database;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private final Database database = Database.named("script");
    private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final Script script = replica();

    private Script replica() {
        return new Script(database.jdbc(), clock, new ServerKeys(Crypto.standard(), List.of(), Map.of()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static List<MessageQuirk> bending(Script script) {
        return script.bending(MessageQuirk.class, Es9PlusFunction.CANCEL_SESSION, () -> Whom.UNKNOWN);
    }

    @Test
    void asksNobodyWhoCallsWhileNothingIsSwitchedOn() {
        assertThat(script.bending(MessageQuirk.class, Es9PlusFunction.CANCEL_SESSION, () -> {
                    throw new AssertionError("this costs");
                }))
                .isEmpty();
    }

    @Test
    void anotherReplicaHearsOfItWithinASecond() {
        var other = replica();
        script.switchOn(Assignment.parse("stranded-orders"));

        assertThat(bending(script)).containsExactly(new SettlementQuirk.StrandedOrders());
        assertThat(bending(other)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(bending(other)).containsExactly(new SettlementQuirk.StrandedOrders());

        script.switchOffAll();
        clock.pass(Duration.ofSeconds(1));
        assertThat(bending(other)).isEmpty();
    }

    @Test
    void aCallIsCountedOnceHoweverManyComeAtTheSameTime() throws Exception {
        var other = replica();
        script.switchOn(Assignment.of(
                "stranded-orders", Optional.empty(), new Target.Everybody(), Optional.empty(), Optional.of(5)));
        clock.pass(Duration.ofSeconds(1));
        int bent = 0;
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> bending(i % 2 == 0 ? script : other).size())
                    .toList();
            for (Future<Integer> call : many.invokeAll(calls)) bent += call.get();
        }

        assertThat(bent).isEqualTo(5);
    }

    @Test
    void leavesTheRowOfANewerReplicaAlone() {
        database.jdbc()
                .sql("insert into active_quirk (id, name, target, target_id, since) values ('1', 'of-tomorrow', 'ALL',"
                        + " '', current_timestamp)")
                .update();
        script.switchOn(Assignment.parse("stranded-orders"));

        assertThat(bending(script)).hasSize(1);
        assertThat(script.switchOffAll()).isEqualTo(2);
    }

    @Test
    void leavesAloneWhatItLacksTheCertificateFor() {
        database.jdbc()
                .sql("insert into active_quirk (id, name, target, target_id, since) values ('1', 'server-certificate',"
                        + " 'ALL', '', current_timestamp)")
                .update();
        clock.pass(Duration.ofSeconds(1));

        assertThat(script.bending(MessageQuirk.class, Es9PlusFunction.INITIATE_AUTHENTICATION, () -> Whom.UNKNOWN))
                .isEmpty();
        assertThat(script.all()).hasSize(1);
    }

    @Test
    void functionsOfOtherKindsAreNotBent() {
        script.switchOn(Assignment.parse("bad-mac"));

        assertThat(bending(script)).isEmpty();
    }
}
