package org.esimtestbed.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rsp.trace.TraceEvent;
import org.esimtestbed.rsp.trace.TraceEvent.ApduExchange;
import org.esimtestbed.rsp.trace.TraceEvent.Es10Exchange;
import org.esimtestbed.rsp.trace.TraceEvent.HttpExchange;
import org.esimtestbed.rsp.trace.TraceEvent.Step;

/// A run as the roles record it: an order, a download, a refusal, an installation, REFRESH and attach.
final class SampleRun {
    static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    static final Iccid ICCID = new Iccid("8988211000000467285");
    static final String HOSTILE_NAME = "<script>alert('x')</script> & \"Sons\"";
    static final String KI = "465B5CE8B199B49FAA5F0A2EE238A6BC";
    static final String SUCCESS = "\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}";
    private static final TransactionId TRANSACTION = TransactionId.of("00112233445566778899AABBCCDDEEFF");
    private static final Bytes SIXTEEN = Bytes.hex("A0A1A2A3A4A5A6A7A8A9AAABACADAEAF");
    private static final Tlv SIGNATURE = Tlv.of(0x5F37, Bytes.repeat(0x5A, 64));

    private final List<TraceEvent> events = new ArrayList<>();
    private Instant now = START;

    static Run whole() {
        var sample = new SampleRun();
        sample.order();
        sample.download();
        sample.refusal();
        sample.installation();
        sample.enable();
        sample.attach();
        return sample.run();
    }

    Run run() {
        return new Run(
                "Profile " + HOSTILE_NAME,
                START,
                Duration.between(START, now),
                List.of(
                        new Fact("Profile", HOSTILE_NAME),
                        new Fact("ICCID", ICCID.digits()),
                        new Fact("IMSI", "001010000000001"),
                        new Fact("SIM", "attached to 00101"),
                        new Fact("Order", "Installed")),
                events);
    }

    private Instant tick(int millis) {
        var at = now;
        now = now.plusMillis(millis);
        return at;
    }

    void http(String from, String to, String interfaceName, String function, String request, int status, String body) {
        var uri = "https://smdp.example.com:8443/gsma/rsp2/"
                + interfaceName.toLowerCase(Locale.ROOT).replace("+", "plus") + "/";
        events.add(new HttpExchange(
                tick(14),
                Duration.ofMillis(12),
                from,
                to,
                interfaceName,
                function,
                uri + function,
                request,
                status,
                body));
    }

    void apdu(String from, String command, String response) {
        events.add(new ApduExchange(
                tick(1), Duration.ofNanos(310_000), from, "eUICC", Bytes.hex(command), Bytes.hex(response)));
    }

    // recorded after its APDUs, as a role does, although it began before them
    void es10(String function, Tlv request, Tlv response, Runnable apdus) {
        var at = tick(1);
        apdus.run();
        events.add(new Es10Exchange(at, Duration.ofMillis(9), "LPA", "eUICC", function, request.raw(), response.raw()));
    }

    private void order() {
        http(
                "Operator",
                "SM-DP+",
                "ES2+",
                "downloadOrder",
                """
                {"header":{"functionRequesterIdentifier":"1.3.6.1.4.1.99999.1","functionCallIdentifier":"1"},\
                "iccid":"%s","personalisation":{"imsi":"001010000000001","k":"%s","opc":"%s","pin1":"7531",\
                "puk1":"75317531","adm1":"86428642"}}""".formatted(ICCID.digits(), KI, KI),
                200,
                "{" + SUCCESS + ",\"iccid\":\"" + ICCID.digits() + "\"}");
        http(
                "Operator",
                "SM-DP+",
                "ES2+",
                "confirmOrder",
                "{\"iccid\":\"" + ICCID.digits() + "\",\"confirmationCode\":\"9753\",\"releaseFlag\":true}",
                200,
                "{" + SUCCESS + ",\"matchingId\":\"QR-G-5C-1LS-1W1Z9P7\"}");
        events.add(new Step(
                tick(2), Duration.ZERO, "LPA", "LPA", "End User scans", "1$smdp.example.com$QR-G-5C-1LS-1W1Z9P7"));
    }

