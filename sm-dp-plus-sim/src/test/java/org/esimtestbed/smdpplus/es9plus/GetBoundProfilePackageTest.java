package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.es9plus.Asked.GET_BOUND_PROFILE_PACKAGE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.bsp.BspFailure;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.data.ConfirmationCode;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.es8plus.InitialiseSecureChannel;
import org.esimtestbed.rsp.es8plus.ReplaceSessionKeys;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestEuicc;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.TestSmDpPlus.Offer;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.profile.Protection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// ES9+.GetBoundProfilePackage on the wire (SGP.22 §5.6.2), in JSON and, where it refuses, in ASN.1 as well.
class GetBoundProfilePackageTest {
    private static final String WITH_CODE = "\"confirmationCode\":\"2468\",";

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

    private static Bytes signature2(Offer offer) {
        return Tlv.parse(Bytes.base64(offer.answer().path("smdpSignature2").asString()))
                .value();
    }

    private static Tlv prepared(Offer offer, Optional<Bytes> hashCc, EcKeyPair oneTime) {
        return offer.euicc().prepareDownload(offer.transactionId(), signature2(offer), hashCc, oneTime);
    }

    private static Tlv prepared(Offer offer) {
        return prepared(offer, Optional.empty(), offer.euicc().newOneTimeKey());
    }

    private static Bytes hashCc(String code, TransactionId id) {
        return ConfirmationCode.hashCc(ConfirmationCode.hash(code), id);
    }

    private static BoundProfilePackage bound(Offer offer, Optional<Bytes> hashCc, EcKeyPair oneTime)
            throws IOException {
        var answer = GET_BOUND_PROFILE_PACKAGE.json(smdp, offer.transactionId(), prepared(offer, hashCc, oneTime));
        assertThat(outcome(answer)).as(answer.body()).isEqualTo("Executed-Success");
        assertThat(json(answer).path("transactionId").asString())
                .isEqualTo(offer.transactionId().toString());
        return BoundProfilePackage.of(
                Tlv.parse(Bytes.base64(json(answer).path("boundProfilePackage").asString())));
    }

    private static BoundProfilePackage bound(Offer offer, EcKeyPair oneTime) throws IOException {
        return bound(offer, Optional.empty(), oneTime);
    }

    private static InitialiseSecureChannel channel(BoundProfilePackage bpp) {
        return InitialiseSecureChannel.of(bpp.initialiseSecureChannel());
    }

    /// A package as the eUICC opens it.
    private record Opened(Bytes metadata, Bytes profilePackage, boolean ownKeys) {
        static Opened of(BoundProfilePackage bpp, TestEuicc euicc, EcKeyPair oneTime) throws BspFailure {
            var crypto = Crypto.standard();
            var channel = channel(bpp);
            var shared = crypto.agree(oneTime.privateKey(), crypto.publicKey(oneTime.curve(), channel.smdpOtpk()));
            var eid = new Eid(
                    euicc.credential().certificate().subjectSerialNumber().orElseThrow());
            var session =
                    new Bsp(BspKeys.derive(shared, channel.controlRefTemplate().hostId(), eid));
            for (var block : bpp.firstSequenceOf87().children()) session.decrypt(block);
            var metadata = Bytes.EMPTY;
            for (var block : bpp.sequenceOf88().children()) metadata = metadata.plus(session.verify(block));
            var elements = session;
            if (bpp.secondSequenceOf87().isPresent()) {
                var keys = session.decrypt(bpp.secondSequenceOf87().get().only());
                elements = new Bsp(ReplaceSessionKeys.of(Tlv.parse(keys)).keys());
            }
            var profile = Bytes.EMPTY;
            for (var block : bpp.sequenceOf86().children()) profile = profile.plus(elements.decrypt(block));
            return new Opened(metadata, profile, bpp.secondSequenceOf87().isPresent());
        }
    }

