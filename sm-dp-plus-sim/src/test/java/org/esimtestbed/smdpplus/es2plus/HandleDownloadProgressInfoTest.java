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
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.es2plus.HandleDownloadProgressInfo;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.JsonBinding;
import org.esimtestbed.rsp.json.MessageSchema;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static final MessageSchema SCHEMA =
            MessageSchema.of(HandleDownloadProgressInfo.class, HandleDownloadProgressInfo.PATH);

    /// The next thing the operator is told of a Profile, as it stands in the schema.
    private static HandleDownloadProgressInfo.Request told(Iccid iccid) throws InterruptedException {
        while (true) {
            var told = TOLD.poll(10, TimeUnit.SECONDS);
            assertThat(told).as("something of " + iccid).isNotNull();
            var message = JsonBinding.readRequest(
                    told.substring(told.indexOf(' ') + 1).getBytes(StandardCharsets.UTF_8),
                    HandleDownloadProgressInfo.Request.class,
                    SCHEMA);
            if (message.iccid().equals(iccid)) return message;
        }
    }

    private static String code(HandleDownloadProgressInfo.Request told) {
        return told.notificationPointStatus()
                .statusCodeData()
                .map(it -> it.subjectCode() + "/" + it.reasonCode())
                .orElse(told.notificationPointStatus().status());
    }

    @Test
    void tellsOfAnEuiccThatCannotTakeTheProfile() throws Exception {
        var iccid = smdp.released("");
        var euicc = smdp.euicc(2);
        var server = smdp.initiated(euicc);
        smdp.authenticateClient(
                server.transactionId(),
                euicc.authenticate(server, iccid.digits(), 1).encode());

        var told = told(iccid);
        assertThat(told.notificationPointId()).isEqualTo(1);
        assertThat(code(told)).isEqualTo("8.1/4.8");
        assertThat(told.profileType()).isEqualTo("generic");
    }

    @Test
    void tellsOfAWrongConfirmationCode() throws Exception {
        var iccid = smdp.released("\"confirmationCode\":\"2468\",");
        var offer = smdp.offered(smdp.euicc(3), iccid.digits());
        smdp.lpa(
                "getBoundProfilePackage",
                offer.prepared(
                        Optional.of(ConfirmationCode.hashCc(ConfirmationCode.hash("1357"), offer.transactionId()))));

        var told = told(iccid);
        assertThat(told.notificationPointId()).isEqualTo(2);
        assertThat(code(told)).isEqualTo("8.2.7/3.8");
    }

    @Test
    void tellsOfDownloadAndInstallationInThisOrder() throws Exception {
        var iccid = smdp.released("");
        var euicc = smdp.euicc(4);
        var offer = smdp.offered(euicc, iccid.digits());
        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));
        var result = euicc.installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS);
        smdp.lpa(
                "handleNotification",
                "{\"pendingNotification\":\"" + result.raw().base64() + "\"}");

        var downloaded = told(iccid);
        assertThat(downloaded.notificationPointId()).isEqualTo(3);
        assertThat(code(downloaded)).isEqualTo("Executed-Success");
        assertThat(downloaded.resultData()).isEmpty();
        var installed = told(iccid);
        assertThat(installed.notificationPointId()).isEqualTo(4);
        assertThat(code(installed)).isEqualTo("Executed-Success");
        assertThat(installed.resultData()).contains(result.raw().base64());
        assertThat(installed.eid()).isPresent();
    }

    private static void cancel(TestSmDpPlus.Offer offer, CancelSessionReason reason) throws IOException {
        smdp.lpa("cancelSession", """
                {"transactionId":"%s","cancelSessionResponse":"%s"}""".formatted(
                        offer.transactionId(),
                        offer.euicc()
                                .cancelSession(offer.transactionId(), TestPki.SMDP_OID, reason)
                                .raw()
                                .base64()));
    }

    @ParameterizedTest
    @CsvSource({
        "END_USER_REJECTION,8.8.5/3.8",
        "PPR_NOT_ALLOWED,8.2.8/1.2",
        "METADATA_MISMATCH,8.2.9/3.11",
        "LOAD_BPP_EXECUTION_ERROR,8.2.10/4.2",
        "UNDEFINED_REASON,8/4.2"
    })
    void tellsWhyADownloadWasCancelled(CancelSessionReason reason, String code) throws Exception {
        var iccid = smdp.released("");
        cancel(smdp.offered(smdp.euicc(5), iccid.digits()), reason);

        var told = told(iccid);
        assertThat(told.notificationPointId()).isEqualTo(3);
        assertThat(code(told)).isEqualTo(code);
    }

    @Test
    void tellsNothingOfADownloadThatIsPutOff() throws Exception {
        var iccid = smdp.released("");
        cancel(smdp.offered(smdp.euicc(6), iccid.digits()), CancelSessionReason.POSTPONED);
        var offer = smdp.offered(smdp.euicc(6), iccid.digits());
        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));

        assertThat(code(told(iccid)))
                .as("the first that is told is the download")
                .isEqualTo("Executed-Success");
    }
}
