package org.esimtestbed.smdpplus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.ci.ServerNames;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.Credential;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.Curve;
import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.es2plus.Personalisation;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tls.MutualTls;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.Tracer;
import org.esimtestbed.smdpplus.order.Intake;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.profile.Appearance;
import org.esimtestbed.smdpplus.profile.ProfileType;
import org.esimtestbed.smdpplus.profile.Protection;
import org.esimtestbed.smdpplus.web.RunningSmDpPlus;
import org.esimtestbed.testkit.MovableClock;
import org.esimtestbed.testkit.TestEuicc;
import tools.jackson.databind.JsonNode;

/// A running server under a PKI of its own, and plain HTTP clients that write their JSON by hand.
public final class TestSmDpPlus implements AutoCloseable {
    public static final String ADDRESS = "smdp.example.com";
    public static final String OPERATOR = "operator-one";
    public static final String OTHER_OPERATOR = "operator-two";
    /// A profile type of the other operator alone.
    public static final ProfileType OTHERS_TYPE = new ProfileType(
            "theirs",
            org.esimtestbed.profilepackage.type.ProfileType.generic(),
            Appearance.plain("Other", "Profile"),
            Protection.SESSION_KEYS,
            Set.of(OTHER_OPERATOR));

    /// Known by its very certificate, which has another OID.
    public static final String PINNED_OPERATOR = "operator-three";

    public static final Duration ORDER_LIFE = Duration.ofDays(365);

    private static final Oid OTHER_OID = new Oid("2.999.21");

    public final TestPki pki;
    public final MovableClock clock = new MovableClock(Instant.now());
    public final RunningSmDpPlus running;
    public final HttpClient lpa;
    public final HttpClient operator;
    public final HttpClient otherOperator;
    public final Credential pinned;
    private int iccids;

    public TestSmDpPlus(Path folder, URI callback) {
        this(folder, pki(folder), callback);
    }

    private TestSmDpPlus(Path folder, TestPki pki, URI callback) {
        this(pki, pinned(pki), folder, callback);
    }

    private TestSmDpPlus(TestPki pki, Credential pinned, Path folder, URI callback) {
        this(
                pki,
                pinned,
                clock -> settings(
                        folder,
                        pki,
                        h2(folder),
                        callback,
                        clock,
                        new Operator(
                                PINNED_OPERATOR,
                                new Oid("2.999.22"),
                                Optional.of(callback),
                                Set.of(Sha256.of(pinned.certificate().der())))));
    }

    /// @param settings what to start, under that PKI
    public TestSmDpPlus(TestPki pki, Function<InstantSource, SmDpPlusSettings> settings) {
        this(pki, pinned(pki), settings);
    }

    private TestSmDpPlus(TestPki pki, Credential pinned, Function<InstantSource, SmDpPlusSettings> settings) {
        this.pki = pki;
        this.pinned = pinned;
        running = RunningSmDpPlus.start(settings.apply(clock));
        var own = pki.folder().read(TestPki.OPERATOR_TLS_NAME);
        var other = pki.issuer()
                .issueOperatorTls(
                        new ServerNames("Other", "Other Operator", OTHER_OID, List.of("localhost"), List.of()));
        operator = client(MutualTls.context(own, List.of(ci())));
        otherOperator = client(MutualTls.context(other, List.of(ci())));
        lpa = client(trusting());
    }

    public static TestPki pki(Path folder) {
        var pki = new TestPki(
                new PkiFolder(folder.resolve("pki"), Crypto.standard()), Crypto.standard(), InstantSource.system());
        if (!pki.folder().has(PkiFolder.CI)) pki.init(Curve.NIST_P256);
        return pki;
    }

    /// A certificate of the trusted CI with an OID that no operator has.
    private static Credential pinned(TestPki pki) {
        return pki.issuer()
                .issueOperatorTls(new ServerNames(
                        "Pinned", "Pinned Operator", new Oid("2.999.99"), List.of("localhost"), List.of()));
    }

