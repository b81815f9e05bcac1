package org.esimtestbed.smds.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smds.TestSmDs;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ES11 in the ASN.1 binding (SGP.22 §6.6). Envelopes are written and read by BouncyCastle, not by our own codec.
class Es11Asn1Test {
    private static final int INITIATE_AUTHENTICATION = 57;
    private static final int GET_BOUND_PROFILE_PACKAGE = 58;
    private static final int AUTHENTICATE_CLIENT = 59;
    private static final int AUTHENTICATE_CLIENT_ES11 = 64;
    private static final int CANCEL_SESSION = 65;

    @TempDir
    static Path folder;

    private static TestSmDs smds;
    private static TestEuicc euicc;

    @BeforeAll
    static void start() throws Exception {
        smds = TestSmDs.root(folder);
        smds.register(1, "EVENT-A", false);
        smds.register(1, "EVENT-B", false);
        euicc = smds.euicc(1);
    }

    @AfterAll
    static void stop() {
        smds.close();
    }

    private static DERTaggedObject implicit(int tag, ASN1Encodable value) {
        return new DERTaggedObject(false, tag, value);
    }

    private static ASN1Primitive der(Tlv tlv) throws IOException {
        return ASN1Primitive.fromByteArray(tlv.raw().toArray());
    }

    private static DERTaggedObject id(TransactionId id) {
        return implicit(0, new DEROctetString(id.bytes().toArray()));
    }

    private static HttpResponse<byte[]> send(int function, ASN1Encodable... members) throws Exception {
        var envelope = new DERTaggedObject(true, 2, implicit(function, new DERSequence(members)));
        var request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + smds.running.es11Port() + "/gsma/rsp2/asn1"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-gsma-rsp-asn1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.getEncoded()))
                .build();
        return smds.lpa.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /// The alternative a function is answered with.
    private static ASN1TaggedObject answer(int function, int answered, ASN1Encodable... members) throws Exception {
        var response = send(function, members);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-gsma-rsp-asn1");
        var envelope = ASN1TaggedObject.getInstance(response.body(), BERTags.CONTEXT_SPECIFIC);
        assertThat(envelope.getTagNo()).isEqualTo(2);
        var named = ASN1TaggedObject.getInstance(envelope.getExplicitBaseObject());
        assertThat(named.getTagNo()).isEqualTo(answered);
        return ASN1TaggedObject.getInstance(named.getExplicitBaseObject());
    }

    private static ASN1Sequence ok(ASN1TaggedObject answer) {
        assertThat(answer.getTagNo()).isZero();
        return ASN1Sequence.getInstance(answer, false);
    }

    private static int error(ASN1TaggedObject answer) {
        assertThat(answer.getTagNo()).isEqualTo(1);
        return ASN1Integer.getInstance(answer, false).intValueExact();
    }

    private static ServerSigned1 initiated() throws Exception {
        var ok = ok(initiate(TestSmDs.ADDRESS));
        return ServerSigned1.of(
                Tlv.parse(Bytes.wrap(ok.getObjectAt(1).toASN1Primitive().getEncoded())));
    }

    private static ASN1TaggedObject initiate(String address) throws Exception {
        return answer(
                INITIATE_AUTHENTICATION,
                INITIATE_AUTHENTICATION,
                implicit(1, new DEROctetString(Bytes.repeat(0x33, 16).toArray())),
                der(euicc.info1()),
                implicit(3, new DERUTF8String(address)));
    }

    private static Tlv proof(ServerSigned1 server, Optional<String> matchingId) {
        return euicc.authenticate(server, euicc.info2(1_000_000), TestEuicc.ctxParams1(matchingId));
    }

    @Test
    void tellsTheEvents() throws Exception {
        var server = initiated();
        var ok = ok(answer(
                AUTHENTICATE_CLIENT,
                AUTHENTICATE_CLIENT_ES11,
                id(server.transactionId()),
                der(proof(server, Optional.empty()))));

        assertThat(ASN1OctetString.getInstance(ASN1TaggedObject.getInstance(ok.getObjectAt(0)), false)
                        .getOctets())
                .isEqualTo(server.transactionId().bytes().toArray());
        List<String> found = new ArrayList<>();
        for (var entry : ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(ok.getObjectAt(1)), false)) {
            var members = ASN1Sequence.getInstance(entry);
            found.add(text(members, 0) + " at " + text(members, 1));
        }
        assertThat(found).containsExactly("EVENT-A at smdp.example.com", "EVENT-B at smdp.example.com");
    }

    private static String text(ASN1Sequence members, int index) {
        var member = ASN1TaggedObject.getInstance(members.getObjectAt(index));
        assertThat(member.getTagNo()).isEqualTo(index);
        return ASN1UTF8String.getInstance(member, false).getString();
    }

    @Test
    void namesItsRefusals() throws Exception {
        assertThat(error(initiate("other.example.com"))).isEqualTo(1);

        var server = initiated();
        assertThat(error(answer(
                        AUTHENTICATE_CLIENT,
                        AUTHENTICATE_CLIENT_ES11,
                        id(server.transactionId()),
                        der(proof(server, Optional.of("NOBODYS"))))))
                .isEqualTo(6);
    }

    @Test
    void cancelsASession() throws Exception {
        var server = initiated();
        answer(
                AUTHENTICATE_CLIENT,
                AUTHENTICATE_CLIENT_ES11,
                id(server.transactionId()),
                der(proof(server, Optional.of("NOBODYS"))));
        var signed =
                euicc.cancelSession(server.transactionId(), TestPki.SMDS_OID, CancelSessionReason.UNDEFINED_REASON);
        var inside = ASN1TaggedObject.getInstance(der(signed.only()));
        var cancelled = answer(
                CANCEL_SESSION, CANCEL_SESSION, id(server.transactionId()), new DERTaggedObject(true, 1, inside));

        assertThat(ok(cancelled).size()).isZero();
    }

    @Test
    void hasNoOtherFunctionOfEs9Plus() throws Exception {
        var server = initiated();
        var response = send(
                GET_BOUND_PROFILE_PACKAGE, id(server.transactionId()), der(Tlv.of(0xBF21, Tlv.of(0xA0, Tlv.of(0x30)))));

        assertThat(response.statusCode()).isEqualTo(400);
    }
}
