package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.es9plus.Asked.AUTHENTICATE_CLIENT;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What eUICCs and Devices put into AuthenticateServerResponse (SGP.22 §5.7.13): taken where the signature verifies
/// and nothing is missing, refused by name where not, and never an error of ours.
class OddEuiccsTest {
    private static final long FREE = 1_000_000;

    @TempDir
    static Path folder;

    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() {
        smdp = new TestSmDpPlus(folder, URI.create("https://localhost:1"));
    }

    @AfterAll
    static void stop() {
        smdp.close();
    }

    private static String offered(TestEuicc euicc, Tlv info2, Tlv ctxParams1) throws Exception {
        var server = smdp.initiated(euicc);
        var answer =
                AUTHENTICATE_CLIENT.json(smdp, server.transactionId(), euicc.authenticate(server, info2, ctxParams1));
        assertThat(outcome(answer)).as(answer.body()).isEqualTo("Executed-Success");
        return answer.body();
    }

    /// Released for one eUICC alone.
    private static Iccid releasedFor(TestEuicc euicc, String matchingId) throws Exception {
        var iccid = smdp.newIccid();
        smdp.downloadOrder(iccid, "");
        var eid = euicc.credential().certificate().subjectSerialNumber().orElseThrow();
        assertThat(outcome(smdp.operator("confirmOrder", """
                        "iccid":"%s","eid":"%s","matchingId":"%s","releaseFlag":true""".formatted(iccid, eid, matchingId))))
                .isEqualTo("Executed-Success");
        return iccid;
    }

    /// What a later version of the specification adds, and what cards put where something else belongs.
    @Nested
    class TakesEuiccsThat {
        private void are(TestEuicc euicc, Tlv info2) throws Exception {
            are(info2, TestEuicc.ctxParams1(Optional.of(smdp.released("").digits())), euicc);
        }

        private void are(Tlv info2, Tlv ctxParams1, TestEuicc euicc) throws Exception {
            assertThat(offered(euicc, info2, ctxParams1)).contains("smdpSigned2");
        }

        @ParameterizedTest
        @CsvSource({
            "0x85, 05FFFFE0", // 19 capabilities
            "0x85, 00FFFFFFFF", // 32
            "0x85, 00FFFFFFFFFFFFFFFF",
            "0x88, 04F0",
            "0x88, 00FF",
            "0x88, 00FFFFFF",
            "0x81, 414243",
            "0x82, 02000C",
            "0x82, 030100",
            "0x83, 414243",
            "0x84, 414243", // no data objects
            "0x84, ''",
            "0x84, 8108FFFFFFFFFFFFFFFF8208FFFFFFFFFFFFFFFF8308FFFFFFFFFFFFFFFF",
            "0x04, 414243",
            "0x0C, ''",
        })
        void sayOfThemselves(String member, String value) throws Exception {
            var euicc = smdp.euicc(6);

            are(euicc, Asked.with(euicc.info2(FREE), Tlv.of(Integer.decode(member), Bytes.hex(value))));
        }

