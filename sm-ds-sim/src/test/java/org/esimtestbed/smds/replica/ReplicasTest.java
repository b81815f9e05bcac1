package org.esimtestbed.smds.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.entries;
import static org.esimtestbed.smds.TestSmDs.outcome;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.esimtestbed.smds.TestDatabase;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.MovableClock;
import org.esimtestbed.testkit.TestEuicc;
import org.esimtestbed.testkit.TestSmds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one database: neither knows anything the other does not.
class ReplicasTest {
    @TempDir
    Path folder;

    private TestSmds root;
    private TestSmDs one;
    private TestSmDs two;

    @BeforeEach
    void start() throws Exception {
        var pki = TestSmDs.pki(folder);
        var clock = new MovableClock(Instant.now());
        var url = TestDatabase.url(folder);
        root = new TestSmds(folder, pki);
        one = TestSmDs.start(pki, folder, clock, it -> TestSettings.under(TestSettings.on(it, url), root.address()));
        two = TestSmDs.start(pki, folder, clock, it -> TestSettings.under(TestSettings.on(it, url), root.address()));
    }

    @AfterEach
    void stop() {
        two.close();
        one.close();
        root.close();
    }

    @Test
    void serveOneAnothersSessionsAndEvents() throws Exception {
        one.register(1, "EVENT", false);
        var euicc = two.euicc(1);
        var server = one.initiated(euicc);
        var response = euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(Optional.of("EVENT")));

        assertThat(entries(two.authenticateClient(server.transactionId(), response)))
                .containsExactly("EVENT at smdp.example.com");
        assertThat(outcome(one.authenticateClient(server.transactionId(), response)))
                .isEqualTo("8.10.1/3.9");

        assertThat(outcome(two.delete(1, "EVENT"))).isEqualTo("Executed-Success");
        assertThat(one.finds(1, Optional.empty())).isEmpty();
    }

    @Test
    void answerOneOfManyWhoUseTheSameSession() throws Exception {
        var euicc = one.euicc(1);
        var server = one.initiated(euicc);
        var response = euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(Optional.empty()));

        assertThat(outcomes(smds -> outcome(smds.authenticateClient(server.transactionId(), response))))
                .containsOnlyOnce("Executed-Success")
                .containsOnly("Executed-Success", "8.10.1/3.9");
    }

    @Test
    void registerForOneOfManyWhoAskTheSame() throws Exception {
        assertThat(outcomes(smds -> outcome(smds.register(1, "EVENT", true))))
                .containsOnlyOnce("Executed-Success")
                .containsOnly("Executed-Success", "8.9.5/3.3");

        assertThat(one.finds(1, Optional.empty())).containsExactly("EVENT at smdp.example.com");
        var told = root.told("es15", "registerEvent").stream()
                .map(it -> it.path("eventId").asString())
                .distinct();
        assertThat(told).as("EventIDs the Root was told").hasSize(1);
    }

    private interface Asking {
        String ask(TestSmDs smds) throws Exception;
    }

    private List<String> outcomes(Asking asking) throws Exception {
        var calls = new ArrayList<Callable<String>>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> asking.ask(one));
            calls.add(() -> asking.ask(two));
        }
        var outcomes = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(calls)) outcomes.add(outcome.get());
        }
        return outcomes;
    }
}
