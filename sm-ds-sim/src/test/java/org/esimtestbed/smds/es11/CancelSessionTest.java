package org.esimtestbed.smds.es11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smds.TestSmDs.outcome;
import static org.esimtestbed.smds.es11.Asked.CANCEL_SESSION;

import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ES11.CancelSession on the wire, checked as ES9+.CancelSession (SGP.22 §5.6.5).
class CancelSessionTest {
    @TempDir
    static Path folder;

    private static TestSmDs smds;
    private static TestEuicc euicc;

    @BeforeAll
    static void start() {
        smds = TestSmDs.root(folder);
        euicc = smds.euicc(1);
    }

    @AfterAll
    static void stop() {
        smds.close();
    }

    /// A session whose eUICC has proved itself and was refused its event.
    private static TransactionId refused() throws Exception {
        var server = smds.initiated(euicc);
        var answer = smds.authenticateClient(
                server.transactionId(),
                euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(Optional.of("NOBODYS"))));
        assertThat(outcome(answer)).isEqualTo("8.9.5/3.9");
        return server.transactionId();
    }

    private static Tlv cancels(TransactionId id) {
        return euicc.cancelSession(id, TestPki.SMDS_OID, CancelSessionReason.UNDEFINED_REASON);
    }

    @Test
    void endsTheSessionAndForgetsTheEuicc() throws Exception {
        var id = refused();

        assertThat(outcome(CANCEL_SESSION.json(smds, id, cancels(id)))).isEqualTo("Executed-Success");

        assertThat(smds.admin("GET", "/admin/sessions").body()).doesNotContain(id.toString());
        CANCEL_SESSION.refuses(smds, id, cancels(id), "8.10.1/3.9 1");
    }

    @Test
    void refusesATransactionNobodyOpened() throws Exception {
        var id = new TransactionId(Bytes.repeat(0x77, 16));

        CANCEL_SESSION.refuses(smds, id, cancels(id), "8.10.1/3.9 1");
    }

    @Test
    void refusesWhomItDoesNotKnowYet() throws Exception {
        var id = smds.initiated(euicc).transactionId();

        CANCEL_SESSION.refuses(smds, id, cancels(id), "8.10.1/3.9 1");
    }

    @Test
    void refusesASessionThatHasHadItsAnswer() throws Exception {
        var server = smds.initiated(euicc);
        smds.authenticateClient(
                server.transactionId(),
                euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(Optional.empty())));

        CANCEL_SESSION.refuses(smds, server.transactionId(), cancels(server.transactionId()), "8.10.1/3.9 1");
    }

    @Test
    void refusesTheSignatureOfAnotherEuicc() throws Exception {
        var id = refused();
        var others = smds.euicc(2).cancelSession(id, TestPki.SMDS_OID, CancelSessionReason.UNDEFINED_REASON);

        CANCEL_SESSION.refuses(smds, id, others, "8.1/6.1 2");
    }

    @Test
    void refusesAnotherTransactionInsideWhatIsSigned() throws Exception {
        CANCEL_SESSION.refuses(smds, refused(), cancels(refused()), "8.10.1/3.9 1");
    }

    @Test
    void refusesTheOidOfAnotherServer() throws Exception {
        var id = refused();
        var another = euicc.cancelSession(id, TestPki.SMDP_OID, CancelSessionReason.UNDEFINED_REASON);

        CANCEL_SESSION.refuses(smds, id, another, "8.9/3.10 127");
    }

    @Test
    void refusesWhatTheEuiccItselfRefused() throws Exception {
        var id = refused();

        CANCEL_SESSION.refuses(smds, id, Tlv.of(0xBF41, Tlv.number(0x81, 5)), "8.1/6.1 2");
    }
}