    @Nested
    class BindsTheProfile {
        @ParameterizedTest
        @CsvSource({
            "SESSION_KEYS, false, false",
            "SESSION_KEYS, true, false",
            "PROFILE_KEYS, false, false",
            "PROFILE_KEYS, true, false",
            "SESSION_KEYS, false, true",
            "SESSION_KEYS, true, true",
            "PROFILE_KEYS, false, true",
            "PROFILE_KEYS, true, true"
        })
        void underKeysWithCodeAndMetadataOfAnySize(Protection protection, boolean code, boolean large)
                throws Exception {
            var appearance = large ? Ordered.LARGE : Ordered.PLAIN;
            var iccid = Ordered.released(smdp, appearance, protection, code ? WITH_CODE : "");
            var offer = smdp.offered(smdp.euicc(1), iccid.digits());
            var oneTime = offer.euicc().newOneTimeKey();
            var hashCc = code ? Optional.of(hashCc("2468", offer.transactionId())) : Optional.<Bytes>empty();
            var bpp = bound(offer, hashCc, oneTime);
            var opened = Opened.of(bpp, offer.euicc(), oneTime);

            assertThat(opened.profilePackage())
                    .isEqualTo(smdp.running.contents().profilePackage(iccid));
            assertThat(opened.metadata().base64())
                    .isEqualTo(offer.answer().path("profileMetadata").asString());
            assertThat(opened.ownKeys()).isEqualTo(protection == Protection.PROFILE_KEYS);
            if (large) assertThat(bpp.sequenceOf88().children()).hasSizeGreaterThanOrEqualTo(2);
            else assertThat(bpp.sequenceOf88().children()).hasSize(1);
            assertThat(channel(bpp).transactionId()).isEqualTo(offer.transactionId());
            assertThat(state(iccid)).isEqualTo(OrderState.DOWNLOADED);
        }

        @Test
        void whateverIsSentForACodeItDoesNotWant() throws Exception {
            for (var hashCc : List.of(Bytes.EMPTY, Bytes.repeat(1, 3), Bytes.repeat(1, 32))) {
                var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());

                assertThat(bound(offer, Optional.of(hashCc), offer.euicc().newOneTimeKey()))
                        .isNotNull();
            }
        }

