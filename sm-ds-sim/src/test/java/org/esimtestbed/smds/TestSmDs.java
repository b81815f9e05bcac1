package org.esimtestbed.smds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateRole;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smds.web.RunningSmDs;
import org.esimtestbed.testkit.MovableClock;
import org.esimtestbed.testkit.TestEuicc;
import tools.jackson.databind.JsonNode;

/// A running SM-DS under a PKI of its own, and plain HTTP clients that write their JSON by hand.
public final class TestSmDs implements AutoCloseable {
    public static final String ADDRESS = "smds.example.com";
    public static final Oid OTHER_SMDP_OID = new Oid("2.999.11");

    public final TestPki pki;
    public final MovableClock clock;
    public final RunningSmDs running;
    private final List<HttpClient> clients = new ArrayList<>();
    public final HttpClient lpa;
    public final HttpClient smdp;
    public final HttpClient otherSmdp;
    public final HttpClient alternative;

    private TestSmDs(TestPki pki, MovableClock clock, SmDsSettings settings) {
        this.pki = pki;
        this.clock = clock;
        running = RunningSmDs.start(settings);
        lpa = client(trusting(ci(pki)));
        smdp = client(pki.folder().read(TestPki.DP_TLS_NAME));
        otherSmdp = client(tls(CertificateRole.DP_TLS, OTHER_SMDP_OID));
        alternative = client(pki.smds("smds", TestPki.SMDS_OID).dsTls());
    }

    public static TestPki pki(Path folder) {
        return pki(folder, Curve.NIST_P256);
    }

    public static TestPki pki(Path folder, Curve curve) {
        var pki = new TestPki(
                new PkiFolder(folder.resolve("pki-" + curve), Crypto.standard()),
                Crypto.standard(),
                InstantSource.system());
        if (!pki.folder().has(PkiFolder.CI)) pki.init(curve);
        return pki;
    }

    /// A Root SM-DS.
    public static TestSmDs root(Path folder) {
        return start(folder, it -> it);
    }

    /// @param change of the settings of a Root SM-DS
    public static TestSmDs start(Path folder, UnaryOperator<SmDsSettings> change) {
        return start(pki(folder), folder, new MovableClock(Instant.now()), change);
    }

    public static TestSmDs start(TestPki pki, Path folder, MovableClock clock, UnaryOperator<SmDsSettings> change) {
        return new TestSmDs(pki, clock, change.apply(settings(pki, folder, clock)));
    }

    public static SmDsSettings settings(TestPki pki, Path folder, InstantSource clock) {
        return new SmDsSettings(
                "127.0.0.1",
                List.of(identity(pki, "smds", TestPki.SMDS_OID, ADDRESS)),
                0,
                Optional.empty(),
                List.of(ci(pki)),
                TestDatabase.url(folder),
                SmDsPolicy.standard(),
                Operation.DEFAULT.withAdmin(Optional.of(Operation.Admin.loopback(0))),
                Crypto.standard(),
                clock,
                Tracer.NONE);
    }

    public static DsIdentity identity(TestPki pki, String name, Oid oid, String address) {
        var smds = pki.smds(name, oid);
        return new DsIdentity(address, 0, smds.dsAuth(), smds.dsTls());
    }

    public static Certificate ci(TestPki pki) {
        return pki.folder().readCertificate(PkiFolder.CI);
    }

    /// A TLS certificate of the trusted CI.
    public Credential tls(CertificateRole role, Oid oid) {
        return pki.issuer()
                .issueTls(role, new ServerNames("Test", "Test " + oid, oid, List.of("localhost"), List.of()));
    }

    public HttpClient client(Credential own) {
        return client(MutualTls.context(own, List.of(ci(pki))));
    }