    public static String h2(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("data")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    }

    /// A server with one profile type and two operators, at free ports.
    public static SmDpPlusSettings settings(
            Path folder,
            TestPki pki,
            String databaseUrl,
            URI callback,
            InstantSource clock,
            Operator... moreOperators) {
        var type = new ProfileType(
                "generic",
                org.esimtestbed.profilepackage.type.ProfileType.generic(),
                Appearance.plain("Provider", "Profile"),
                Protection.SESSION_KEYS);
        return new SmDpPlusSettings(
                "127.0.0.1",
                List.of(new ServerIdentity(
                        ADDRESS,
                        0,
                        pki.folder().read(TestPki.DP_AUTH_NAME),
                        pki.folder().read(TestPki.DP_PB_NAME),
                        pki.folder().read(TestPki.DP_TLS_NAME))),
                Map.of(),
                0,
                List.of(pki.folder().readCertificate(PkiFolder.CI)),
                databaseUrl,
                folder.resolve("master.key"),
                List.of(type, OTHERS_TYPE),
                Stream.concat(
                                Stream.of(
                                        new Operator(OPERATOR, TestPki.OPERATOR_OID, callback),
                                        new Operator(OTHER_OPERATOR, OTHER_OID, callback)),
                                Stream.of(moreOperators))
                        .toList(),
                ServerPolicy.standard().withOrderLife(ORDER_LIFE),
                Operation.DEFAULT,
                Crypto.standard(),
                clock,
                Tracer.NONE);
    }

    /// The same with another policy.
    public static SmDpPlusSettings with(ServerPolicy policy, SmDpPlusSettings like) {
        return new SmDpPlusSettings(
                like.host(),
                like.identities(),
                like.spoilt(),
                like.es2Port(),
                like.cis(),
                like.databaseUrl(),
                like.masterKey(),
                like.profileTypes(),
                like.operators(),
                policy,
                like.operation(),
                like.crypto(),
                like.clock(),
                like.tracer());
    }

    public Certificate ci() {
        return pki.folder().readCertificate(PkiFolder.CI);
    }