        @Test
        void haveMembersOfTheFuture() throws Exception {
            var euicc = smdp.euicc(6);
            var info2 = euicc.info2(FREE);
            var more = Tlv.of(
                    info2.tag(),
                    info2.value()
                            .plus(Tlv.of(0x86, Bytes.hex("020100")).raw())
                            .plus(Tlv.of(0x87, Bytes.hex("020303")).raw())
                            .plus(Tlv.number(0x8B, 1).raw())
                            .plus(Tlv.of(0x99, Bytes.hex("0410")).raw())
                            .plus(Tlv.of(0xAC, Tlv.text(0x80, "label"), Tlv.text(0x81, "https://example.com"))
                                    .raw())
                            .plus(Tlv.of(0xBF51, Tlv.of(0x04, Bytes.repeat(1, 20)))
                                    .raw()));

            are(euicc, more);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "A0 0A A1 08 80 04 12345678 A1 00", // no release at all
                    "A0 0E A1 0C 80 04 00000000 A1 04 8F 02 FFFF", // one nobody knows
                    "A0 13 A1 0D 80 04 FFFFFFFF A1 05 85 03 0F0000 8F 02 0102",
                    "A0 14 A1 12 80 04 12345678 A1 00 82 08 1122334455667788",
                })
        void areInDevicesThat(String ctxParams1) throws Exception {
            var iccid = releasedFor(smdp.euicc(7), "");
            var euicc = smdp.euicc(7);

            are(euicc.info2(FREE), Tlv.parse(Bytes.hex(ctxParams1.replace(" ", ""))), euicc);
            Ordered.changed(smdp, iccid, order -> order.after(org.esimtestbed.smdpplus.order.OrderEvent.EXPIRE));
        }
    }

    /// What is missing is 1.3.1/2.2 and named, what is wrong 1.3.1/2.1 and its place told.
    @Nested
    class NamesWhatIsNot {
        private void named(Tlv response, TransactionId id, String code, String... words) throws Exception {
            var answer = AUTHENTICATE_CLIENT.json(smdp, id, response);

            assertThat(outcome(answer)).as(answer.body()).isEqualTo(code);
            assertThat(message(answer)).contains(words);
        }

        @ParameterizedTest
        @CsvSource({
            "0x80, transactionId",
            "0x83, serverAddress",
            "0x84, serverChallenge",
            "0xBF22, euiccInfo2",
            "0xA0, ctxParams1"
        })
        void thereInWhatIsSigned(String member, String name) throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var signed1 = euicc.authenticate(server, "X").euiccSigned1().tlv();

            named(
                    euicc.answer(Asked.without(signed1, Integer.decode(member))),
                    server.transactionId(),
                    "1.3.1/2.2",
                    name);
        }

        @ParameterizedTest
        @CsvSource({
            "0x81, profileVersion",
            "0x82, svn",
            "0x83, euiccFirmwareVer",
            "0x84, extCardResource",
            "0x85, uiccCapability",
            "0x88, rspCapability",
            "0xA9, euiccCiPKIdListForVerification",
            "0xAA, euiccCiPKIdListForSigning",
            "0x04, ppVersion",
            "0x0C, sasAcreditationNumber"
        })
        void inEuiccInfo2(String member, String name) throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var info2 = Asked.without(euicc.info2(FREE), Integer.decode(member));

            named(
                    euicc.authenticate(server, info2, TestEuicc.ctxParams1(Optional.empty())),
                    server.transactionId(),
                    "1.3.1/2.2",
                    name);
        }

        @ParameterizedTest
        @CsvSource({
            "A000, 1.3.1/2.2, deviceInfo",
            "A002A100, 1.3.1/2.2, deviceCapabilities",
            "A004A102A100, 1.3.1/2.2, tac",
            "A003A10180, 1.3.1/2.1, offset",
            "A0058001FFA100, 1.3.1/2.1, UTF-8"
        })
        void inCtxParams1(String ctxParams1, String code, String word) throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);

            named(
                    euicc.authenticate(server, euicc.info2(FREE), Tlv.parse(Bytes.hex(ctxParams1))),
                    server.transactionId(),
                    code,
                    word);
        }

        @Test
        void aWholeAnswer() throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var whole = euicc.authenticate(server, "X").encode();

            named(
                    Tlv.of(whole.tag(), Asked.without(whole.only(), 0x5F37)),
                    server.transactionId(),
                    "1.3.1/2.2",
                    "4 mandatory members");
            named(Tlv.of(0xBF38, Bytes.EMPTY), server.transactionId(), "1.3.1/2.1", "offset");
            named(Tlv.of(0xBF38, Tlv.of(0xA7)), server.transactionId(), "1.3.1/2.1", "no alternative");
        }

        /// Whatever octet is changed: an answer of the protocol, and none of ours.
        @Test
        void anythingItCouldTripOver() throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var signed1 = euicc.authenticate(server, "X").euiccSigned1().tlv();
            for (int at = 2; at < signed1.raw().size(); at += 3) {
                for (int mask : new int[] {0x01, 0x80, 0xFF}) {
                    var octets = signed1.raw().toArray();
                    octets[at] ^= (byte) mask;
                    var answer = smdp.lpa("authenticateClient", """
                            {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(
                                    server.transactionId(),
                                    around(euicc, Bytes.wrap(octets)).base64()));
                    assertThat(outcome(answer))
                            .as("octet %s changed by %s", at, mask)
                            .matches("[0-9.]+/[0-9.]+");
                }
            }
        }

        /// The same for what comes later in a session, signature included.
        @Test
        void anythingLaterItCouldTripOver() throws Exception {
            var iccid = smdp.released("");
            var offer = smdp.offered(smdp.euicc(1), iccid.digits());
            var id = offer.transactionId();
            var signature2 = Tlv.parse(
                            Bytes.base64(offer.answer().path("smdpSignature2").asString()))
                    .value();
            var euicc = offer.euicc();
            var prepared = euicc.prepareDownload(id, signature2, Optional.of(Bytes.repeat(1, 32)));
            var cancelled = euicc.cancelSession(id, TestPki.SMDP_OID, CancelSessionReason.POSTPONED);
            var failed = euicc.failed(id, iccid, TestSmDpPlus.ADDRESS, 1);
            for (int at = 0; at < prepared.raw().size(); at++) {
                assertThat(changed("getBoundProfilePackage", "prepareDownloadResponse", id, prepared, at))
                        .isNotEqualTo(500);
            }
            for (int at = 0; at < cancelled.raw().size(); at++) {
                assertThat(changed("cancelSession", "cancelSessionResponse", id, cancelled, at))
                        .isNotEqualTo(500);
            }
            for (int at = 0; at < failed.raw().size(); at++) {
                assertThat(changed("handleNotification", "pendingNotification", id, failed, at))
                        .isIn(204, 400);
            }
        }

        private static int changed(String function, String member, TransactionId id, Tlv message, int at)
                throws IOException {
            var octets = message.raw().toArray();
            octets[at] ^= (byte) 0x81;
            return smdp.lpa(function, """
                    {"transactionId":"%s","%s":"%s"}""".formatted(
                                    id, member, Bytes.wrap(octets).base64()))
                    .statusCode();
        }

        private static Bytes around(TestEuicc euicc, Bytes signed1) {
            var good = euicc.answer(Tlv.of(0x30, Bytes.EMPTY)).only();
            var inside = good.children().stream().skip(1).toList();
            return Tlv.of(0xBF38, Tlv.of(0xA0, signed1.plus(Tlv.join(inside)))).raw();
        }
    }
}
