package org.esimtestbed.smds.es15;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.message;
import static org.esimtestbed.smds.TestSmDs.outcome;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.TestSmds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What an Alternative SM-DS answers when its Root does not do as told (SGP.22 §5.9, §5.10): 8.9/5.1 where it cannot be
/// reached, 8.9/4.2 where it says no; and nothing has changed.
class RootFailuresTest {
    private static final Optional<String> ALL = Optional.empty();

    @TempDir
    Path folder;

    private TestSmds root;
    private TestSmDs alternative;
    private volatile Runnable meanwhile = () -> {}; // when the Root has answered and nothing is written yet

    @BeforeEach
    void start() throws Exception {
        var pki = TestSmDs.pki(folder);
        root = new TestSmds(folder, pki);
        alternative = TestSmDs.start(
                folder, it -> TestSettings.traced(TestSettings.under(it, root.address()), _ -> meanwhile.run()));
    }

    @AfterEach
    void stop() {
        alternative.close();
        root.close();
    }

    private String toldEventId(int call) {
        return root.told("es15", "registerEvent").get(call).path("eventId").asString();
    }

    @Test
    void tellsTheRootWhoItIsAndWhereTheEuiccIsToCome() throws Exception {
        alternative.register(1, "EVENT", true);

        var told = root.told("es15", "registerEvent").getFirst();
        assertThat(told.path("header").path("functionRequesterIdentifier").asString())
                .isEqualTo(TestPki.SMDS_OID.dotted());
        assertThat(told.path("header").path("functionCallIdentifier").asString())
                .isNotEmpty();
        assertThat(told.path("eid").asString()).isEqualTo(TestSmDs.eid(1).digits());
        assertThat(told.path("rspServerAddress").asString()).isEqualTo(TestSmDs.ADDRESS);
        assertThat(told.path("eventId").asString()).matches("[0-9A-F]{32}");
        assertThat(told.path("forwardingIndicator").asBoolean()).isFalse();
    }

    @Nested
    class RegisterEvent {
        private void fails(String code) throws Exception {
            assertThat(outcome(alternative.register(1, "EVENT", true))).isEqualTo(code);
            assertThat(alternative.finds(1, ALL)).isEmpty();
        }

        @Test
        void isRefusedWhenTheRootIsNotThere() throws Exception {
            root.goesAway();

            fails("8.9/5.1");
        }

        @Test
        void isRefusedWhenTheRootIsOutOfOrder() throws Exception {
            root.isUnavailable();

            fails("8.9/5.1");
        }

        @ParameterizedTest
        @EnumSource(Fault.class)
        void isRefusedWhenTheRootBreaksOff(Fault fault) throws Exception {
            root.answers(ResponseDefinitionBuilder.responseDefinition().withFault(fault));

            fails("8.9/5.1");
        }

        @Test
        void isRefusedWhenTheRootTakesTooLong() throws Exception {
            root.answers(ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(200)
                    .withFixedDelay(7_000));

            fails("8.9/5.1");
        }

        @ParameterizedTest
        @CsvSource({"8.1.1, 2.1", "1.1, 1.1", "8.9.5, 3.9", "8.9, 4.2"})
        void isRefusedWhenTheRootRefuses(String subject, String reason) throws Exception {
            root.refuses(subject, reason);
            var answer = alternative.register(1, "EVENT", true);

            assertThat(outcome(answer)).isEqualTo("8.9/4.2");
            assertThat(message(answer)).contains(subject + "/" + reason);
            assertThat(alternative.running.events().find(TestPki.SMDP_OID, "EVENT"))
                    .isEmpty();
        }

        @Test
        void isRefusedWhenTheRootMakesNoSense() throws Exception {
            root.answers(ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(200)
                    .withBody("<html>"));

            fails("8.9/4.2");
        }

