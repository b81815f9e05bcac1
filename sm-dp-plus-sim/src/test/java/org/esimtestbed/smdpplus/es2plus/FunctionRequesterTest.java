package org.esimtestbed.smdpplus.es2plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.smdpplus.TestSmDpPlus.OPERATOR;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.TestSmDpPlus.post;
import static org.esimtestbed.smdpplus.TestSmDpPlus.withHeader;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may call on ES2+, and how a call says who it is (SGP.22 §6.5.1.3, §2.6.6).
class FunctionRequesterTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");
    private static final Eid OTHER_EID = Eid.withCheckDigits("890490320000000000000000000002");

    @TempDir
    static Path folder;

    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() {
        smdp = new TestSmDpPlus(folder, URI.create("https://localhost:1"));
    }

    @AfterAll
    static void stop() {
        smdp.close();
    }

    @Test
    void letsNobodyInWithoutACertificate() {
        assertThatThrownBy(() -> post(smdp.lpa, smdp.es2() + "downloadOrder", "{}"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void letsNobodyInWithACertificateOfAnotherCi(@TempDir Path elsewhere) {
        var foreign = TestSmDpPlus.pki(elsewhere).folder().read(TestPki.OPERATOR_TLS_NAME);
        try (var stranger = TestSmDpPlus.client(MutualTls.context(foreign, List.of(smdp.ci())))) {
            assertThatThrownBy(() -> post(stranger, smdp.es2() + "downloadOrder", "{}"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void forbidsACertificateThatIsNoOperators() throws Exception {
        var server = smdp.pki.folder().read(TestPki.DP_TLS_NAME); // under the right CI, and yet nobody's who orders
        try (var stranger = TestSmDpPlus.client(MutualTls.context(server, List.of(smdp.ci())))) {
            var answer =
                    post(stranger, smdp.es2() + "downloadOrder", withHeader(OPERATOR, "\"profileType\":\"generic\""));
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void knowsAnOperatorByItsPinnedCertificate() throws Exception {
        try (var client = TestSmDpPlus.client(MutualTls.context(smdp.pinned, List.of(smdp.ci())))) {
            var members = "\"iccid\":\"" + smdp.newIccid() + "\"";
            assertThat(outcome(post(
                            client, smdp.es2() + "releaseProfile", withHeader(TestSmDpPlus.PINNED_OPERATOR, members))))
                    .isEqualTo("8.2.1/3.9");
            assertThat(outcome(post(client, smdp.es2() + "releaseProfile", withHeader(OPERATOR, members))))
                    .isEqualTo("1.1/1.1");
        }
    }

    @Test
    void refusesAnOperatorWhoSaysHeIsAnother() throws Exception {
        var answer = post(smdp.otherOperator, smdp.es2() + "releaseProfile", withHeader(OPERATOR, "\"iccid\":\"1\""));

        assertThat(outcome(answer)).isEqualTo("1.1/1.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|1.3.1/2.2|header",
                "{\"header\":1}|1.3.1/2.1|header",
                "{\"header\":{\"functionCallIdentifier\":\"1\"}}|1.3.1/2.2|functionRequesterIdentifier",
                "{\"header\":{\"functionRequesterIdentifier\":\"operator-one\"}}|1.3.1/2.2|functionCallIdentifier"
            })
    void saysWhatIsWrongWithTheHeader(String body, String code, String place) throws Exception {
        var answer = post(smdp.operator, smdp.es2() + "downloadOrder", body);

        assertThat(outcome(answer)).isEqualTo(code);
        assertThat(message(answer)).contains(place);
    }

    @Test
    void ignoresMembersItDoesNotKnow() throws Exception {
        var iccid = smdp.stocked(OPERATOR, "generic");
        var body = """
                {"header":{"functionRequesterIdentifier":"%s","functionCallIdentifier":"1","validityPeriod":60,
                "more":{}},"iccid":"%s","also":[1]}""".formatted(OPERATOR, iccid);

        assertThat(outcome(post(smdp.operator, smdp.es2() + "downloadOrder", body)))
                .isEqualTo("Executed-Success");
    }

    @Test
    void answersGarbageWith400() throws Exception {
        assertThat(post(smdp.operator, smdp.es2() + "downloadOrder", "no JSON").statusCode())
                .isEqualTo(400);
    }
}
