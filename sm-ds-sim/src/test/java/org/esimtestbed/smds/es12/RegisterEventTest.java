package org.esimtestbed.smds.es12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.OTHER_SMDP_OID;
import static org.esimtestbed.smds.TestSmDs.eid;
import static org.esimtestbed.smds.TestSmDs.json;
import static org.esimtestbed.smds.TestSmDs.message;
import static org.esimtestbed.smds.TestSmDs.outcome;
import static org.esimtestbed.smds.TestSmDs.registration;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.smds.SmDsPolicy;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ES12.RegisterEvent on the wire (SGP.22 §5.9.1), at a Root SM-DS.
class RegisterEventTest {
    @TempDir
    static Path folder;

    private static TestSmDs smds;

    @BeforeAll
    static void start() {
        smds = TestSmDs.root(folder);
    }

    @AfterAll
    static void stop() {
        smds.close();
    }

    private static HttpResponse<String> other(int euicc, String eventId) throws Exception {
        return smds.otherEs12(
                "registerEvent", registration(OTHER_SMDP_OID, eid(euicc), eventId, "other.example.com:8443", false));
    }

    @Nested
    class Takes {
        @Test
        void anEventAndTellsItsEuiccAlone() throws Exception {
            var answer = smds.register(1, "EVENT-1", false);

            assertThat(outcome(answer)).isEqualTo("Executed-Success");
            assertThat(json(answer).propertyNames()).containsExactly("header");
            assertThat(smds.finds(1, Optional.empty())).containsExactly("EVENT-1 at smdp.example.com");
            assertThat(smds.finds(99, Optional.empty())).isEmpty();
        }

        @Test
        void severalOfOneEuiccInTheirOrder() throws Exception {
            smds.register(2, "Z-FIRST", false);
            smds.register(2, "A-SECOND", false);

            assertThat(smds.finds(2, Optional.empty()))
                    .containsExactly("Z-FIRST at smdp.example.com", "A-SECOND at smdp.example.com");
        }

        @Test
        void aForwardingIndicatorItHasNobodyToForwardTo() throws Exception {
            assertThat(outcome(smds.register(3, "EVENT-3", true))).isEqualTo("Executed-Success");
            assertThat(smds.finds(3, Optional.empty())).containsExactly("EVENT-3 at smdp.example.com");
        }

        @Test
        void theSameEventIdOfAnotherServer() throws Exception {
            smds.register(4, "SHARED", false);

            assertThat(outcome(other(4, "SHARED"))).isEqualTo("Executed-Success");
            assertThat(smds.finds(4, Optional.of("SHARED")))
                    .containsExactly("SHARED at smdp.example.com", "SHARED at other.example.com:8443");
        }

        @Test
        void theSameEventIdOnceTheEventIsDeleted() throws Exception {
            smds.register(5, "AGAIN", false);
            smds.delete(5, "AGAIN");

            assertThat(outcome(smds.register(5, "AGAIN", false))).isEqualTo("Executed-Success");
        }

        @Test
        void theSameEventIdOnceTheEventHasExpired(@TempDir Path own) throws Exception {
            try (var brief = TestSmDs.start(
                    own, it -> TestSettings.with(it, SmDsPolicy.standard().withEventLife(Duration.ofHours(1))))) {
                brief.register(5, "EXPIRES", false);
                brief.clock.pass(Duration.ofMinutes(59));
                assertThat(outcome(brief.register(5, "EXPIRES", false))).isEqualTo("8.9.5/3.3");
                brief.clock.pass(Duration.ofMinutes(1));

                assertThat(outcome(brief.register(5, "EXPIRES", false))).isEqualTo("Executed-Success");
            }
        }
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @ValueSource(ints = {11, 12})
        void anEventIdItsOwnerHasUsed(int secondEuicc) throws Exception {
            var id = "TWICE-" + secondEuicc;
            smds.register(11, id, false);

            assertThat(outcome(smds.register(secondEuicc, id, false))).isEqualTo("8.9.5/3.3");
            assertThat(smds.finds(11, Optional.of(id))).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "https://smdp.example.com",
                    "smdp.example.com/path",
                    "smdp..example.com",
                    "-smdp.example.com",
                    "smdp.example.com:99999",
                    "smdp.example.com:x",
                    "smdp_.example.com"
                })
        void anAddressThatIsNone(String address) throws Exception {
            var answer = smds.es12("registerEvent", registration(TestPki.SMDP_OID, eid(13), "NOWHERE", address, false));

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.1");
            assertThat(message(answer)).contains("rspServerAddress");
            assertThat(smds.finds(13, Optional.empty())).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"header", "eid", "rspServerAddress", "eventId", "forwardingIndicator"})
        void aRequestWithoutAMember(String member) throws Exception {
            var body = registration(TestPki.SMDP_OID, eid(14), "LACKS", "smdp.example.com", false)
                    .replace('"' + member + '"', "\"another\"");
            var answer = smds.es12("registerEvent", body);

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
            assertThat(message(answer)).contains(member);
        }

        @ParameterizedTest
        @CsvSource({
            "eid, '\"8904903200000000000000000000\"'",
            "eid, '\"8904903200000000000000000000000A\"'",
            "eid, 89049032000000000000000000000001",
            "eventId, '\"\"'",
            "eventId, '\"with space\"'",
            "eventId, '\"with\\u0000nul\"'",
            "eventId, '\"\\u00c4\"'",
            "eventId, 17",
            "forwardingIndicator, '\"true\"'",
            "forwardingIndicator, 1",
            "rspServerAddress, []"
        })
        void aMemberThatIsWrong(String member, String value) throws Exception {
            var body = registration(TestPki.SMDP_OID, eid(15), "WRONG", "smdp.example.com", false)
                    .replaceFirst(
                            "\"" + member + "\":(\"[^\"]*\"|false)",
                            "\"" + member + "\":" + value.replace("\\", "\\\\"));
            var answer = smds.es12("registerEvent", body);

            assertThat(outcome(answer)).as(body).isEqualTo("1.3.1/2.1");
            assertThat(message(answer)).contains(member);
        }

        @Test
        void anEventIdWithoutEnd() throws Exception {
            assertThat(outcome(smds.register(16, "E".repeat(255), false))).isEqualTo("Executed-Success");
            assertThat(outcome(smds.register(16, "E".repeat(256), false))).isEqualTo("1.3.1/2.1");
        }
    }
}
