package org.esimtestbed.smdpplus.es2plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ES2+.HandleDownloadProgressInfo (SGP.22 §5.3.5) on the wire: an operator's door that is told.
class HandleDownloadProgressInfoTest {
    @TempDir
    static Path folder;

    private static final LinkedBlockingQueue<String> TOLD = new LinkedBlockingQueue<>();
    private static final LinkedBlockingQueue<Integer> ANSWERS = new LinkedBlockingQueue<>();
    private static HttpsServer door;
    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() throws IOException {
        var pki = TestSmDpPlus.pki(folder);
        door = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var ci = pki.folder().readCertificate(org.esimtestbed.ci.PkiFolder.CI);
        var tls = MutualTls.context(pki.folder().read(TestPki.OPERATOR_TLS_NAME), List.of(ci));
        door.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = tls.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        door.createContext("/", exchange -> {
            TOLD.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var status = Optional.ofNullable(ANSWERS.poll()).orElse(204);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        door.start();
        smdp = new TestSmDpPlus(
                folder, URI.create("https://localhost:" + door.getAddress().getPort()));
    }

    @AfterAll
    static void stop() {
        smdp.close();
        door.stop(0);
    }

    @Test
    void tellsTheOperatorAgainUntilItIsTaken() throws Exception {
        TOLD.clear();
        ANSWERS.add(500);
        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(1), iccid.digits());
        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));

        var failed = TOLD.poll(10, TimeUnit.SECONDS);
        String again = null;
        for (int minutes = 0; again == null && minutes < 10; minutes++) { // the pause begins when the refusal is read
            smdp.clock.pass(Duration.ofMinutes(1));
            again = TOLD.poll(3, TimeUnit.SECONDS);
        }
        assertThat(failed).isNotNull();
        assertThat(again).isNotNull();

        for (var told : List.of(failed, again)) {
            assertThat(told).startsWith("/gsma/rsp2/es2plus/handleDownloadProgressInfo ");
            var message = RspJson.mapper().readTree(told.substring(told.indexOf(' ')));
            assertThat(message.path("iccid").asString()).isEqualTo(iccid.digits());
            assertThat(message.path("notificationPointId").asInt()).isEqualTo(3);
            assertThat(message.at("/notificationPointStatus/status").asString()).isEqualTo("Executed-Success");
            assertThat(message.at("/header/functionCallIdentifier").asString()).isNotEmpty();
        }
    }
}
