package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.es9plus.Asked.AUTHENTICATE_CLIENT;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.esimtestbed.ci.TestPki;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderEvent;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.order.ProfileOrder.Attempts;
import org.esimtestbed.smdpplus.order.ProfileOrder.Delivery;
import org.esimtestbed.smdpplus.profile.ProfileContent;
import org.esimtestbed.smdpplus.profile.Protection;
import org.esimtestbed.smdpplus.profile.Requirements;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ES9+.AuthenticateClient on the wire (SGP.22 §5.6.3), in JSON and, where it refuses, in ASN.1 as well.
/// Certificates are [EuiccCertificatesTest]'s, members that are odd or missing [OddEuiccsTest]'s.
class AuthenticateClientTest {
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

    private static OrderState state(Iccid iccid) {
        return smdp.running.orders().find(iccid).orElseThrow().state();
    }

    private static void refused(TestEuicc euicc, Tlv info2, Optional<String> matchingId, String expected)
            throws Exception {
        var server = smdp.initiated(euicc);
        var response = euicc.authenticate(server, info2, TestEuicc.ctxParams1(matchingId));
        AUTHENTICATE_CLIENT.refuses(smdp, server.transactionId(), response, expected);
    }

    private static void refused(TestEuicc euicc, String matchingId, String expected) throws Exception {
        refused(euicc, euicc.info2(FREE), Optional.of(matchingId), expected);
    }

    private static String offered(TestEuicc euicc, Tlv info2, Tlv ctxParams1) throws Exception {
        var server = smdp.initiated(euicc);
        var answer =
                AUTHENTICATE_CLIENT.json(smdp, server.transactionId(), euicc.authenticate(server, info2, ctxParams1));
        assertThat(outcome(answer)).as(answer.body()).isEqualTo("Executed-Success");
        return answer.body();
    }

    private static boolean isOffered(TestEuicc euicc, Optional<String> matchingId, Iccid iccid) throws Exception {
        return offered(euicc, euicc.info2(FREE), TestEuicc.ctxParams1(matchingId))
                .contains(smdp.running.contents().offer(iccid).metadata().raw().base64());
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

    @Nested
    class OffersTheProfile {
        @Test
        void ofTheActivationCodeToAnyEuicc() throws Exception {
            var iccid = smdp.released("");

            assertThat(isOffered(smdp.euicc(1), Optional.of(iccid.digits()), iccid))
                    .isTrue();
            assertThat(isOffered(smdp.euicc(2), Optional.of(iccid.digits()), iccid))
                    .isTrue();
        }

        @Test
        void ofTheActivationCodeToTheEuiccItIsFor() throws Exception {
            var iccid = releasedFor(smdp.euicc(3), "ONLY-FOR-3");

            assertThat(isOffered(smdp.euicc(3), Optional.of("ONLY-FOR-3"), iccid))
                    .isTrue();
        }

        @Test
        void thatWaitsForTheEuiccWhereThereIsNoMatchingId() throws Exception {
            var iccid = releasedFor(smdp.euicc(4), "");

            assertThat(isOffered(smdp.euicc(4), Optional.empty(), iccid)).isTrue();
            assertThat(isOffered(smdp.euicc(4), Optional.of(""), iccid)).isTrue();
        }

        @Test
        void thatHasWaitedLongestUntilItsOrderEnds() throws Exception {
            var euicc = smdp.euicc(14);
            var first = releasedFor(euicc, ""); // both at the same moment, for the clock stands still
            var second = releasedFor(euicc, "");

            assertThat(isOffered(euicc, Optional.empty(), first)).isTrue();
            Ordered.changed(smdp, first, order -> order.after(OrderEvent.INSTALLATION_INTERRUPTED));
            assertThat(isOffered(euicc, Optional.empty(), first)).isTrue();
            Ordered.changed(smdp, first, order -> order.after(OrderEvent.END_USER_REJECTED));
            assertThat(isOffered(euicc, Optional.empty(), second)).isTrue();
        }

        @Test
        void afterAWrongMatchingId() throws Exception {
            var iccid = releasedFor(smdp.euicc(5), "");

            refused(smdp.euicc(5), "NOBODYS", "8.2.6/3.8 6");

            assertThat(isOffered(smdp.euicc(5), Optional.empty(), iccid)).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"'', false", "'\"confirmationCode\":\"2468\",', true"})
        void andSaysWhetherItWantsAConfirmationCode(String more, boolean wanted) throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released(more).digits());
            var signed2 = SmdpSigned2.of(
                    Tlv.parse(Bytes.base64(offer.answer().path("smdpSigned2").asString())));

