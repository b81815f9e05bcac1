package org.esimtestbed.features;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.lpa.download.DeviceIdentity;
import org.esimtestbed.lpa.download.DownloadStopped;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CtxParams1;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.data.TransactionIdTag;
import org.esimtestbed.rsp.es10.AuthenticateServer;
import org.esimtestbed.rsp.es10.GetEuiccChallenge;
import org.esimtestbed.rsp.es10.GetEuiccInfo1;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.HttpBinding;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.smdpplus.quirk.Assignment;
import org.esimtestbed.smdpplus.quirk.Target;

/// One order, one device, and what an honest LPA and eUICC go through with the server as it is.
final class ServerQuirkStory {
    enum Kind {
        /// The End User scans the Activation Code.
        DOWNLOAD,
        /// The same, with the address in upper case.
        UPPER_CASE,
        /// The order has a Confirmation Code, and the End User knows it.
        CONFIRMATION_CODE,
        /// The first installation breaks and is told to the server; then the End User scans again.
        SECOND_TIME,
        /// After the download the LPA delivers what the eUICC has to tell.
        NOTIFIED,
        /// The order has an ICCID of 20 digits, of which any order of the nibbles is one.
        TWENTY_DIGITS,
        /// The eUICC is of a later version.
        FUTURE_EUICC,
        /// The LPA calls AuthenticateClient in ASN.1.
        ASN1
    }

    private static final String CONFIRMATION_CODE = "4711";

    private final Kind kind;
    private final Scene scene = new Scene();

    ServerQuirkStory(Kind kind) {
        this.kind = kind;
    }

    Scene scene() {
        return scene;
    }

    void order() {
        if (kind == Kind.TWENTY_DIGITS) {
            var twenty = new Iccid(scene.target().newIccid().digits() + "7");
            scene.ordered(twenty, Optional.empty());
            new OrderSteps(scene).theOperatorCalls("downloadOrder, confirmOrder, releaseProfile");
            return;
        }
        var code = kind == Kind.CONFIRMATION_CODE ? Optional.of(CONFIRMATION_CODE) : Optional.<String>empty();
        var order = scene.target().operator().order("generic", Optional.empty(), code, Optional.empty());
        scene.ordered(order.iccid(), order.activationCode().map(ActivationCode::parse));
        if (kind == Kind.FUTURE_EUICC) new EuiccSteps(scene).anEuiccWithTheQuirk("info2-fields={future: true}");
    }

    /// @return how it ends, in words
    String tell() {
        switch (kind) {
            case DOWNLOAD, TWENTY_DIGITS, FUTURE_EUICC -> scene.downloads();
            case UPPER_CASE -> {
                scene.scans(new ActivationCode(
                        scene.code().smdpAddress().toUpperCase(Locale.ROOT),
                        scene.code().matchingId()));
                scene.downloads();
            }
            case CONFIRMATION_CODE -> {
                scene.knowsConfirmationCode(Optional.of(CONFIRMATION_CODE));
                scene.downloads();
            }
            case SECOND_TIME -> {
                breakFirstInstallation();
                scene.downloads();
            }
            case NOTIFIED -> {
                scene.downloads();
                return scene.finalResult() instanceof Success ? delivery() : end();
            }
            case ASN1 -> {
                return asn1();
            }
        }
        return end();
    }

    private void breakFirstInstallation() {
        scene.target()
                .smdp()
                .script()
                .switchOn(Assignment.of(
                        "bad-mac",
                        Optional.of("elements"),
                        new Target.ForIccid(scene.iccid()),
                        Optional.empty(),
                        Optional.of(1)));
        scene.downloads();
        if (!end().equals("errorReason 8")) throw new AssertionError("the first installation is to break: " + end());
        scene.device().deliverNotifications();
    }

    private String end() {
        return scene.failure()
                .map(failure -> failure instanceof DownloadStopped stopped
                        ? stopped.reason().title() + ": " + stopped.getMessage()
                        : String.valueOf(failure.getMessage()))
                .orElseGet(() -> switch (scene.finalResult()) {
                    case Success _ -> "installed";
                    case Failure failure -> "errorReason " + failure.reason().number();
                });
    }

    private String delivery() {
        var deliveries = scene.device().deliverNotifications();
        var failed = deliveries.stream().flatMap(it -> it.failure().stream()).findFirst();
        return failed.map(it -> it + "; ").orElse("")
                + "delivered "
                + deliveries.stream().filter(it -> it.failure().isEmpty()).count()
                + ", kept " + scene.device().notifications().size()
                + ", order " + scene.order().orElseThrow().state().title();
    }

    /// The tag of what AuthenticateClient succeeds with.
    private String asn1() {
        var address = scene.code().smdpAddress();
        try (var euicc = scene.isdr();
                var servers = scene.target().ecosystem().es9Plus(scene.tracer())) {
            var server = servers.initiateAuthentication(
                    address,
                    new InitiateAuthentication.Request(
                            euicc.call(new GetEuiccChallenge()),
                            euicc.call(new GetEuiccInfo1()).tlv(),
                            address));
            var context = new CtxParams1(Optional.of(scene.code().matchingId()), DeviceIdentity.simulated());
            var client = euicc.call(new AuthenticateServer(
                    Signed.read(server.serverSigned1(), ServerSigned1::of),
                    server.serverSignature1().value(),
                    server.euiccCiPKIdToBeUsed().value(),
                    Certificate.of(server.serverCertificate()),
                    Signed.read(context.encode(), CtxParams1::of)));
            if (!(client instanceof AuthenticateServerResponse.Ok ok)) throw new AssertionError("refused: " + client);
            var request = Tlv.of(0xA2, Tlv.of(0xBF3B, TransactionIdTag.encode(server.transactionId()), ok.encode()));
            var answer =
                    post(HttpBinding.ASN1_PATH, HttpBinding.ASN1, request.raw().toArray());
            var outcome = Tlv.parse(Bytes.wrap(answer.body()))
                    .expect(0xA2)
                    .only()
                    .expect(0xBF3B)
                    .only();
            return Integer.toHexString(outcome.tag()).toUpperCase(Locale.ROOT);
        }
    }

    /// Whether an answer of ES9+ in JSON had that in it.
    boolean answered(String pattern) {
        var wanted = Pattern.compile(pattern);
        return answers().stream().anyMatch(it -> wanted.matcher(it.response()).find());
    }

    private List<TraceEvent.HttpExchange> answers() {
        return scene.trace().stream()
                .filter(TraceEvent.HttpExchange.class::isInstance)
                .map(TraceEvent.HttpExchange.class::cast)
                .toList();
    }

    /// The metadata the LPA was shown, as hexadecimal.
    String metadata() {
        var answer = answers().stream()
                .filter(it -> it.function().equals("authenticateClient"))
                .findFirst()
                .orElseThrow();
        var json = RspJson.mapper().readTree(answer.response());
        return Bytes.base64(json.path("profileMetadata").asString()).hex();
    }

    /// X-Admin-Protocol of an answer.
    Optional<String> adminProtocol() {
        return post(HttpBinding.ES9PLUS + InitiateAuthentication.PATH, HttpBinding.JSON, new byte[] {'{', '}'})
                .headers()
                .firstValue(HttpBinding.ADMIN_PROTOCOL);
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body) {
        var target = scene.target();
        var tls = MutualTls.context(
                target.operatorCredential(), List.of(target.pki().folder().readCertificate(PkiFolder.CI)));
        var request = HttpRequest.newBuilder(URI.create(target.es9Plus() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (var http = HttpClient.newBuilder().sslContext(tls).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
