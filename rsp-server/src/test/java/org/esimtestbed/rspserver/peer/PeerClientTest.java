package org.esimtestbed.rspserver.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.es12.DeleteEvent;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.json.MalformedMessage;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.testkit.TestSmds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerClientTest {
    private static final Record MESSAGE =
            new DeleteEvent.Request(Eid.withCheckDigits("890490320000000000000000000001"), "EVENT-1");

    @TempDir
    Path folder;

    private final List<TraceEvent> traced = new ArrayList<>();
    private TestSmds peer;
    private PeerClient client;
    private SSLContext tls;
    private Certificate peerCi;

    @BeforeEach
    void start() throws Exception {
        var now = Instant.now();
        var pki = new TestPki(new PkiFolder(folder, Crypto.standard()), Crypto.standard(), () -> now);
        pki.init(Curve.NIST_P256);
        peer = new TestSmds(folder, pki);
        peerCi = pki.folder().readCertificate(PkiFolder.CI);
        tls = MutualTls.context(pki.folder().read(TestPki.DP_TLS_NAME), List.of(peerCi));
        client = new PeerClient("SM-DP+", "2.999.10", () -> tls, traced::add, () -> now);
    }

    /// A certificate of a CI the peer does not know.
    private SSLContext stranger() {
        var pki = new TestPki(
                new PkiFolder(folder.resolve("other"), Crypto.standard()), Crypto.standard(), InstantSource.system());
        pki.init(Curve.NIST_P256);
        return MutualTls.context(pki.folder().read(TestPki.DP_TLS_NAME), List.of(peerCi));
    }

    @AfterEach
    void stop() {
        client.close();
        peer.close();
    }

    private PeerCall call() {
        var uri = URI.create("https://" + peer.address() + "/gsma/rsp2/es12/deleteEvent");
        return new PeerCall("SM-DS", "ES12", uri, "call-1");
    }

    private EmptyResponse ask() throws IOException {
        return client.call(call(), MESSAGE, EmptyResponse.class);
    }

    private TraceEvent.HttpExchange lastTraced() {
        return (TraceEvent.HttpExchange) traced.getLast();
    }

    @Test
    void saysWhoAsksAndWhichCallItIs() throws IOException {
        ask();

        var header = peer.told("deleteEvent").getFirst().path("header");
        assertThat(header.path("functionRequesterIdentifier").asString()).isEqualTo("2.999.10");
        assertThat(header.path("functionCallIdentifier").asString()).isEqualTo("call-1");
        assertThat(lastTraced().function()).isEqualTo("deleteEvent");
    }

    @Test
    void passesARefusalOn() {
        peer.refuses("8.9.5", "3.9");

        assertThatThrownBy(this::ask)
                .isInstanceOfSatisfying(
                        FunctionRefused.class,
                        it -> assertThat(it.statusCode().code()).isEqualTo("8.9.5/3.9"));
    }

    @Test
    void doesNotTakeAPageForAnAnswer() {
        peer.answers(
                ResponseDefinitionBuilder.responseDefinition().withStatus(200).withBody("<html>"));

        assertThatThrownBy(this::ask).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void doesNotTakeAnErrorOfHttpForAnAnswer() {
        peer.isUnavailable();

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).hasMessage("HTTP 503");
        assertThatThrownBy(() -> client.tell(call(), MESSAGE))
                .isInstanceOf(IOException.class)
                .hasMessage("HTTP 503");
    }

    @Test
    void tellsWhatIsAnsweredByAStatusAlone() throws IOException {
        peer.answers(ResponseDefinitionBuilder.responseDefinition().withStatus(204));

        client.tell(call(), MESSAGE);

        assertThat(peer.told("deleteEvent")).hasSize(1);
    }

    @Test
    void cutsOffWhoSendsWithoutEnd() {
        peer.answers(
                ResponseDefinitionBuilder.responseDefinition().withStatus(200).withBody(" ".repeat(2 << 20)));

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
    }

    @Test
    void showsTheCertificateThatIsInUseWhenItConnects() throws IOException {
        var honest = tls;
        ask();

        tls = stranger();
        reconnect();
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);

        tls = honest;
        ask();
    }

    private void reconnect() {
        peer.goesAway();
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
        peer.comesBack();
    }

    @Test
    void tracesWhatNobodyAnswered() {
        peer.goesAway();

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
        assertThat(lastTraced().status()).isZero();
    }
}