            assertThat(signed2.ccRequired()).isEqualTo(wanted);
            assertThat(signed2.transactionId()).isEqualTo(offer.transactionId());
            assertThat(signed2.bppEuiccOtpk()).isEmpty();
            assertThat(offer.answer().path("smdpCertificate").asString())
                    .isEqualTo(smdp.pki
                            .folder()
                            .readCertificate(TestPki.DP_PB_NAME)
                            .der()
                            .base64());
        }

        @Test
        void whateverTheCaseOfTheTransactionId() throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var response =
                    euicc.authenticate(server, smdp.released("").digits()).encode();
            var answer = smdp.lpa("authenticateClient", """
                    {"transactionId":"%s","authenticateServerResponse":"%s"}""".formatted(
                            server.transactionId().toString().toLowerCase(Locale.ROOT),
                            response.raw().base64()));

            assertThat(json(answer).path("transactionId").asString())
                    .isEqualTo(server.transactionId().toString());
        }
    }

    /// §5.6.3, in the order of the checks.
    @Nested
    class Refuses {
        @Test
        void aTransactionNobodyOpened() throws Exception {
            var euicc = smdp.euicc(1);
            var response = euicc.authenticate(smdp.initiated(euicc), "X").encode();

            AUTHENTICATE_CLIENT.refuses(smdp, new TransactionId(Bytes.repeat(0x77, 16)), response, "8.10.1/3.9 10");
        }

        @Test
        void anotherTransactionInsideWhatIsSigned() throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var other = smdp.initiated(euicc);

            AUTHENTICATE_CLIENT.refuses(
                    smdp, server.transactionId(), euicc.authenticate(other, "X").encode(), "8.10.1/3.9 10");
        }

        @Test
        void sessionsOfYesterday() throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            smdp.clock.pass(Duration.ofDays(1));

            AUTHENTICATE_CLIENT.refuses(
                    smdp,
                    server.transactionId(),
                    euicc.authenticate(server, "X").encode(),
                    "8.10.1/3.9 10");
        }

        @Test
        void aSignatureThatDoesNotVerify() throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var honest = euicc.authenticate(server, "X").encode();
            var signature = honest.only().child(0x5F37).value().toArray();
            signature[0]++;
            var spoiled = Tlv.of(honest.tag(), Asked.with(honest.only(), Tlv.of(0x5F37, Bytes.wrap(signature))));

            AUTHENTICATE_CLIENT.refuses(smdp, server.transactionId(), spoiled, "8.1/6.1 5");
            var cut = Tlv.of(honest.tag(), Asked.with(honest.only(), Tlv.of(0x5F37, Bytes.repeat(1, 63))));
            AUTHENTICATE_CLIENT.refuses(smdp, server.transactionId(), cut, "8.1/6.1 5");
        }

        @Test
        void anotherChallenge() throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var other = new org.esimtestbed.rsp.data.ServerSigned1(
                    server.transactionId(), server.euiccChallenge(), server.serverAddress(), Bytes.repeat(0x55, 16));

            AUTHENTICATE_CLIENT.refuses(
                    smdp, server.transactionId(), euicc.authenticate(other, "X").encode(), "8.1/6.1 5");
        }

        @Test
        void whatTheEuiccItselfRefused() throws Exception {
            var euicc = smdp.euicc(1);
            var server = smdp.initiated(euicc);
            var refusal = Tlv.of(
                    0xBF38, Tlv.of(0xA1, Tlv.of(0x80, server.transactionId().bytes()), Tlv.number(0x02, 1)));

            AUTHENTICATE_CLIENT.refuses(smdp, server.transactionId(), refusal, "8.1/6.1 5");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NOBODYS", "EVENT_NOBODYS", "ac-lower-case", " ", "ÄÖÜ"})
        void aMatchingIdNobodyOrdered(String matchingId) throws Exception {
            refused(smdp.euicc(1), matchingId, "8.2.6/3.8 6");
        }

        @Test
        void anEuiccNobodyWaitsFor() throws Exception {
            var euicc = smdp.euicc(90);

            refused(euicc, euicc.info2(FREE), Optional.empty(), "8.1.1/3.8 7");
            refused(euicc, euicc.info2(FREE), Optional.of(""), "8.1.1/3.8 7");
        }

        @Test
        void anEuiccTheOrderIsNotFor() throws Exception {
            releasedFor(smdp.euicc(8), "ONLY-FOR-8");

            refused(smdp.euicc(9), "ONLY-FOR-8", "8.1.1/3.8 7");
        }

        @Test
        void aProfileNotReleasedYet() throws Exception {
            var iccid = smdp.newIccid();
            smdp.downloadOrder(iccid, "");
            smdp.operator("confirmOrder", """
                    "iccid":"%s","matchingId":"NOT-YET","releaseFlag":false""".formatted(iccid));

            refused(smdp.euicc(1), "NOT-YET", "8.2/1.2 127");

            smdp.operator("releaseProfile", "\"iccid\":\"%s\"".formatted(iccid));
            assertThat(isOffered(smdp.euicc(1), Optional.of("NOT-YET"), iccid)).isTrue();
        }

        @Test
        void anOrderThatHasExpired() throws Exception {
            var iccid = smdp.released("");
            Instant end = smdp.clock.instant().plus(Duration.ofMinutes(10));
            Ordered.changed(
                    smdp,
                    iccid,
                    order -> order.reachedBy(new Delivery(
                            order.delivery().matchingId(), Optional.empty(), Optional.empty(), Optional.of(end))));
            assertThat(isOffered(smdp.euicc(1), Optional.of(iccid.digits()), iccid))
                    .isTrue();
            smdp.clock.pass(Duration.ofMinutes(10));

            refused(smdp.euicc(1), iccid.digits(), "8.8.5/4.10 127");
            assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
        }

        @Test
        void anOrderThatWasHandedOutTooOften() throws Exception {
            var iccid = smdp.released("");
            for (int i = 0; i < 5; i++) {
                var offer = smdp.offered(smdp.euicc(1), iccid.digits());
                smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));
            }
            assertThat(smdp.running.orders().find(iccid).orElseThrow().attempts())
                    .isEqualTo(new Attempts(5, 0));

            refused(smdp.euicc(1), iccid.digits(), "8.8.5/6.4 127");
            assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
        }

        @Test
        void aProfileThatNeedsMoreRoom() throws Exception {
            var iccid = smdp.released("");

            refused(smdp.euicc(1), smdp.euicc(1).info2(10), Optional.of(iccid.digits()), "8.1/4.8 11");
            assertThat(state(iccid)).isEqualTo(OrderState.RELEASED);
        }

        @Test
        void aProfileOfANewerPackageVersion() throws Exception {
            var iccid = Ordered.released(smdp, it -> requiring(it, new Requirements(200, 0, new TreeSet<>())));

            refused(smdp.euicc(1), iccid.digits(), "8.2.5/4.3 8");
        }

        @Test
        void aProfileThatNeedsAServiceTheEuiccHasNot() throws Exception {
            var iccid =
                    Ordered.released(smdp, it -> requiring(it, new Requirements(2, 0, new TreeSet<>(List.of("usim")))));
            var euicc = smdp.euicc(1);

            assertThat(isOffered(euicc, Optional.of(iccid.digits()), iccid)).isTrue();
            var without = Asked.with(euicc.info2(FREE), Tlv.of(0x85, Bytes.hex("0780"))); // contactless alone
            refused(euicc, without, Optional.of(iccid.digits()), "8.2.5/4.3 8");
        }

        @Test
        void aProfileWithARuleTheEuiccForbids() throws Exception {
            var iccid = Ordered.released(smdp, Ordered.withRule(PolicyRule.PPR1), Protection.SESSION_KEYS, "");
            var euicc = smdp.euicc(1);
            var info2 = euicc.info2(FREE);
            var forbidding = Tlv.of(
                    info2.tag(),
                    info2.value().plus(Tlv.of(0x99, Bytes.hex("0640")).raw()));

            assertThat(isOffered(euicc, Optional.of(iccid.digits()), iccid)).isTrue();
            refused(euicc, forbidding, Optional.of(iccid.digits()), "8.2.5/4.3 8");
        }

        private static ProfileContent requiring(ProfileContent content, Requirements requirements) {
            return new ProfileContent(content.profilePackage(), content.metadata(), requirements, content.protection());
        }
    }
}
