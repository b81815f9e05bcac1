package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.es9plus.Asked.GET_BOUND_PROFILE_PACKAGE;
import static org.esimtestbed.smdpplus.es9plus.Download.atOnce;
import static org.esimtestbed.smdpplus.es9plus.Download.bound;
import static org.esimtestbed.smdpplus.es9plus.Download.channel;
import static org.esimtestbed.smdpplus.es9plus.Download.hashCc;
import static org.esimtestbed.smdpplus.es9plus.Download.prepared;
import static org.esimtestbed.smdpplus.es9plus.Download.signature2;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.EuiccSigned2;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.es9plus.Download.Opened;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.smdpplus.profile.Protection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ES9+.GetBoundProfilePackage on the wire (SGP.22 §5.6.2), in JSON and, where it refuses, in ASN.1 as well. The
/// Confirmation Code is [ConfirmationCodeTest]'s, a second attempt [RetriedDownloadTest]'s.
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
            var bpp = bound(smdp, offer, hashCc, oneTime);
            var opened = Opened.of(bpp, offer.euicc(), oneTime);

            assertThat(opened.profilePackage())
                    .isEqualTo(smdp.running.contents().packaged(iccid).profilePackage());
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

                assertThat(bound(smdp, offer, Optional.of(hashCc), offer.euicc().newOneTimeKey()))
                        .isNotNull();
            }
        }

        @Test
        void toOneOfTwoEuiccsThatBothWereOfferedIt() throws Exception {
            var iccid = smdp.released("");
            var first = smdp.offered(smdp.euicc(4), iccid.digits());
            var second = smdp.offered(smdp.euicc(5), iccid.digits());

            assertThat(bound(smdp, first, first.euicc().newOneTimeKey())).isNotNull();
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
            bound(smdp, offer, euicc.newOneTimeKey());
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
}
