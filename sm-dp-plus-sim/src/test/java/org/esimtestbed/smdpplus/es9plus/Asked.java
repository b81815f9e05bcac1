package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.esimtestbed.rsp.data.TransactionIdTag;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;

/// A function of ES9+ that is asked in JSON and in ASN.1, which must refuse for the same reason.
enum Asked {
    AUTHENTICATE_CLIENT("authenticateClient", "authenticateServerResponse", 0xBF3B),
    GET_BOUND_PROFILE_PACKAGE("getBoundProfilePackage", "prepareDownloadResponse", 0xBF3A),
    CANCEL_SESSION("cancelSession", "cancelSessionResponse", 0xBF41);

    private final String path;
    private final String member;
    private final int tag;

    Asked(String path, String member, int tag) {
        this.path = path;
        this.member = member;
        this.tag = tag;
    }

    HttpResponse<String> json(TestSmDpPlus smdp, TransactionId id, Tlv response) throws IOException {
        return smdp.lpa(path, """
                {"transactionId":"%s","%s":"%s"}""".formatted(id, member, response.raw().base64()));
    }

    /// Refused in both bindings.
    ///
    /// @param expected the status code of JSON, a space, the number of ASN.1: `8.2.6/3.8 6`
    void refuses(TestSmDpPlus smdp, TransactionId id, Tlv response, String expected) throws IOException {
        var inJson = json(smdp, id, response);
        assertThat(TestSmDpPlus.outcome(inJson) + " " + error(smdp, id, response))
                .as(inJson.body())
                .isEqualTo(expected);
    }

    private int error(TestSmDpPlus smdp, TransactionId id, Tlv response) throws IOException {
        // the automatic tag [1] takes the place of BF41 alone
        var member2 = this == CANCEL_SESSION ? Tlv.of(0xA1, response.value()) : response;
        var body = Tlv.of(0xA2, Tlv.of(tag, TransactionIdTag.encode(id), member2));
        var answer = asn1(smdp, body.raw());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Tlv.parse(Bytes.wrap(answer.body()))
                .expect(0xA2)
                .only()
                .expect(tag)
                .child(0x81)
                .asInt();
    }

    static HttpResponse<byte[]> asn1(TestSmDpPlus smdp, Bytes body) throws IOException {
        var request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + smdp.running.es9Port() + "/gsma/rsp2/asn1"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-gsma-rsp-asn1")
                .header("X-Admin-Protocol", "gsma/rsp/v2.2.2")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
                .build();
        try {
            return smdp.lpa.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What an LPA sends on: one notification.
    static HttpResponse<String> notify(TestSmDpPlus smdp, Tlv notification) throws IOException {
        return smdp.lpa(
                "handleNotification",
                "{\"pendingNotification\":\"" + notification.raw().base64() + "\"}");
    }

    /// euiccSigned1 without one of its members, or of those inside.
    static Tlv without(Tlv outer, int member) {
        return Tlv.of(
                outer.tag(),
                outer.children().stream().filter(it -> it.tag() != member).toList());
    }

    /// With the member of that tag in the place of the one it has.
    static Tlv with(Tlv outer, Tlv member) {
        return Tlv.of(
                outer.tag(),
                outer.children().stream()
                        .map(it -> it.tag() == member.tag() ? member : it)
                        .toList());
    }
}
