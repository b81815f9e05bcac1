package org.esimtestbed.smds.es12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.smds.TestSmDs.OTHER_SMDP_OID;
import static org.esimtestbed.smds.TestSmDs.eid;
import static org.esimtestbed.smds.TestSmDs.outcome;
import static org.esimtestbed.smds.TestSmDs.post;
import static org.esimtestbed.smds.TestSmDs.registration;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.ci.CertificateIssuer;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.smds.TestSmDs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may register (SGP.22 §2.6.6, §4.5.2.1.0.5, §6.5.1.3): SM-DP+s on ES12, Alternative SM-DSs on ES15, each as
/// itself.
class FunctionRequesterTest {
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

    @AfterEach
    void leavesNothingBehind() throws Exception {
        assertThat(smds.finds(1, Optional.empty())).isEmpty();
    }

    private static String asks(HttpClient client, String interfaceName, Oid requester) throws IOException {
        var body = registration(requester, eid(1), "EVENT", "smdp.example.com", false);
        var answer = post(client, smds.running.es12Port(), "/gsma/rsp2/" + interfaceName + "/registerEvent", body);
        assertThat(answer.body()).doesNotContain("Exception");
        return outcome(answer);
    }

    @Test
    void whoSaysToBeAnotherThanItsCertificateIsRefused() throws Exception {
        assertThat(asks(smds.smdp, "es12", OTHER_SMDP_OID)).isEqualTo("1.1/1.1");
        assertThat(asks(smds.otherSmdp, "es12", TestPki.SMDP_OID)).isEqualTo("1.1/1.1");
        assertThat(asks(smds.alternative, "es15", TestPki.SMDP_OID)).isEqualTo("1.1/1.1");
    }

    @Test
    void anSmdsIsNobodyOnEs12AndAnSmdpNobodyOnEs15() throws Exception {
        assertThat(asks(smds.alternative, "es12", TestPki.SMDS_OID)).isEqualTo("HTTP 403");
        assertThat(asks(smds.smdp, "es15", TestPki.SMDP_OID)).isEqualTo("HTTP 403");
    }

    @Test
    void anOperatorIsNobodyOnEither() throws Exception {
        var operator = smds.client(smds.pki.folder().read(TestPki.OPERATOR_TLS_NAME));

        assertThat(asks(operator, "es12", TestPki.OPERATOR_OID)).isEqualTo("HTTP 403");
        assertThat(asks(operator, "es15", TestPki.OPERATOR_OID)).isEqualTo("HTTP 403");
    }

    @Test
    void whoShowsNoCertificateDoesNotGetThatFar() {
        assertThatThrownBy(() -> asks(smds.lpa, "es12", TestPki.SMDP_OID)).isInstanceOf(IOException.class);
    }

    @Test
    void whomAnotherCiHasIssuedDoesNotEither() {
        var foreign = CertificateIssuer.create(Crypto.standard(), smds.clock, Curve.NIST_P256)
                .issueTls(
                        CertificateRole.DP_TLS,
                        new ServerNames(
                                "Foreign",
                                "Foreign",
                                TestPki.SMDP_OID,
                                java.util.List.of("localhost"),
                                java.util.List.of()));

        assertThatThrownBy(() -> asks(smds.client(foreign), "es12", TestPki.SMDP_OID))
                .isInstanceOf(IOException.class);
    }

    @Test
    void thePortsAnswerTheirOwnFunctionsAlone() throws Exception {
        var body = TestSmDs.initiate(smds.euicc(1));

        assertThat(post(smds.smdp, smds.running.es12Port(), "/gsma/rsp2/es11/initiateAuthentication", body)
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(smds.lpa, smds.running.es11Port(), "/gsma/rsp2/es12/registerEvent", body)
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(smds.lpa, smds.running.es11Port(), "/admin/events", body)
                        .statusCode())
                .isEqualTo(404);
    }
}
