package org.esimtestbed.smds.es15;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.eid;
import static org.esimtestbed.smds.TestSmDs.entries;
import static org.esimtestbed.smds.TestSmDs.json;
import static org.esimtestbed.smds.TestSmDs.outcome;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.MovableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An Alternative SM-DS and its Root (SGP.22 §3.6.1.2, §3.6.2.2, §5.10), both real.
class CascadeTest {
    private static final String ROOT = "root-smds.example.com";

    @TempDir
    static Path folder;

    private static TestSmDs root;
    private static TestSmDs alternative;

    @BeforeAll
    static void start() throws Exception {
        var pki = TestSmDs.pki(folder);
        var clock = new MovableClock(Instant.now());
        var rootFolder = Files.createDirectory(folder.resolve("root"));
        root = TestSmDs.start(
                pki,
                rootFolder,
                clock,
                it -> TestSettings.with(
                        it, List.of(TestSmDs.identity(pki, "root-smds", TestPki.ROOT_SMDS_OID, ROOT)), it.cis()));
        alternative = TestSmDs.start(
                pki, folder, clock, it -> TestSettings.under(it, "localhost:" + root.running.es12Port()));
    }

    @AfterAll
    static void stop() {
        alternative.close();
        root.close();
    }

    private static List<String> atRoot(int euicc) throws Exception {
        return entries(root.asks(root.euicc(euicc), ROOT, Optional.empty()));
    }

    @Test
    void leadsTheEuiccFromTheRootToTheAlternativeToTheSmdp() throws Exception {
        assertThat(outcome(alternative.register(1, "MATCHING-ID", true))).isEqualTo("Executed-Success");

        var found = atRoot(1);
        assertThat(found).singleElement().asString().endsWith(" at " + TestSmDs.ADDRESS);
        var forwarded = found.getFirst().split(" ", 2)[0];
        assertThat(forwarded).isNotEqualTo("MATCHING-ID");
        assertThat(alternative.finds(1, Optional.of(forwarded))).containsExactly("MATCHING-ID at smdp.example.com");
        assertThat(alternative.finds(1, Optional.empty())).containsExactly("MATCHING-ID at smdp.example.com");
    }

    @Test
    void doesNotForwardWhatIsNotToBe() throws Exception {
        assertThat(outcome(alternative.register(2, "STAYS-HERE", false))).isEqualTo("Executed-Success");

        assertThat(alternative.finds(2, Optional.empty())).hasSize(1);
        assertThat(atRoot(2)).isEmpty();
    }

    @Test
    void deletesAtBoth() throws Exception {
        alternative.register(3, "GOES", true);

        assertThat(outcome(alternative.delete(3, "GOES"))).isEqualTo("Executed-Success");

        assertThat(alternative.finds(3, Optional.empty())).isEmpty();
        assertThat(atRoot(3)).isEmpty();
        assertThat(outcome(alternative.delete(3, "GOES"))).isEqualTo("8.9.5/3.9");
    }

    @Test
    void refusesASecondRegistrationAndLeavesTheRootWithOne() throws Exception {
        alternative.register(4, "TWICE", true);

        assertThat(outcome(alternative.register(4, "TWICE", true))).isEqualTo("8.9.5/3.3");
        assertThat(outcome(alternative.register(4, "TWICE", false))).isEqualTo("8.9.5/3.3");
        assertThat(atRoot(4)).hasSize(1);
    }

    @Test
    void deletesWhatTheRootHasForgottenBefore() throws Exception {
        alternative.register(5, "ROOT-FORGETS", true);
        var event =
                json(root.admin("GET", "/admin/events?eid=" + eid(5).digits())).get(0);
        root.admin("DELETE", "/admin/events/" + event.path("id").asLong());

        assertThat(outcome(alternative.delete(5, "ROOT-FORGETS"))).isEqualTo("Executed-Success");
        assertThat(alternative.finds(5, Optional.empty())).isEmpty();
    }

    @Test
    void theRootKnowsTheAlternativeAsTheOwner() throws Exception {
        alternative.register(6, "OWNED", true);

        var event =
                json(root.admin("GET", "/admin/events?eid=" + eid(6).digits())).get(0);
        assertThat(event.path("owner").asString()).isEqualTo(TestPki.SMDS_OID.dotted());
        assertThat(event.path("forwardingIndicator").asBoolean()).isFalse();
        // the SM-DP+ has not registered it there, under neither EventID
        assertThat(outcome(root.delete(6, "OWNED"))).isEqualTo("8.9.5/3.9");
        assertThat(outcome(root.delete(6, event.path("eventId").asString()))).isEqualTo("8.9.5/3.9");
    }

    @Test
    void anAlternativeHasNoEs15() throws Exception {
        var body = TestSmDs.registration(TestPki.SMDS_OID, eid(7), "X", "x.example.com", false);

        assertThat(alternative.es15("registerEvent", body).statusCode()).isEqualTo(404);
    }

    @Test
    void bothForgetAnEventNobodyDeletes() throws Exception {
        alternative.register(8, "FORGOTTEN", true);
        alternative.clock.pass(Duration.ofDays(90));

        assertThat(alternative.finds(8, Optional.empty())).isEmpty();
        assertThat(atRoot(8)).isEmpty();
    }
}