    private void download() {
        apdu("LPA", "0070000001", "019000");
        apdu(
                "LPA",
                "01A4040010A0000005591010FFFFFFFF890000010000",
                "6F1B8410A0000005591010FFFFFFFF8900000100A500E00582030202029000");
        var info1 = new EuiccInfo1(new Version(2, 2, 2), List.of(SIXTEEN), List.of(SIXTEEN)).encode();
        es10("GetEuiccChallenge", Tlv.of(0xBF2E), Tlv.of(0xBF2E, Tlv.of(0x80, SIXTEEN)), () -> {
            apdu("LPA", "81E2910003BF2E00", "6115");
            apdu("LPA", "81C0000015", "BF2E128010A0A1A2A3A4A5A6A7A8A9AAABACADAEAF9000");
        });
        var signed1 = new ServerSigned1(TRANSACTION, SIXTEEN, "smdp.example.com", SIXTEEN).encode();
        var certificate = TestCertificate.of("CN=smdp.example.com,O=Testbed");
        http(
                "LPA",
                "SM-DP+",
                "ES9+",
                "initiateAuthentication",
                "{\"euiccChallenge\":\"" + SIXTEEN.base64() + "\",\"euiccInfo1\":\""
                        + info1.raw().base64() + "\",\"smdpAddress\":\"smdp.example.com\"}",
                200,
                "{" + SUCCESS + ",\"transactionId\":\"" + TRANSACTION + "\",\"serverSigned1\":\""
                        + signed1.raw().base64()
                        + "\",\"serverSignature1\":\"" + SIGNATURE.raw().base64() + "\",\"euiccCiPKIdToBeUsed\":\""
                        + Tlv.of(0x04, SIXTEEN).raw().base64()
                        + "\",\"serverCertificate\":\"" + certificate.raw().base64() + "\"}");
        var metadata = new ProfileMetadata(
                ICCID,
                "Operator",
                HOSTILE_NAME,
                Optional.empty(),
                Optional.of(ProfileClass.OPERATIONAL),
                List.of(),
                Optional.empty(),
                Set.of());
        var refused = Tlv.of(0xBF38, Tlv.of(0xA1, Tlv.of(0x80, SIXTEEN), Tlv.number(0x02, 6)));
        http(
                "LPA",
                "SM-DP+",
                "ES9+",
                "authenticateClient",
                "{\"transactionId\":\"" + TRANSACTION + "\",\"authenticateServerResponse\":\""
                        + refused.raw().base64() + "\"}",
                200,
                "{" + SUCCESS + ",\"profileMetadata\":\""
                        + metadata.encode().raw().base64() + "\",\"smdpSigned2\":\""
                        + Tlv.of(0x30, Tlv.of(0x80, SIXTEEN), Tlv.bool(0x01, false))
                                .raw()
                                .base64() + "\"}");
        var elements = new ArrayList<Tlv>();
        for (int i = 0; i < 20; i++) elements.add(Tlv.of(0x86, Bytes.repeat(i, 1008)));
        var bpp = Tlv.of(0xBF36, Tlv.of(0xBF23, Tlv.number(0x82, 1), Tlv.of(0x80, SIXTEEN)), Tlv.of(0xA3, elements));
        http(
                "LPA",
                "SM-DP+",
                "ES9+",
                "getBoundProfilePackage",
                "{\"transactionId\":\"" + TRANSACTION + "\"}",
                200,
                "{" + SUCCESS + ",\"boundProfilePackage\":\"" + bpp.raw().base64() + "\"}");
    }

    private void refusal() {
        http("LPA", "SM-DP+", "ES9+", "cancelSession", "{\"transactionId\":\"" + TRANSACTION + "\"}", 200, """
                {"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.10.1",\
                "reasonCode":"3.9","message":"Unknown TransactionID"}}}}""");
        http("LPA", "SM-DP+", "ES9+", "handleNotification", "{}", 0, "connection refused");
    }

    private void installation() {
        var metadata = new NotificationMetadata(3, NotificationEvent.INSTALL, "smdp.example.com", Optional.of(ICCID));
        var failure = Tlv.of(
                0xA1,
                Tlv.number(0x80, 5),
                Tlv.number(0x81, 12),
                Tlv.of(0x82, Bytes.hex("300DA00B3009800103810108820102")));
        var data = Tlv.of(0xBF27, Tlv.of(0x80, SIXTEEN), metadata.encode(), Tlv.of(0xA2, failure));
        es10("LoadBoundProfilePackage", Tlv.of(0xBF36), Tlv.of(0xBF37, data, SIGNATURE), () -> {
            apdu("LPA", "81E2110005BF3682C350BF", "9000");
            apdu("LPA", "81E2910103230000", "9000");
            apdu("LPA", "81E2910004A0028700", "9000");
            apdu("LPA", "81E291000486020102", "6110");
        });
    }

    private void enable() {
        es10(
                "EnableProfile",
                Tlv.of(0xBF31, Tlv.of(0xA0, Tlv.of(0x5A, Bytes.hex("988812010000406427F8"))), Tlv.bool(0x81, true)),
                Tlv.of(0xBF31, Tlv.number(0x80, 0)),
                () -> apdu("LPA", "81E2910014BF3111A00C5A0A988812010000406427F88101FF", "BF3103800100910B"));
        apdu("Baseband", "801200000B", "D0098103010104820281829000");
        apdu("Baseband", "801400000C810301010482028281830100", "9000");
        events.add(new Step(
                tick(1), Duration.ZERO, "eUICC", "Baseband", "REFRESH", "qualifier 04: forget the SIM and start anew"));
    }

    private void attach() {
        apdu("Baseband", "00A40004023F0000", "62009000");
        apdu("Baseband", "00A40804022FE200", "62009000");
        apdu("Baseband", "00B000000A", ICCID_EF + "9000");
        apdu("Baseband", "00A4040407A000000087100200", "62009000");
        apdu("Baseband", "00A40904026F0700", "62009000");
        apdu("Baseband", "00B0000009", new Imsi("001010000000001").ef().hex() + "9000");
        apdu("Baseband", "00A40904045FC04F0100", "6A82");
        apdu("Baseband", "002000010837353331FFFFFFFF", "63C2");
        apdu("Baseband", "0088008122" + "10" + SIXTEEN.hex() + "10" + SIXTEEN.hex() + "00", "6135");
        apdu(
                "Baseband",
                "00C0000035",
                "DB08DEADBEEFDEADBEEF10" + "C1".repeat(16) + "10" + "C2".repeat(16) + "08" + "C3".repeat(8) + "9000");
        events.add(new Step(tick(40), Duration.ofMillis(35), "Baseband", "Operator", "Attach", "attached"));
        http(
                "SM-DP+",
                "Operator",
                "ES2+",
                "handleDownloadProgressInfo",
                "{\"iccid\":\"" + ICCID.digits() + "\",\"notificationPointId\":4}",
                204,
                "");
    }

    private static final String ICCID_EF = ICCID.ef().hex();
}