    /// Trust in this PKI, and no certificate of one's own.
    public SSLContext trusting() {
        try {
            var keys = java.security.KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setCertificateEntry(
                    "ci",
                    java.security.cert.CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new java.io.ByteArrayInputStream(ci().der().toArray())));
            var trust = javax.net.ssl.TrustManagerFactory.getInstance("PKIX");
            trust.init(keys);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (java.security.GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
    }

    public String es9() {
        return "https://localhost:" + running.es9Port() + "/gsma/rsp2/es9plus/";
    }

    public String es2() {
        return "https://localhost:" + running.es2Port() + "/gsma/rsp2/es2plus/";
    }

    public static HttpResponse<String> post(HttpClient client, String uri, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json;charset=UTF-8")
                .header("X-Admin-Protocol", "gsma/rsp/v2.2.2")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
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

    /// `8.2.6/3.8`, or `Executed-Success`.
    public static String outcome(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) return "HTTP " + answer.statusCode();
        var status = json(answer).path("header").path("functionExecutionStatus");
        var data = status.path("statusCodeData");
        return status.path("status").asString().equals("Failed")
                ? data.path("subjectCode").asString() + "/"
                        + data.path("reasonCode").asString()
                : status.path("status").asString();
    }

    public static String message(HttpResponse<String> answer) {
        return json(answer)
                .at("/header/functionExecutionStatus/statusCodeData/message")
                .asString();
    }

    public HttpResponse<String> lpa(String function, String body) throws IOException {
        return post(lpa, es9() + function, body);
    }

    public HttpResponse<String> operator(String function, String members) throws IOException {
        return post(operator, es2() + function, withHeader(OPERATOR, members));
    }

    public static String withHeader(String requester, String members) {
        return """
                {"header":{"functionRequesterIdentifier":"%s","functionCallIdentifier":"1"},%s}""".formatted(requester, members);
    }

    public synchronized Iccid newIccid() {
        return Iccid.withLuhnDigit("89882119" + "%010d".formatted(++iccids));
    }

    public static final Personalisation DATA = new Personalisation(
            "001010000000001",
            Optional.empty(),
            Optional.of("000102030405060708090A0B0C0D0E0F"),
            Optional.of("101112131415161718191A1B1C1D1E1F"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// A new Profile in stock.
    public Iccid stocked(String operator, String type) {
        var iccid = newIccid();
        running.intake().add(operator, type, List.of(new Intake.Entry(iccid, DATA)));
        return iccid;
    }

    public OrderState state(Iccid iccid) {
        return running.orders().find(iccid).orElseThrow().state();
    }

    public HttpResponse<String> otherOperator(String function, String members) throws IOException {
        return post(otherOperator, es2() + function, withHeader(OTHER_OPERATOR, members));
    }

    public HttpResponse<String> downloadOrder(Iccid iccid, String more) throws IOException {
        return operator("downloadOrder", """
                "iccid":"%s","profileType":"generic",%s
                "personalisation":{"imsi":"001010000000001",
                "k":"000102030405060708090A0B0C0D0E0F","opc":"101112131415161718191A1B1C1D1E1F"}""".formatted(iccid, more));
    }

    /// Orders, confirms and releases; the MatchingID is the ICCID.
    public Iccid released(String more) throws IOException {
        var iccid = newIccid();
        downloadOrder(iccid, "");
        var confirmed = operator(
                "confirmOrder",
                "\"iccid\":\"%s\",\"matchingId\":\"%s\",%s\"releaseFlag\":true".formatted(iccid, iccid, more));
        if (!outcome(confirmed).equals("Executed-Success")) throw new IllegalStateException(confirmed.body());
        return iccid;
    }

    public TestEuicc euicc(int number) {
        var eid = Eid.withCheckDigits(TestPki.EID_PREFIX + "%022d".formatted(number));
        return new TestEuicc(pki.euicc(eid), pki.folder().readCertificate(PkiFolder.EUM));
    }

    public static String initiate(TestEuicc euicc) {
        return """
                {"euiccChallenge":"%s","euiccInfo1":"%s","smdpAddress":"%s"}""".formatted(
                        Bytes.repeat(0x33, 16).base64(), euicc.info1().raw().base64(), ADDRESS);
    }

    /// A session as far as initiateAuthentication.
    public ServerSigned1 initiated(TestEuicc euicc) throws IOException {
        var answer = json(lpa("initiateAuthentication", initiate(euicc)));
        return ServerSigned1.of(
                Tlv.parse(Bytes.base64(answer.path("serverSigned1").asString())));
    }

    public HttpResponse<String> authenticateClient(TransactionId transactionId, Tlv response) throws IOException {
        return lpa("authenticateClient", """
                {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(
                        transactionId, response.raw().base64()));
    }

    /// A session as far as authenticateClient.
    public record Offer(TestEuicc euicc, TransactionId transactionId, JsonNode answer) {
        public String prepared(Optional<Bytes> hashCc) {
            var signature2 = Tlv.parse(
                            Bytes.base64(answer.path("smdpSignature2").asString()))
                    .value();
            return """
                    {"transactionId":"%s","prepareDownloadResponse":"%s"}""".formatted(
                            transactionId,
                            euicc.prepareDownload(transactionId, signature2, hashCc)
                                    .raw()
                                    .base64());
        }
    }

    public Offer offered(TestEuicc euicc, String matchingId) throws IOException {
        var server = initiated(euicc);
        var answer = authenticateClient(
                server.transactionId(), euicc.authenticate(server, matchingId).encode());
        if (!outcome(answer).equals("Executed-Success")) throw new IllegalStateException(answer.body());
        return new Offer(euicc, server.transactionId(), json(answer));
    }

    @Override
    public void close() {
        lpa.close();
        operator.close();
        otherOperator.close();
        running.close();
    }
}
