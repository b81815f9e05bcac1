package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.es9plus.Asked.CANCEL_SESSION;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.TestSmDpPlus.Offer;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ES9+.CancelSession on the wire (SGP.22 §5.6.5), in JSON and, where it refuses, in ASN.1 as well.
class CancelSessionTest {
    @TempDir
    static Path folder;

    private static ToldOperator operator;
    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() throws Exception {
        operator = new ToldOperator();
        smdp = new TestSmDpPlus(folder, operator.address());
    }

    @AfterAll
    static void stop() {
        smdp.close();
        operator.close();
    }

    private static OrderState state(Iccid iccid) {
        return smdp.running.orders().find(iccid).orElseThrow().state();
    }

    private static Tlv cancelled(Offer offer, CancelSessionReason reason) {
        return offer.euicc().cancelSession(offer.transactionId(), TestPki.SMDP_OID, reason);
    }

    private static String cancel(Offer offer, CancelSessionReason reason) throws IOException {
        return outcome(CANCEL_SESSION.json(smdp, offer.transactionId(), cancelled(offer, reason)));
    }

    private static Offer bound(Iccid iccid) throws IOException {
        var offer = smdp.offered(smdp.euicc(1), iccid.digits());
        bind(offer);
        return offer;
    }

    private static void bind(Offer offer) throws IOException {
        assertThat(outcome(smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()))))
                .isEqualTo("Executed-Success");
    }

    @Nested
    class EndsTheSession {
        @ParameterizedTest
        @CsvSource({
            "END_USER_REJECTION, ERROR",
            "POSTPONED, RELEASED",
            "TIMEOUT, RELEASED",
            "PPR_NOT_ALLOWED, ERROR",
            "METADATA_MISMATCH, ERROR",
            "LOAD_BPP_EXECUTION_ERROR, RELEASED",
            "UNDEFINED_REASON, RELEASED"
        })
        void afterAuthenticateClient(CancelSessionReason reason, OrderState after) throws Exception {
            var iccid = smdp.released("");
            var offer = smdp.offered(smdp.euicc(1), iccid.digits());

            assertThat(cancel(offer, reason)).isEqualTo("Executed-Success");

            assertThat(state(iccid)).isEqualTo(after);
            assertThat(outcome(smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()))))
                    .isEqualTo("8.10.1/3.9");
            assertThat(cancel(offer, reason)).isEqualTo("8.10.1/3.9");
        }

        @ParameterizedTest
        @CsvSource({
            "END_USER_REJECTION, ERROR",
            "POSTPONED, RELEASED",
            "TIMEOUT, RELEASED",
            "PPR_NOT_ALLOWED, ERROR",
            "METADATA_MISMATCH, ERROR",
            "LOAD_BPP_EXECUTION_ERROR, RELEASED",
            "UNDEFINED_REASON, RELEASED"
        })
        void afterGetBoundProfilePackage(CancelSessionReason reason, OrderState after) throws Exception {
            var iccid = smdp.released("");
            var offer = bound(iccid);

            assertThat(cancel(offer, reason)).isEqualTo("Executed-Success");

            assertThat(state(iccid)).isEqualTo(after);
            assertThat(cancel(offer, reason)).isEqualTo("8.10.1/3.9");
        }

        @ParameterizedTest
        @ValueSource(strings = {"END_USER_REJECTION", "PPR_NOT_ALLOWED", "METADATA_MISMATCH", "UNDEFINED_REASON"})
        void andTheOperatorIsTold(String reason) throws Exception {
            var iccid = smdp.released("");
            cancel(smdp.offered(smdp.euicc(1), iccid.digits()), CancelSessionReason.valueOf(reason));
            var boundBefore = smdp.released("");
            cancel(bound(boundBefore), CancelSessionReason.valueOf(reason));

            var unbound = operator.awaited(iccid, 1).getFirst();
            assertThat(unbound.path("notificationPointId").asInt()).isEqualTo(3);
            assertThat(unbound.at("/notificationPointStatus/status").asString()).isEqualTo("Failed");
            var told = operator.awaited(boundBefore, 2);
            assertThat(told.get(0).at("/notificationPointStatus/status").asString())
                    .isEqualTo("Executed-Success");
            assertThat(told.get(1).path("notificationPointId").asInt()).isEqualTo(ToldOperator.BPP_INSTALLATION);
            assertThat(told.get(1).at("/notificationPointStatus/status").asString())
                    .isEqualTo("Failed");
        }

        @ParameterizedTest
        @ValueSource(ints = {6, 16, 99})
        void forAReasonOfTheFuture(int reason) throws Exception {
            var iccid = smdp.released("");
            var offer = smdp.offered(smdp.euicc(1), iccid.digits());
            var known = cancelled(offer, CancelSessionReason.POSTPONED).only().child(0x30);
            var unknown = Asked.with(known, Tlv.number(0x82, reason));
            var response = Tlv.of(0xBF41, offer.euicc().signed(unknown));

            assertThat(outcome(CANCEL_SESSION.json(smdp, offer.transactionId(), response)))
                    .isEqualTo("Executed-Success");
            assertThat(state(iccid)).isEqualTo(OrderState.RELEASED);
        }

        @Test
        void andNoDownloadOfAnotherEuicc() throws Exception {
            var iccid = smdp.released("");
            var first = smdp.offered(smdp.euicc(4), iccid.digits());
            var second = smdp.offered(smdp.euicc(5), iccid.digits());
            bind(first);

            assertThat(cancel(second, CancelSessionReason.END_USER_REJECTION)).isEqualTo("Executed-Success");

            assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);
        }

        @Test
        void andNoDownloadOfALaterSession() throws Exception {
            var iccid = smdp.released("");
            var unbound = smdp.offered(smdp.euicc(1), iccid.digits());
            var earlier = bound(iccid);
            bound(iccid);

            assertThat(cancel(unbound, CancelSessionReason.END_USER_REJECTION)).isEqualTo("Executed-Success");
            assertThat(cancel(earlier, CancelSessionReason.END_USER_REJECTION)).isEqualTo("Executed-Success");

            assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);
        }

        @Test
        void andYetTakesTheResultThatWasOnItsWay() throws Exception {
            var iccid = smdp.released("");
            var offer = bound(iccid);
            cancel(offer, CancelSessionReason.LOAD_BPP_EXECUTION_ERROR);

            Asked.notify(smdp, offer.euicc().installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS));

            assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
        }
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void whateverIsWrongInIt(boolean bound) throws Exception {
            var iccid = smdp.released("");
            var offer = bound ? bound(iccid) : smdp.offered(smdp.euicc(1), iccid.digits());
            var before = state(iccid);
            var id = offer.transactionId();
            var stranger = new TransactionId(Bytes.hex("00112233445566778899AABBCCDDEEFF"));
            var honest = cancelled(offer, CancelSessionReason.POSTPONED);
            var euicc = offer.euicc();

            CANCEL_SESSION.refuses(smdp, stranger, honest, "8.10.1/3.9 1");
            CANCEL_SESSION.refuses(
                    smdp,
                    id,
                    euicc.cancelSession(stranger, TestPki.SMDP_OID, CancelSessionReason.POSTPONED),
                    "8.10.1/3.9 1");
            var signature = honest.only().child(0x5F37).value().toArray();
            signature[0] ^= (byte) 0xFF;
            CANCEL_SESSION.refuses(
                    smdp,
                    id,
                    Tlv.of(0xBF41, Asked.with(honest.only(), Tlv.of(0x5F37, Bytes.wrap(signature)))),
                    "8.1/6.1 2");
            CANCEL_SESSION.refuses(
                    smdp,
                    id,
                    smdp.euicc(2).cancelSession(id, TestPki.SMDP_OID, CancelSessionReason.POSTPONED),
                    "8.1/6.1 2");
            CANCEL_SESSION.refuses(
                    smdp,
                    id,
                    euicc.cancelSession(id, new Oid("1.2.3.4.5"), CancelSessionReason.POSTPONED),
                    "8.8/3.10 127");
            assertThat(state(iccid)).isEqualTo(before);
            assertThat(cancel(offer, CancelSessionReason.POSTPONED)).isEqualTo("Executed-Success");
        }

        @Test
        void aSessionThatIsNotAuthenticated() throws Exception {
            var server = smdp.initiated(smdp.euicc(1));
            var response = smdp.euicc(1)
                    .cancelSession(server.transactionId(), TestPki.SMDP_OID, CancelSessionReason.POSTPONED);

            CANCEL_SESSION.refuses(smdp, server.transactionId(), response, "8.10.1/3.9 1");
        }

        @ParameterizedTest
        @ValueSource(ints = {5, 127, 99})
        void whatTheEuiccItselfRefused(int code) throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());

            CANCEL_SESSION.refuses(smdp, offer.transactionId(), Tlv.of(0xBF41, Tlv.number(0x81, code)), "8.1/6.1 2");
        }

        @ParameterizedTest
        @CsvSource({"0x80, transactionId", "0x81, smdpOid", "0x82, reason"})
        void whatIsSignedWithoutAMember(String member, String name) throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());
            var signed = Asked.without(
                    cancelled(offer, CancelSessionReason.POSTPONED).only().child(0x30), Integer.decode(member));
            var answer = CANCEL_SESSION.json(
                    smdp, offer.transactionId(), Tlv.of(0xBF41, offer.euicc().signed(signed)));

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
            assertThat(TestSmDpPlus.message(answer)).contains(name);
        }
    }
}
