package org.esimtestbed.lpa.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.lpa.FakeServer;
import org.esimtestbed.lpa.FakeServer.Answer;
import org.esimtestbed.lpa.TestPkiOnDisk;
import org.esimtestbed.lpa.bearer.Bearer;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that are not what they should be.
class Es9PlusTest {
    private static final String FUNCTION = "initiateAuthentication";
    private static final InitiateAuthentication.Request REQUEST =
            new InitiateAuthentication.Request(Bytes.repeat(1, 16), Tlv.of(0xBF20, Bytes.EMPTY), "smdp.example.com");
    private static final String REFUSAL = """
            {"header":{"functionExecutionStatus":{"status":"Failed",
            "statusCodeData":{"subjectCode":"8.8.1","reasonCode":"3.10","message":"no"}}}}""";

    @TempDir
    static Path folder;

    private static TestPki pki;
    private static FakeServer server;
    private static Es9Plus lpa;

    @BeforeAll
    static void start() {
        pki = TestPkiOnDisk.make(folder.resolve("pki"));
        server = new FakeServer(pki.folder().read(TestPki.DP_TLS_NAME));
        lpa = lpa(InstantSource.system());
    }

    private static Es9Plus lpa(InstantSource clock) {
        return new Es9Plus(TestPkiOnDisk.trust(pki, clock), Tracer.NONE, clock);
    }

    @AfterAll
    static void stop() {
        lpa.close();
        server.close();
    }

    private static void call() {
        lpa.initiateAuthentication(server.address(), REQUEST);
    }

    @Test
    void speaksAsAnLpaToAServerOfItsCi() {
        server.on(FUNCTION, Answer.of(200, REFUSAL));
        assertThatThrownBy(Es9PlusTest::call).isInstanceOfSatisfying(FunctionRefused.class, refused -> {
            assertThat(refused.statusCode().code()).isEqualTo("8.8.1/3.10");
            assertThat(refused.detail()).isEqualTo("no");
        });

        var request = server.requests.getLast();
        assertThat(request.headers().get("User-agent")).containsExactly("gsma-rsp-lpad");
        assertThat(request.headers().get("X-admin-protocol").getFirst()).startsWith("gsma/rsp/v2.");
        assertThat(request.headers().get("Content-type")).containsExactly("application/json");
    }

    @Test
    void refusesAServerOfAnotherCi(@TempDir Path elsewhere) {
        refuses(TestPkiOnDisk.make(elsewhere).folder().read(TestPki.DP_TLS_NAME), "no trusted CI", "tls unknown-ci");
    }

    @Test
    void refusesAServerWithAnotherName() {
        refuses(
                pki.issuer()
                        .issueTls(
                                CertificateRole.DP_TLS,
                                new ServerNames(
                                        "O", "CN", new Oid("2.999.30"), List.of("other.example.com"), List.of())),
                "localhost",
                "tls host-name");
    }

    @Test
    void refusesACertificateThatIsForNoSmDpPlus() {
        refuses(
                pki.issuer()
                        .issueOperatorTls(
                                new ServerNames("O", "CN", new Oid("2.999.30"), List.of("localhost"), List.of())),
                "is no",
                "tls ROLE");
    }

    private static void refuses(Credential tls, String because, String trouble) {
        try (var other = new FakeServer(tls)) {
            other.on(FUNCTION, Answer.of(200, REFUSAL));
            assertThatThrownBy(() -> lpa.initiateAuthentication(other.address(), REQUEST))
                    .isInstanceOf(ServerUnreachable.class)
                    .hasMessageContaining(other.address())
                    .hasMessageContaining(because)
                    .satisfies(it -> troubled(it, trouble));
            assertThat(other.requests).isEmpty();
        }
    }

    private static void troubled(Throwable thrown, String code) {
        assertThat(((ServerUnreachable) thrown).trouble().code()).isEqualTo(code);
    }

