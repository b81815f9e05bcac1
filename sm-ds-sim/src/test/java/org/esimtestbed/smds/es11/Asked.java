package org.esimtestbed.smds.es11;

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
import org.esimtestbed.smds.TestSmDs;

/// A function of ES11 that is asked in JSON and in ASN.1, which must refuse for the same reason.
enum Asked {
    AUTHENTICATE_CLIENT("authenticateClient", "authenticateServerResponse", 0xBF3B, 0xBF40),
    CANCEL_SESSION("cancelSession", "cancelSessionResponse", 0xBF41, 0xBF41);

    private final String path;
    private final String member;
    private final int tag;
    private final int answerTag;

    Asked(String path, String member, int tag, int answerTag) {
        this.path = path;
        this.member = member;
        this.tag = tag;
        this.answerTag = answerTag;
    }

    HttpResponse<String> json(TestSmDs smds, TransactionId id, Tlv response) throws IOException {
        return smds.es11(path, """
                {"transactionId":"%s","%s":"%s"}""".formatted(id, member, response.raw().base64()));
    }

    /// Refused in both bindings.
    ///
    /// @param expected the status code of JSON, a space, the number of ASN.1: `8.9.5/3.9 6`
    void refuses(TestSmDs smds, TransactionId id, Tlv response, String expected) throws IOException {
        var inJson = json(smds, id, response);
        assertThat(TestSmDs.outcome(inJson) + " " + error(smds, id, response))
                .as(inJson.body())
                .isEqualTo(expected);
    }

    /// The number ASN.1 has for the refusal.
    int error(TestSmDs smds, TransactionId id, Tlv response) throws IOException {
        // the automatic tag [1] takes the place of BF41 alone
        var second = this == CANCEL_SESSION ? Tlv.of(0xA1, response.value()) : response;
        var body = Tlv.of(0xA2, Tlv.of(tag, TransactionIdTag.encode(id), second));
        return asn1(smds, body.raw())
                .expect(0xA2)
                .only()
                .expect(answerTag)
                .child(0x81)
                .asInt();
    }

    static Tlv asn1(TestSmDs smds, Bytes body) throws IOException {
        var request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + smds.running.es11Port() + "/gsma/rsp2/asn1"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-gsma-rsp-asn1")
                .header("X-Admin-Protocol", "gsma/rsp/v2.2.2")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
                .build();
        try {
            var answer = smds.lpa.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return Tlv.parse(Bytes.wrap(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
