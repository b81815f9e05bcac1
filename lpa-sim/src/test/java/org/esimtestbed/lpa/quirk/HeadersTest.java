package org.esimtestbed.lpa.quirk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.TestPkiOnDisk;
import org.esimtestbed.lpa.server.Es9Plus;
import org.esimtestbed.lpa.server.Patience;
import org.esimtestbed.lpa.server.UnusableAnswer;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a server gets of an LPA with wrong headers; a trace holds no headers, so they are looked at where they arrive.
class HeadersTest {
    @TempDir
    static Path folder;

    private static TestPki pki;
    private static FakeServer server;

    @BeforeAll
    static void start() {
        pki = TestPkiOnDisk.make(folder.resolve("pki"));
        server = new FakeServer(pki.folder().read(TestPki.DP_TLS_NAME));
        server.on(InitiateAuthentication.PATH, Answer.of(400, ""));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static FakeServer.Request asked(LpaQuirks quirks) {
        var clock = InstantSource.system();
        try (var lpa = new Es9Plus(
                TestPkiOnDisk.trust(pki, clock),
                UnaryOperator.identity(),
                Patience.STANDARD,
                quirks,
                Tracer.NONE,
                clock)) {
            var request = new InitiateAuthentication.Request(
                    Bytes.repeat(1, 16), Tlv.of(0xBF20, Bytes.EMPTY), server.address());
            assertThatThrownBy(() -> lpa.initiateAuthentication(server.address(), request))
                    .isInstanceOf(UnusableAnswer.class);
        }
        return server.requests.getLast();
    }

    @ParameterizedTest
    @CsvSource({
        "no-user-agent, User-agent, ''",
        "no-admin-protocol, X-admin-protocol,",
        "old-admin-protocol, X-admin-protocol, gsma/rsp/v1.0.0",
        "text-plain, Content-type, text/plain"
    })
    void areAsTheQuirkSays(String word, String header, String expected) {
        var honest = asked(LpaQuirks.NONE).headers();
        var bent = asked(LpaQuirks.of(List.of("headers=" + word))).headers();

        assertThat(honest.get(header)).isNotNull().isNotEqualTo(bent.get(header));
        if (expected == null) assertThat(bent).doesNotContainKey(header);
        else assertThat(bent.get(header)).containsExactly(expected);
        assertThat(bent).containsKey("Host");
    }
}
