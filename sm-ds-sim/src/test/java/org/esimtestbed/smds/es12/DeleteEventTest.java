package org.esimtestbed.smds.es12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.OTHER_SMDP_OID;
import static org.esimtestbed.smds.TestSmDs.deletion;
import static org.esimtestbed.smds.TestSmDs.eid;
import static org.esimtestbed.smds.TestSmDs.message;
import static org.esimtestbed.smds.TestSmDs.outcome;

import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.smds.TestSmDs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ES12.DeleteEvent on the wire (SGP.22 §5.9.2), at a Root SM-DS.
class DeleteEventTest {
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

    @Test
    void forgetsThatEventAlone() throws Exception {
        smds.register(1, "GOES", false);
        smds.register(1, "STAYS", false);

        assertThat(outcome(smds.delete(1, "GOES"))).isEqualTo("Executed-Success");

        assertThat(smds.finds(1, Optional.empty())).containsExactly("STAYS at smdp.example.com");
        assertThat(smds.running.events().find(TestPki.SMDP_OID, "GOES")).isEmpty();
    }

    @Test
    void refusesAnEventNobodyRegistered() throws Exception {
        assertThat(outcome(smds.delete(2, "NEVER"))).isEqualTo("8.9.5/3.9");
    }

    @Test
    void refusesASecondTime() throws Exception {
        smds.register(3, "ONCE", false);
        smds.delete(3, "ONCE");

        assertThat(outcome(smds.delete(3, "ONCE"))).isEqualTo("8.9.5/3.9");
    }

    @Test
    void refusesTheEventOfAnotherEuicc() throws Exception {
        smds.register(4, "OF-4", false);

        assertThat(outcome(smds.delete(5, "OF-4"))).isEqualTo("8.9.5/3.9");
        assertThat(smds.finds(4, Optional.empty())).hasSize(1);
    }

    @Test
    void refusesWhoeverHasNotRegisteredIt() throws Exception {
        smds.register(6, "NOT-YOURS", false);

        assertThat(outcome(smds.otherEs12("deleteEvent", deletion(OTHER_SMDP_OID, eid(6), "NOT-YOURS"))))
                .isEqualTo("8.9.5/3.9");
        assertThat(smds.finds(6, Optional.empty())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "eid", "eventId"})
    void refusesARequestWithoutAMember(String member) throws Exception {
        var body = deletion(TestPki.SMDP_OID, eid(7), "LACKS").replace('"' + member + '"', "\"another\"");
        var answer = smds.es12("deleteEvent", body);

        assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
        assertThat(message(answer)).contains(member);
    }
}
