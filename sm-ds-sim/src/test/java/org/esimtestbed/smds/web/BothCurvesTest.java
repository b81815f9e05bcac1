package org.esimtestbed.smds.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.json;
import static org.esimtestbed.smds.TestSmDs.outcome;
import static org.esimtestbed.smds.TestSmDs.post;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smds.TestSettings;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One SM-DS with an identity on each curve (SGP.22 §2.6.7.2): a port for each, the same events behind both.
class BothCurvesTest {
    @TempDir
    static Path folder;

    private static TestPki p256;
    private static TestPki brainpool;
    private static TestSmDs smds;

    @BeforeAll
    static void start() {
        p256 = TestSmDs.pki(folder);
        brainpool = TestSmDs.pki(folder, Curve.BRAINPOOL_P256R1);
        smds = TestSmDs.start(
                folder,
                it -> TestSettings.with(
                        it,
                        List.of(
                                TestSmDs.identity(p256, "smds", TestPki.SMDS_OID, TestSmDs.ADDRESS),
                                TestSmDs.identity(brainpool, "smds", TestPki.SMDS_OID, TestSmDs.ADDRESS)),
                        List.of(TestSmDs.ci(p256), TestSmDs.ci(brainpool))));
    }

    @AfterAll
    static void stop() {
        smds.close();
    }

    @Test
    void anEuiccOnBrainpoolFindsItsEventOnTheBrainpoolPort() throws Exception {
        smds.register(1, "EVENT", false);
        var client = smds.client(
                MutualTls.context(brainpool.folder().read(TestPki.OPERATOR_TLS_NAME), List.of(TestSmDs.ci(brainpool))));
        var euicc = new TestEuicc(
                brainpool.euicc(TestSmDs.eid(1)), brainpool.folder().readCertificate(PkiFolder.EUM));
        int port = smds.running.es11Port(1);
        var opened = post(client, port, "/gsma/rsp2/es11/initiateAuthentication", TestSmDs.initiate(euicc));
        assertThat(json(opened).path("serverCertificate").asString())
                .isEqualTo(brainpool
                        .smds("smds", TestPki.SMDS_OID)
                        .dsAuth()
                        .certificate()
                        .der()
                        .base64());
        var server = ServerSigned1.of(
                Tlv.parse(Bytes.base64(json(opened).path("serverSigned1").asString())));
        var response = euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(Optional.empty()));
        var answer = post(client, port, "/gsma/rsp2/es11/authenticateClient", """
                {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(
                        server.transactionId(), response.raw().base64()));

        assertThat(TestSmDs.entries(answer)).containsExactly("EVENT at smdp.example.com");
    }

    @Test
    void anEuiccOfBothGetsTheCertificateItPrefers() throws Exception {
        for (var preferred : List.of(p256, brainpool)) {
            var other = preferred == p256 ? brainpool : p256;
            var keys = List.of(key(preferred), key(other));
            var info1 = new EuiccInfo1(new Version(2, 2, 2), keys, keys).encode();
            var answer = smds.es11("initiateAuthentication", """
                    {"euiccChallenge":"%s","euiccInfo1":"%s","smdsAddress":"%s"}""".formatted(
                            Bytes.repeat(0x33, 16).base64(), info1.raw().base64(), TestSmDs.ADDRESS));

            assertThat(outcome(answer)).isEqualTo("Executed-Success");
            assertThat(json(answer).path("serverCertificate").asString())
                    .isEqualTo(preferred
                            .smds("smds", TestPki.SMDS_OID)
                            .dsAuth()
                            .certificate()
                            .der()
                            .base64());
        }
    }

    @Test
    void anEuiccMustProveItselfUnderTheCiItWasAskedFor() throws Exception {
        // it says it signs under P-256, and then shows what the other CI stands for
        var onBrainpool = new TestEuicc(
                brainpool.euicc(TestSmDs.eid(2)), brainpool.folder().readCertificate(PkiFolder.EUM));
        var server = smds.initiated(smds.euicc(2));
        var response =
                onBrainpool.authenticate(server, onBrainpool.info2(1_000_000), TestEuicc.ctxParams1(Optional.empty()));

        assertThat(outcome(smds.authenticateClient(server.transactionId(), response)))
                .isEqualTo("8.11.1/3.9");
    }

    private static Bytes key(TestPki pki) {
        return TestSmDs.ci(pki).subjectKeyIdentifier().orElseThrow();
    }
}
