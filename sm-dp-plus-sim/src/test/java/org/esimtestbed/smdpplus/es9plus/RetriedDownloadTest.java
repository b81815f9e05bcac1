package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.es9plus.Download.bound;
import static org.esimtestbed.smdpplus.es9plus.Download.channel;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.rsp.data.SmdpSigned2;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.TestSmDpPlus.Offer;
import org.esimtestbed.smdpplus.es9plus.Download.Opened;
import org.esimtestbed.smdpplus.profile.Protection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A download that broke, tried again (SGP.22 §3.1.3.2): octet for octet the same package for an eUICC that still has
/// its one-time key, a new one for any other key.
class RetriedDownloadTest {
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

    @ParameterizedTest
    @EnumSource
    void octetForOctetTheSameForTheSameOneTimeKey(Protection protection) throws Exception {
        var iccid = Ordered.released(smdp, Ordered.LARGE, protection, "");
        var euicc = smdp.euicc(1);
        var oneTime = euicc.newOneTimeKey();
        var first = bound(smdp, smdp.offered(euicc, iccid.digits()), oneTime);
        var again = smdp.offered(euicc, iccid.digits());
        var second = bound(smdp, again, oneTime);

        assertThat(bppEuiccOtpk(again)).contains(oneTime.publicPoint());
        assertThat(channel(second).smdpOtpk()).isEqualTo(channel(first).smdpOtpk());
        assertThat(channel(second).transactionId()).isEqualTo(again.transactionId());
        assertThat(second.initialiseSecureChannel()).isNotEqualTo(first.initialiseSecureChannel());
        assertThat(second.firstSequenceOf87()).isEqualTo(first.firstSequenceOf87());
        assertThat(second.sequenceOf88()).isEqualTo(first.sequenceOf88());
        assertThat(second.secondSequenceOf87()).isEqualTo(first.secondSequenceOf87());
        assertThat(second.sequenceOf86()).isEqualTo(first.sequenceOf86());
        assertThat(Opened.of(second, euicc, oneTime).profilePackage())
                .isEqualTo(smdp.running.contents().packaged(iccid).profilePackage());
    }

    @ParameterizedTest
    @EnumSource
    void afreshForAnotherOneTimeKey(Protection protection) throws Exception {
        var iccid = Ordered.released(smdp, Ordered.PLAIN, protection, "");
        var euicc = smdp.euicc(1);
        var oneTime = euicc.newOneTimeKey();
        var first = bound(smdp, smdp.offered(euicc, iccid.digits()), oneTime);
        var other = euicc.newOneTimeKey();
        var second = bound(smdp, smdp.offered(euicc, iccid.digits()), other);

        assertThat(channel(second).smdpOtpk()).isNotEqualTo(channel(first).smdpOtpk());
        assertThat(second.firstSequenceOf87()).isNotEqualTo(first.firstSequenceOf87());
        assertThat(second.sequenceOf86()).isNotEqualTo(first.sequenceOf86());
        assertThat(Opened.of(second, euicc, other).profilePackage())
                .isEqualTo(smdp.running.contents().packaged(iccid).profilePackage());
        // and the key before is forgotten
        var third = bound(smdp, smdp.offered(euicc, iccid.digits()), oneTime);
        assertThat(channel(third).smdpOtpk())
                .isNotIn(channel(first).smdpOtpk(), channel(second).smdpOtpk());
    }

    @Test
    void withAnotherKeyOfItsOwnForAnotherProfile() throws Exception {
        var euicc = smdp.euicc(1);
        var oneTime = euicc.newOneTimeKey();
        var first = bound(smdp, smdp.offered(euicc, smdp.released("").digits()), oneTime);
        var second = bound(smdp, smdp.offered(euicc, smdp.released("").digits()), oneTime);

        assertThat(channel(second).smdpOtpk()).isNotEqualTo(channel(first).smdpOtpk());
    }

    @Test
    void inTheSameSession() throws Exception {
        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(1), iccid.digits());
        var oneTime = offer.euicc().newOneTimeKey();

        assertThat(bound(smdp, offer, oneTime).sequenceOf86())
                .isEqualTo(bound(smdp, offer, oneTime).sequenceOf86());
    }

    private static Optional<Bytes> bppEuiccOtpk(Offer offer) {
        return SmdpSigned2.of(Tlv.parse(
                        Bytes.base64(offer.answer().path("smdpSigned2").asString())))
                .bppEuiccOtpk();
    }
}