    public HttpClient client(SSLContext tls) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
        clients.add(client);
        return client;
    }

    public TestEuicc euicc(int number) {
        return new TestEuicc(pki.euicc(eid(number)), pki.folder().readCertificate(PkiFolder.EUM));
    }

    public static Eid eid(int number) {
        return Eid.withCheckDigits(TestPki.EID_PREFIX + "%022d".formatted(number));
    }

    // --- HTTP

    public static HttpResponse<String> post(HttpClient client, int port, String path, String body) throws IOException {
        return send(
                client,
                HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .header("X-Admin-Protocol", "gsma/rsp/v2.2.2")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    public static HttpResponse<String> send(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return RspJson.mapper().readTree(answer.body());
    }

    /// The status, or the code where it failed.
    public static String outcome(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) return "HTTP " + answer.statusCode();
        var status = json(answer).path("header").path("functionExecutionStatus");
        var data = status.path("statusCodeData");
        return data.isMissingNode()
                ? status.path("status").asString()
                : data.path("subjectCode").asString() + "/"
                        + data.path("reasonCode").asString();
    }

    public static String message(HttpResponse<String> answer) {
        return json(answer)
                .path("header")
                .path("functionExecutionStatus")
                .path("statusCodeData")
                .path("message")
                .asString();
    }

    // --- ES12 and ES15

    public static String header(Oid requester) {
        return "\"header\":{\"functionRequesterIdentifier\":\"" + requester.dotted()
                + "\",\"functionCallIdentifier\":\"call\"}";
    }

    public static String registration(Oid requester, Eid eid, String eventId, String address, boolean forwarding) {
        return "{%s,\"eid\":\"%s\",\"rspServerAddress\":\"%s\",\"eventId\":\"%s\",\"forwardingIndicator\":%b}"
                .formatted(header(requester), eid.digits(), address, eventId, forwarding);
    }

    public static String deletion(Oid requester, Eid eid, String eventId) {
        return "{%s,\"eid\":\"%s\",\"eventId\":\"%s\"}".formatted(header(requester), eid.digits(), eventId);
    }

    public HttpResponse<String> es12(String function, String body) throws IOException {
        return post(smdp, running.es12Port(), "/gsma/rsp2/es12/" + function, body);
    }

    public HttpResponse<String> otherEs12(String function, String body) throws IOException {
        return post(otherSmdp, running.es12Port(), "/gsma/rsp2/es12/" + function, body);
    }

    public HttpResponse<String> es15(String function, String body) throws IOException {
        return post(alternative, running.es12Port(), "/gsma/rsp2/es15/" + function, body);
    }

    /// What an SM-DP+ at `smdp.example.com` registers.
    public HttpResponse<String> register(int euicc, String eventId, boolean forwarding) throws IOException {
        return es12(
                "registerEvent", registration(TestPki.SMDP_OID, eid(euicc), eventId, "smdp.example.com", forwarding));
    }

    public HttpResponse<String> delete(int euicc, String eventId) throws IOException {
        return es12("deleteEvent", deletion(TestPki.SMDP_OID, eid(euicc), eventId));
    }

    // --- ES11

    public HttpResponse<String> es11(String function, String body) throws IOException {
        return post(lpa, running.es11Port(), "/gsma/rsp2/es11/" + function, body);
    }

    public static String initiate(TestEuicc euicc) {
        return initiate(euicc, ADDRESS);
    }

    public static String initiate(TestEuicc euicc, String address) {
        return """
                {"euiccChallenge":"%s","euiccInfo1":"%s","smdsAddress":"%s"}""".formatted(
                        Bytes.repeat(0x33, 16).base64(), euicc.info1().raw().base64(), address);
    }

    /// A session as far as initiateAuthentication.
    public ServerSigned1 initiated(TestEuicc euicc) throws IOException {
        return initiated(euicc, ADDRESS);
    }

    public ServerSigned1 initiated(TestEuicc euicc, String address) throws IOException {
        var answer = es11("initiateAuthentication", initiate(euicc, address));
        if (!outcome(answer).equals("Executed-Success")) throw new IllegalStateException(answer.body());
        return ServerSigned1.of(
                Tlv.parse(Bytes.base64(json(answer).path("serverSigned1").asString())));
    }

    public HttpResponse<String> authenticateClient(TransactionId transactionId, Tlv response) throws IOException {
        return es11("authenticateClient", """
                {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(
                        transactionId, response.raw().base64()));
    }

    /// What an SM-DS answers an eUICC in a session of its own.
    ///
    /// @param matchingId absent, empty or an EventID
    public HttpResponse<String> asks(int euicc, Optional<String> matchingId) throws IOException {
        return asks(euicc(euicc), ADDRESS, matchingId);
    }

    public HttpResponse<String> asks(TestEuicc euicc, String address, Optional<String> matchingId) throws IOException {
        var server = initiated(euicc, address);
        return authenticateClient(
                server.transactionId(),
                euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(matchingId)));
    }

    /// `EVENT-1 at smdp.example.com`, in the order of the answer.
    public List<String> finds(int euicc, Optional<String> matchingId) throws IOException {
        return entries(asks(euicc, matchingId));
    }

    public static List<String> entries(HttpResponse<String> answer) {
        if (!outcome(answer).equals("Executed-Success")) throw new IllegalStateException(answer.body());
        return json(answer)
                .path("eventEntries")
                .valueStream()
                .map(it -> it.path("eventId").asString() + " at "
                        + it.path("rspServerAddress").asString())
                .toList();
    }

    // --- /admin

    public HttpResponse<String> admin(String method, String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.adminPort() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return send(lpa, request);
    }

    @Override
    public void close() {
        clients.forEach(HttpClient::close);
        running.close();
    }

    /// Trust in one CI, and no certificate of one's own.
    public static SSLContext trusting(Certificate ci) {
        try {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setCertificateEntry(
                    "ci",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(ci.der().toArray())));
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(keys);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