    @Test
    void refusesAnExpiredCertificate() {
        server.on(FUNCTION, Answer.of(200, REFUSAL));
        var asked = server.requests.size();
        try (var later = lpa(InstantSource.fixed(Instant.now().plus(Duration.ofDays(400))))) {
            assertThatThrownBy(() -> later.initiateAuthentication(server.address(), REQUEST))
                    .isInstanceOf(ServerUnreachable.class)
                    .hasMessageContaining("expired")
                    .satisfies(it -> troubled(it, "tls EXPIRED"));
        }
        assertThat(server.requests).hasSize(asked);
    }

    @Test
    void saysWhichServerAnswersHttp500() {
        server.on(FUNCTION, Answer.of(500, REFUSAL));

        assertThatThrownBy(Es9PlusTest::call)
                .isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining(server.address())
                .hasMessageContaining("500")
                .satisfies(it -> troubled(it, "http 500"))
                .hasMessageContaining(FUNCTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "[]",
                "{}",
                "{\"header\":{}}",
                "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}}",
                "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}},\"transactionId\":\"XX\"}"
            })
    void saysWhichServerAnswersNoMessage(String body) {
        server.on(FUNCTION, Answer.of(200, body));

        assertThatThrownBy(Es9PlusTest::call)
                .isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining(server.address())
                .hasMessageContaining(FUNCTION)
                .satisfies(it -> troubled(it, "body no-message"));
    }

    @Test
    void followsNoRedirect() {
        server.on("/elsewhere", Answer.of(200, REFUSAL));
        server.on(FUNCTION, exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });

        assertThatThrownBy(Es9PlusTest::call)
                .isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining("307");
        assertThat(server.asked()).doesNotContain("/elsewhere");
    }

    @Test
    void readsNoBodyWithoutEnd() {
        server.on(FUNCTION, exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            var blanks = new byte[1 << 16];
            try {
                while (true) exchange.getResponseBody().write(blanks);
            } catch (IOException clientHasHungUp) {
                // what the test is about
            }
        });

        assertThatThrownBy(Es9PlusTest::call)
                .isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining(server.address());
    }

    @Test
    void tellsASilentPortFromAName() {
        assertThatThrownBy(() -> lpa.initiateAuthentication("localhost:1", REQUEST))
                .satisfies(it -> troubled(it, "net refused"));
        assertThatThrownBy(() -> lpa.initiateAuthentication("two words", REQUEST))
                .satisfies(it -> troubled(it, "net no-address"));
        var unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        assertThat(Trouble.of(unresolved).code()).isEqualTo("net no-host");
    }

    @Test
    void tellsADeviceWithoutAWayFromAConnectionThatIsCut() throws Exception {
        try (var device = lpa(InstantSource.system());
                var gateway = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            device.bearers().wifi(false);
            assertThatThrownBy(() -> device.initiateAuthentication(server.address(), REQUEST))
                    .hasMessageContaining("no modem")
                    .satisfies(it -> troubled(it, "net no-bearer"));

            var place = new InetSocketAddress(gateway.getInetAddress(), gateway.getLocalPort());
            device.bearers().modem(() -> new Bearer.Cellular("rsp", place, "of yesterday"));
            var asked = threads.submit(() -> refuse(gateway, "407 Proxy Authentication Required"));
            assertThatThrownBy(() -> device.initiateAuthentication(server.address(), REQUEST))
                    .hasMessageContaining("no such PDN connection")
                    .satisfies(it -> troubled(it, "net no-bearer"));
            assertThat(asked.get(10, TimeUnit.SECONDS)).startsWith("CONNECT ");

            var cut = threads.submit(() -> {
                gateway.accept().close();
                return true;
            });
            assertThatThrownBy(() -> device.initiateAuthentication(server.address(), REQUEST))
                    .satisfies(it -> troubled(it, "net cut"));
            assertThat(cut.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// @return the request line
    private static String refuse(ServerSocket gateway, String status) throws IOException {
        try (var connection = gateway.accept();
                var request = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII))) {
            var first = request.readLine();
            while (!request.readLine().isEmpty()) continue;
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(US_ASCII));
            return first;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "/path", "host:port", "localhost:1"})
    void namesAnAddressThatLeadsNowhere(String address) {
        assertThatThrownBy(() -> lpa.initiateAuthentication(address, REQUEST))
                .isInstanceOf(ServerUnreachable.class)
                .hasMessageContaining(address);
    }
}
