package org.esimtestbed.lpa.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.TestPkiOnDisk;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Es11Test {
    private static final String FUNCTION = "/gsma/rsp2/es11/initiateAuthentication";
    private static final InitiateAuthentication.Request REQUEST =
            new InitiateAuthentication.Request(Bytes.repeat(1, 16), Tlv.of(0xBF20, Bytes.EMPTY), "smds.example.com");
    private static final Answer INITIATED = Answer.success("""
            "transactionId":"0102","serverSigned1":"MAA=","serverSignature1":"XzcA","euiccCiPKIdToBeUsed":"BAA=",
            "serverCertificate":"MAA=\"""");
    private static final String REFUSAL = """
            {"header":{"functionExecutionStatus":{"status":"Failed",
            "statusCodeData":{"subjectCode":"8.9.2","reasonCode":"3.1","message":"no"}}}}""";

    @TempDir
    static Path folder;

    private static TestPki pki;

    private final List<TraceEvent> trace = new ArrayList<>();
    private Es9Plus es9;
    private Es11 es11;

    @BeforeAll
    static void makePki() {
        pki = TestPkiOnDisk.make(folder);
    }

    @BeforeEach
    void start() {
        var clock = InstantSource.system();
        es9 = new Es9Plus(TestPkiOnDisk.trust(pki, clock), trace::add, clock);
        es11 = new Es11(es9);
    }

    @AfterEach
    void stop() {
        es11.close();
        es9.close();
    }

    @Test
    void speaksToAnSmDsAndNamesItsAddress() {
        try (var smds = new FakeServer(pki.smds("smds", TestPki.SMDS_OID).dsTls())) {
            smds.on(FUNCTION, Answer.of(200, REFUSAL));

            assertThatThrownBy(() -> es11.initiateAuthentication(smds.address(), REQUEST))
                    .isInstanceOfSatisfying(
                            FunctionRefused.class,
                            refused -> assertThat(refused.statusCode().code()).isEqualTo("8.9.2/3.1"));

            assertThat(smds.requests.getLast().body())
                    .contains("\"smdsAddress\":\"smds.example.com\"")
                    .doesNotContain("smdpAddress");
            assertThat(trace).singleElement().isInstanceOfSatisfying(TraceEvent.HttpExchange.class, it -> {
                assertThat(it.interfaceName()).isEqualTo("ES11");
                assertThat(it.to()).isEqualTo("SM-DS");
            });
        }
    }

    /// lpac and a Root SM-DS in service use the paths and the member of ES9+ for ES11.
    @Test
    void callsAnSmDsThatDoesNotKnowThePathsOfEs11UnderThoseOfEs9Plus() {
        try (var smds = new FakeServer(pki.smds("smds", TestPki.SMDS_OID).dsTls())) {
            smds.on(FUNCTION, Answer.of(404, "no such path"));
            smds.on("initiateAuthentication", Answer.of(200, REFUSAL));

            assertThatThrownBy(() -> es11.initiateAuthentication(smds.address(), REQUEST))
                    .isInstanceOf(FunctionRefused.class);

            assertThat(smds.requests.getLast().function()).isEqualTo("initiateAuthentication");
            assertThat(smds.requests.getLast().body()).contains("\"smdpAddress\":\"smds.example.com\"");
        }
    }

    @Test
    void goesOnWhereItHasBegun() {
        try (var smds = new FakeServer(pki.smds("smds", TestPki.SMDS_OID).dsTls())) {
            smds.on(FUNCTION, Answer.of(404, "no such path"));
            smds.on("initiateAuthentication", INITIATED);
            smds.on("authenticateClient", Answer.of(200, REFUSAL));
            es11.initiateAuthentication(smds.address(), REQUEST);

            var proof = new AuthenticateClient.Request(TransactionId.of("0102"), Tlv.of(0xBF38, Bytes.EMPTY));
            assertThatThrownBy(() -> es11.authenticateClient(smds.address(), proof))
                    .isInstanceOf(FunctionRefused.class);
        }
    }

    @Test
    void trustsNoSmDpPlusAsSmDsAndNoSmDsAsSmDpPlus() { // SGP.22 §4.5.2.2: one role a certificate
        try (var smdp = new FakeServer(pki.folder().read(TestPki.DP_TLS_NAME));
                var smds = new FakeServer(pki.smds("smds", TestPki.SMDS_OID).dsTls())) {
            troubles(() -> es11.initiateAuthentication(smdp.address(), REQUEST), "CERT.DS.TLS");
            troubles(() -> es9.initiateAuthentication(smds.address(), REQUEST), "CERT.DP.TLS");

            assertThat(smdp.requests).isEmpty();
            assertThat(smds.requests).isEmpty();
        }
    }

    private static void troubles(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String title) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServerUnreachable.class,
                        it -> assertThat(it.trouble().code()).isEqualTo("tls ROLE"))
                .hasMessageContaining(title);
    }
}
