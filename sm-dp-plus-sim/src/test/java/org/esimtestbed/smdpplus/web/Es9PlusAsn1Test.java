package org.esimtestbed.smdpplus.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The ASN.1 binding (SGP.22 §6.6). Envelopes are written and read by BouncyCastle, not by our own codec.
@TestInstance(Lifecycle.PER_CLASS)
class Es9PlusAsn1Test {
    private static final int INITIATE_AUTHENTICATION = 57;
    private static final int GET_BOUND_PROFILE_PACKAGE = 58;
    private static final int AUTHENTICATE_CLIENT = 59;
    private static final int HANDLE_NOTIFICATION = 61;
    private static final int CANCEL_SESSION = 65;

    private TestSmDpPlus smdp;

    @BeforeAll
    void start(@TempDir Path folder) {
        smdp = new TestSmDpPlus(folder, URI.create("https://localhost:9"));
    }

    @AfterAll
    void stop() {
        smdp.close();
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

    private HttpResponse<byte[]> call(int function, ASN1Encodable... members) throws Exception {
        var body = new DERTaggedObject(true, 2, implicit(function, new DERSequence(members))).getEncoded();
        return post(body);
    }

    private HttpResponse<byte[]> post(byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + smdp.running.es9Port() + "/gsma/rsp2/asn1"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-gsma-rsp-asn1")
                .header("X-Admin-Protocol", "gsma/rsp/v2.2.2")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return smdp.lpa.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /// The alternative chosen: `[0]` of an answer, `[1]` of an error.
    private static ASN1TaggedObject alternative(HttpResponse<byte[]> answer, int function) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-gsma-rsp-asn1");
        assertThat(answer.headers().firstValue("X-Admin-Protocol")).isPresent();
        var envelope = ASN1TaggedObject.getInstance(answer.body());
        assertThat(envelope.getTagNo()).isEqualTo(2);
        var called = (ASN1TaggedObject) envelope.getExplicitBaseObject();
        assertThat(called.getTagNo()).isEqualTo(function);
        return (ASN1TaggedObject) called.getExplicitBaseObject();
    }

    private static ASN1Sequence ok(HttpResponse<byte[]> answer, int function) throws IOException {
        var chosen = alternative(answer, function);
        assertThat(chosen.getTagNo()).isZero();
        return (ASN1Sequence) chosen.getBaseUniversal(false, BERTags.SEQUENCE);
    }

    private static int error(HttpResponse<byte[]> answer, int function) throws IOException {
        var chosen = alternative(answer, function);
        assertThat(chosen.getTagNo()).isEqualTo(1);
        return ((ASN1Integer) chosen.getBaseUniversal(false, BERTags.INTEGER)).intValueExact();
    }

    private static Tlv tlv(ASN1Encodable member) throws IOException {
        return Tlv.parse(Bytes.wrap(member.toASN1Primitive().getEncoded("DER")));
    }

    private HttpResponse<byte[]> initiate(TestEuicc euicc, String address) throws Exception {
        return call(
                INITIATE_AUTHENTICATION,
                implicit(1, new DEROctetString(new byte[16])),
                implicit(3, new DERUTF8String(address)),
                der(euicc.info1()));
    }

    private ServerSigned1 initiated(TestEuicc euicc) throws Exception {
        var members = ok(initiate(euicc, TestSmDpPlus.ADDRESS), INITIATE_AUTHENTICATION);
        assertThat(members.size()).isEqualTo(5);
        return ServerSigned1.of(tlv(members.getObjectAt(1)));
    }

    private HttpResponse<byte[]> authenticate(TestEuicc euicc, ServerSigned1 server, String matchingId)
            throws Exception {
        return call(
                AUTHENTICATE_CLIENT,
                id(server.transactionId()),
                der(euicc.authenticate(server, matchingId).encode()));
    }

    private HttpResponse<byte[]> prepared(TestEuicc euicc, TransactionId id, ASN1Sequence offer) throws Exception {
        var signature2 = tlv(offer.getObjectAt(3)).value();
        return call(GET_BOUND_PROFILE_PACKAGE, id(id), der(euicc.prepareDownload(id, signature2, Optional.empty())));
    }

    private OrderState state(Iccid iccid) {
        return smdp.running.orders().find(iccid).orElseThrow().state();
    }

    @Test
    void handsAProfileOutAndHearsOfItsInstallation() throws Exception {
        var euicc = smdp.euicc(1);
        var iccid = smdp.released("");
        var server = initiated(euicc);

        var offer = ok(authenticate(euicc, server, iccid.digits()), AUTHENTICATE_CLIENT);
        var bound = ok(prepared(euicc, server.transactionId(), offer), GET_BOUND_PROFILE_PACKAGE);
        var told = call(
                HANDLE_NOTIFICATION,
                new DERTaggedObject(
                        true, 0, der(euicc.installed(server.transactionId(), iccid, TestSmDpPlus.ADDRESS))));

        assertThat(offer.size()).isEqualTo(5);
        assertThat(tlv(offer.getObjectAt(1)).tag()).isEqualTo(0xBF25);
        assertThat(((ASN1OctetString) ((ASN1TaggedObject) bound.getObjectAt(0)).getBaseUniversal(false, 4)).getOctets())
                .isEqualTo(server.transactionId().bytes().toArray());
        assertThat(tlv(bound.getObjectAt(1)).tag()).isEqualTo(0xBF36);
        assertThat(told.statusCode()).isEqualTo(204);
        assertThat(told.body()).isEmpty();
        assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
    }

    @Test
    void endsASessionEitherWayTheResponseIsTagged() throws Exception {
        for (boolean tagKept : new boolean[] {false, true}) {
            var euicc = smdp.euicc(2);
            var iccid = smdp.released("");
            var server = initiated(euicc);
            ok(authenticate(euicc, server, iccid.digits()), AUTHENTICATE_CLIENT);
            var response = euicc.cancelSession(
                    server.transactionId(), smdp.running.identity().oid(), CancelSessionReason.END_USER_REJECTION);

            var answer = call(
                    CANCEL_SESSION,
                    id(server.transactionId()),
                    tagKept
                            ? new DERTaggedObject(true, 1, der(response))
                            : new DERTaggedObject(true, 1, der(response.only())));

            assertThat(ok(answer, CANCEL_SESSION).size()).isZero();
            assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
        }
    }

    @Test
    void answersRefusalsWithTheNumbersOfEachFunction() throws Exception {
        var euicc = smdp.euicc(3);
        var server = initiated(euicc);
        var stranger = new TransactionId(Bytes.repeat(0x77, 16));

        assertThat(error(initiate(euicc, "other.example.com"), INITIATE_AUTHENTICATION))
                .isEqualTo(1); // invalidDpAddress
        assertThat(error(authenticate(euicc, server, "NOBODYS"), AUTHENTICATE_CLIENT))
                .isEqualTo(6); // matchingIdRefused
        assertThat(error(
                        call(GET_BOUND_PROFILE_PACKAGE, id(stranger), implicit(33, new DERSequence())),
                        GET_BOUND_PROFILE_PACKAGE))
                .isEqualTo(95); // invalidTransactionId
        assertThat(error(
                        call(
                                CANCEL_SESSION,
                                id(stranger),
                                implicit(1, new DERSequence(implicit(0, new DERSequence())))),
                        CANCEL_SESSION))
                .isEqualTo(1); // invalidTransactionId
    }

    @Test
    void answersWhatIsNoMessageWith400() throws Exception {
        assertThat(post(new byte[0]).statusCode()).isEqualTo(400);
        assertThat(post(new byte[] {0x30, 0x00}).statusCode()).isEqualTo(400);
        assertThat(call(99).statusCode()).isEqualTo(400);
        assertThat(call(INITIATE_AUTHENTICATION).statusCode()).isEqualTo(400);
        assertThat(post("{\"smdpAddress\":\"x\"}".getBytes()).statusCode()).isEqualTo(400);
    }
}