        @Test
        void maySucceedLaterUnderTheEventIdTheRootMayHaveHeard() throws Exception {
            root.isUnavailable();
            alternative.register(1, "EVENT", true);
            root.refuses("8.9.5", "3.3"); // it had heard

            assertThat(outcome(alternative.register(1, "EVENT", true))).isEqualTo("Executed-Success");

            assertThat(toldEventId(1)).isEqualTo(toldEventId(0));
            assertThat(alternative.finds(1, Optional.of(toldEventId(0)))).containsExactly("EVENT at smdp.example.com");
            assertThat(outcome(alternative.register(1, "EVENT", true))).isEqualTo("8.9.5/3.3");
        }

        @Test
        void maySucceedLaterUnderANewEventIdWhereTheRootHadRefused() throws Exception {
            root.refuses("8.9", "4.2");
            alternative.register(1, "EVENT", true);
            root.succeeds();

            assertThat(outcome(alternative.register(1, "EVENT", true))).isEqualTo("Executed-Success");
            assertThat(toldEventId(1)).isNotEqualTo(toldEventId(0));
        }

        @Test
        void ofAnotherEuiccDoesNotTakeOverAnEventIdThatIsUnderWay() throws Exception {
            root.isUnavailable();
            alternative.register(1, "EVENT", true);
            root.succeeds();

            assertThat(outcome(alternative.register(2, "EVENT", true))).isEqualTo("8.9.5/3.3");
        }

        @Test
        void leavesNothingAtTheRootWhenTheEventIsDeletedMeanwhile() throws Exception {
            meanwhile = () -> {
                meanwhile = () -> {};
                var row = alternative
                        .running
                        .events()
                        .find(TestPki.SMDP_OID, "EVENT")
                        .orElseThrow();
                alternative.running.events().remove(row.id());
            };

            assertThat(outcome(alternative.register(1, "EVENT", true))).isEqualTo("8.9.5/3.9");
            assertThat(root.told("es15", "deleteEvent")
                            .getFirst()
                            .path("eventId")
                            .asString())
                    .isEqualTo(toldEventId(0));
        }

        @Test
        void doesNotNeedTheRootWhereNothingIsForwarded() throws Exception {
            root.goesAway();

            assertThat(outcome(alternative.register(1, "EVENT", false))).isEqualTo("Executed-Success");
        }
    }

    @Nested
    class DeleteEvent {
        @BeforeEach
        void registered() throws Exception {
            assertThat(outcome(alternative.register(1, "EVENT", true))).isEqualTo("Executed-Success");
        }

        @Test
        void isRefusedWhenTheRootIsNotThere() throws Exception {
            root.goesAway();

            assertThat(outcome(alternative.delete(1, "EVENT"))).isEqualTo("8.9/5.1");
            assertThat(alternative.finds(1, ALL)).hasSize(1);
        }

        @Test
        void isRefusedWhenTheRootRefuses() throws Exception {
            root.refuses("1.1", "1.1");

            assertThat(outcome(alternative.delete(1, "EVENT"))).isEqualTo("8.9/4.2");
            assertThat(alternative.finds(1, ALL)).hasSize(1);
        }

        @Test
        void isDoneWhenTheRootKnowsTheEventNoMore() throws Exception {
            root.refuses("8.9.5", "3.9");

            assertThat(outcome(alternative.delete(1, "EVENT"))).isEqualTo("Executed-Success");
            assertThat(alternative.finds(1, ALL)).isEmpty();
        }

        @Test
        void namesTheEventIdTheRootKnows() throws Exception {
            alternative.delete(1, "EVENT");

            assertThat(root.told("es15", "deleteEvent")
                            .getFirst()
                            .path("eventId")
                            .asString())
                    .isEqualTo(toldEventId(0));
        }

        @Test
        void reachesTheRootAlsoForAnEventItMayHaveHeardOf() throws Exception {
            root.isUnavailable();
            alternative.register(2, "HALF", true);
            root.succeeds();

            assertThat(outcome(alternative.delete(2, "HALF"))).isEqualTo("Executed-Success");
            assertThat(root.told("es15", "deleteEvent")
                            .getFirst()
                            .path("eventId")
                            .asString())
                    .isEqualTo(toldEventId(1));
        }
    }
}