        @Test
        void toOneOfTwoEuiccsThatBothWereOfferedIt() throws Exception {
            var iccid = smdp.released("");
            var first = smdp.offered(smdp.euicc(4), iccid.digits());
            var second = smdp.offered(smdp.euicc(5), iccid.digits());

            assertThat(bound(first, first.euicc().newOneTimeKey())).isNotNull();
            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, second.transactionId(), prepared(second), "8.2/3.7 5");
        }

        @Test
        void toOneOfManyEuiccsThatRaceForIt() throws Exception {
            var iccid = smdp.released("");
            var outcomes = atOnce(6, i -> {
                var offer = smdp.offered(smdp.euicc(10 + i), iccid.digits());
                var response = prepared(offer);
                return () -> outcome(GET_BOUND_PROFILE_PACKAGE.json(smdp, offer.transactionId(), response));
            });

            assertThat(outcomes).containsOnlyOnce("Executed-Success").containsOnly("Executed-Success", "8.2/3.7");
            assertThat(smdp.running
                            .orders()
                            .find(iccid)
                            .orElseThrow()
                            .attempts()
                            .downloads())
                    .isEqualTo(1);
        }
    }

    /// §3.1.3.2: a download that broke, tried again.
    @Nested
    class BindsItOnceMore {
        @ParameterizedTest
        @EnumSource
        void octetForOctetTheSameForTheSameOneTimeKey(Protection protection) throws Exception {
            var iccid = Ordered.released(smdp, Ordered.LARGE, protection, "");
            var euicc = smdp.euicc(1);
            var oneTime = euicc.newOneTimeKey();
            var first = bound(smdp.offered(euicc, iccid.digits()), oneTime);
            var again = smdp.offered(euicc, iccid.digits());
            var second = bound(again, oneTime);

            assertThat(bppEuiccOtpk(again)).contains(oneTime.publicPoint());
            assertThat(channel(second).smdpOtpk()).isEqualTo(channel(first).smdpOtpk());
            assertThat(channel(second).transactionId()).isEqualTo(again.transactionId());
            assertThat(second.initialiseSecureChannel()).isNotEqualTo(first.initialiseSecureChannel());
            assertThat(second.firstSequenceOf87()).isEqualTo(first.firstSequenceOf87());
            assertThat(second.sequenceOf88()).isEqualTo(first.sequenceOf88());
            assertThat(second.secondSequenceOf87()).isEqualTo(first.secondSequenceOf87());
            assertThat(second.sequenceOf86()).isEqualTo(first.sequenceOf86());
            assertThat(Opened.of(second, euicc, oneTime).profilePackage())
                    .isEqualTo(smdp.running.contents().profilePackage(iccid));
        }

        @ParameterizedTest
        @EnumSource
        void afreshForAnotherOneTimeKey(Protection protection) throws Exception {
            var iccid = Ordered.released(smdp, Ordered.PLAIN, protection, "");
            var euicc = smdp.euicc(1);
            var oneTime = euicc.newOneTimeKey();
            var first = bound(smdp.offered(euicc, iccid.digits()), oneTime);
            var other = euicc.newOneTimeKey();
            var second = bound(smdp.offered(euicc, iccid.digits()), other);

            assertThat(channel(second).smdpOtpk()).isNotEqualTo(channel(first).smdpOtpk());
            assertThat(second.firstSequenceOf87()).isNotEqualTo(first.firstSequenceOf87());
            assertThat(second.sequenceOf86()).isNotEqualTo(first.sequenceOf86());
            assertThat(Opened.of(second, euicc, other).profilePackage())
                    .isEqualTo(smdp.running.contents().profilePackage(iccid));
            // and the key before is forgotten
            var third = bound(smdp.offered(euicc, iccid.digits()), oneTime);
            assertThat(channel(third).smdpOtpk())
                    .isNotIn(channel(first).smdpOtpk(), channel(second).smdpOtpk());
        }

        @Test
        void withAnotherKeyOfItsOwnForAnotherProfile() throws Exception {
            var euicc = smdp.euicc(1);
            var oneTime = euicc.newOneTimeKey();
            var first = bound(smdp.offered(euicc, smdp.released("").digits()), oneTime);
            var second = bound(smdp.offered(euicc, smdp.released("").digits()), oneTime);

            assertThat(channel(second).smdpOtpk()).isNotEqualTo(channel(first).smdpOtpk());
        }

        @Test
        void inTheSameSession() throws Exception {
            var iccid = smdp.released("");
            var offer = smdp.offered(smdp.euicc(1), iccid.digits());
            var oneTime = offer.euicc().newOneTimeKey();

            assertThat(bound(offer, oneTime).sequenceOf86())
                    .isEqualTo(bound(offer, oneTime).sequenceOf86());
        }

        private static Optional<Bytes> bppEuiccOtpk(Offer offer) {
            return SmdpSigned2.of(Tlv.parse(
                            Bytes.base64(offer.answer().path("smdpSigned2").asString())))
                    .bppEuiccOtpk();
        }
    }

    @Nested
    class Refuses {
        @Test
        void aTransactionNobodyOpenedOrThatIsNotAuthenticated() throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());
            var justOpened = smdp.initiated(smdp.euicc(1));

            GET_BOUND_PROFILE_PACKAGE.refuses(
                    smdp, new TransactionId(Bytes.repeat(0x77, 16)), prepared(offer), "8.10.1/3.9 95");
            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, justOpened.transactionId(), prepared(offer), "8.10.1/3.9 95");
        }

        @Test
        void anotherTransactionInsideWhatIsSigned() throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());
            var response = offer.euicc()
                    .prepareDownload(new TransactionId(Bytes.repeat(0x77, 16)), signature2(offer), Optional.empty());

            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, offer.transactionId(), response, "8.10.1/3.9 95");
        }

        @Test
        void aSessionThatIsOver() throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());
            smdp.clock.pass(Duration.ofHours(1));

            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, offer.transactionId(), prepared(offer), "8.10.1/3.9 95");
        }

        @Test
        void aSignatureThatDoesNotVerify() throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());
            var ok = prepared(offer).only();
            var signature = ok.child(0x5F37).value().toArray();
            signature[0]++;
            var overAnotherSignature =
                    offer.euicc().prepareDownload(offer.transactionId(), Bytes.repeat(1, 64), Optional.empty());

            GET_BOUND_PROFILE_PACKAGE.refuses(
                    smdp,
                    offer.transactionId(),
                    Tlv.of(0xBF21, Asked.with(ok, Tlv.of(0x5F37, Bytes.wrap(signature)))),
                    "8.1/6.1 1");
            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, offer.transactionId(), overAnotherSignature, "8.1/6.1 1");
        }

        @ParameterizedTest
        @CsvSource({"1", "2", "3", "4", "5", "127", "99"})
        void whatTheEuiccItselfRefused(int downloadErrorCode) throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());
            var refusal = Tlv.of(
                    0xBF21,
                    Tlv.of(0xA1, Tlv.of(0x80, offer.transactionId().bytes()), Tlv.number(0x02, downloadErrorCode)));

            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, offer.transactionId(), refusal, "8.1/6.1 1");
        }

        @Test
        void aOneTimeKeyThatIsNoPointOfTheCurve() throws Exception {
            var iccid = smdp.released("");
            var offer = smdp.offered(smdp.euicc(1), iccid.digits());
            for (var point : List.of(Bytes.EMPTY, Bytes.of(4), Bytes.of(4).plus(Bytes.repeat(1, 64)))) {
                var signed2 = new EuiccSigned2(offer.transactionId(), point, Optional.empty()).encode();
                var signature = Crypto.standard()
                        .sign(
                                offer.euicc().credential().keyPair().privateKey(),
                                EuiccSigned2.covered(signed2, signature2(offer)));
                var response = Tlv.of(0xBF21, Tlv.of(0xA0, signed2, Tlv.of(0x5F37, signature)));

                GET_BOUND_PROFILE_PACKAGE.refuses(smdp, offer.transactionId(), response, "8.1/6.1 1");
            }
            assertThat(state(iccid)).isEqualTo(OrderState.RELEASED);
        }

        @Test
        void aProfileThatIsInstalled() throws Exception {
            var euicc = smdp.euicc(6);
            var iccid = smdp.released("");
            var offer = smdp.offered(euicc, iccid.digits());
            var late = smdp.offered(euicc, iccid.digits());
            bound(offer, euicc.newOneTimeKey());
            Asked.notify(smdp, euicc.installed(offer.transactionId(), iccid, TestSmDpPlus.ADDRESS));

            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, late.transactionId(), prepared(late), "8.2/3.7 5");
            assertThat(state(iccid)).isEqualTo(OrderState.INSTALLED);
        }

        @ParameterizedTest
        @CsvSource({"0x80, transactionId", "0x5F49, euiccOtpk"})
        void euiccSigned2WithoutAMember(String member, String name) throws Exception {
            var offer = smdp.offered(smdp.euicc(1), smdp.released("").digits());
            var ok = prepared(offer).only();
            var signed2 = Asked.without(ok.child(0x30), Integer.decode(member));
            var answer = GET_BOUND_PROFILE_PACKAGE.json(
                    smdp, offer.transactionId(), Tlv.of(0xBF21, Asked.with(ok, signed2)));

            assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
            assertThat(TestSmDpPlus.message(answer)).contains(name);
        }
    }

    @Nested
    class WantsTheConfirmationCode {
        private HttpResponse<String> ask(Offer offer, Optional<Bytes> hashCc) throws IOException {
            return GET_BOUND_PROFILE_PACKAGE.json(
                    smdp,
                    offer.transactionId(),
                    prepared(offer, hashCc, offer.euicc().newOneTimeKey()));
        }

        @Test
        void andSaysThatItIsMissing() throws Exception {
            var offer = smdp.offered(smdp.euicc(7), smdp.released(WITH_CODE).digits());

            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, offer.transactionId(), prepared(offer), "8.2.7/2.2 2");
            assertThat(outcome(ask(offer, Optional.of(Bytes.EMPTY)))).isEqualTo("8.2.7/2.2");
        }

        @Test
        void threeTimesAtMost() throws Exception {
            var iccid = smdp.released(WITH_CODE);
            var offer = smdp.offered(smdp.euicc(7), iccid.digits());
            var wrong = Optional.of(hashCc("1357", offer.transactionId()));

            assertThat(outcome(ask(offer, wrong))).isEqualTo("8.2.7/3.8");
            assertThat(outcome(ask(offer, Optional.of(Bytes.repeat(1, 31))))).isEqualTo("8.2.7/3.8");
            assertThat(outcome(ask(offer, wrong))).isEqualTo("8.2.7/6.4");
            assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
        }

        @Test
        void inAsn1AsWell() throws Exception {
            var offer = smdp.offered(smdp.euicc(7), smdp.released(WITH_CODE).digits());
            var wrong = prepared(
                    offer,
                    Optional.of(hashCc("1357", offer.transactionId())),
                    offer.euicc().newOneTimeKey());

            GET_BOUND_PROFILE_PACKAGE.refuses(smdp, offer.transactionId(), wrong, "8.2.7/3.8 3");
        }

        @Test
        void ofThisSession() throws Exception {
            var iccid = smdp.released(WITH_CODE);
            var earlier = smdp.offered(smdp.euicc(7), iccid.digits());
            var offer = smdp.offered(smdp.euicc(7), iccid.digits());

            assertThat(outcome(ask(offer, Optional.of(hashCc("2468", earlier.transactionId())))))
                    .isEqualTo("8.2.7/3.8");
        }

        @Test
        void andTakesTheRightOneAfterAWrongOne() throws Exception {
            var offer = smdp.offered(smdp.euicc(7), smdp.released(WITH_CODE).digits());

            ask(offer, Optional.of(hashCc("1357", offer.transactionId())));

            assertThat(outcome(ask(offer, Optional.of(hashCc("2468", offer.transactionId())))))
                    .isEqualTo("Executed-Success");
        }

        @Test
        void andCountsEveryOneThatIsTriedAtOnce() throws Exception {
            var iccid = smdp.released(WITH_CODE);
            var outcomes = atOnce(6, i -> {
                var offer = smdp.offered(smdp.euicc(7), iccid.digits());
                var response = prepared(
                        offer,
                        Optional.of(hashCc("135" + i, offer.transactionId())),
                        offer.euicc().newOneTimeKey());
                return () -> outcome(GET_BOUND_PROFILE_PACKAGE.json(smdp, offer.transactionId(), response));
            });

            assertThat(outcomes).filteredOn("8.2.7/3.8"::equals).hasSize(2);
            assertThat(outcomes).contains("8.2.7/6.4").isSubsetOf("8.2.7/3.8", "8.2.7/6.4", "8.2/3.7");
            assertThat(state(iccid)).isEqualTo(OrderState.ERROR);
        }
    }

    private interface Racer {
        Callable<String> prepared(int number) throws Exception;
    }

    private static List<String> atOnce(int racers, Racer racer) throws Exception {
        var start = new CyclicBarrier(racers);
        try (var pool = Executors.newFixedThreadPool(racers)) {
            var tries = new ArrayList<Callable<String>>();
            for (int i = 0; i < racers; i++) {
                var prepared = racer.prepared(i);
                tries.add(() -> {
                    start.await();
                    return prepared.call();
                });
            }
            return pool.invokeAll(tries).stream().map(Future::resultNow).toList();
        }
    }
}
