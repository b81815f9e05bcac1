package org.esimtestbed.smdpplus.quirk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What stays right in a server that does wrong.
@TestInstance(Lifecycle.PER_CLASS)
class QuirkyServerTest {
    private TestSmDpPlus smdp;

    @BeforeAll
    void start(@TempDir Path folder) {
        smdp = new TestSmDpPlus(folder, URI.create("https://localhost:9"));
    }

    @AfterAll
    void stop() {
        smdp.close();
    }

    @AfterEach
    void honestAgain() {
        smdp.running.script().switchOffAll();
    }

    static List<String> names() {
        return QuirkCatalogue.ALL.stream()
                .map(QuirkKind::name)
                .filter(name -> !name.endsWith("-certificate")) // the server of this test has none to show
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void badInputIsNeitherAFaultOfOursNorASuccess(String quirk) throws IOException {
        var euicc = smdp.euicc(1);
        var unknown = Tlv.of(0xBF38, Bytes.hex("A0030201FF")).raw().base64();
        for (var function : Es9PlusFunction.values()) {
            for (var body : List.of("nonsense", "{}", """
                    {"transactionId":"00","authenticateServerResponse":"%1$s","prepareDownloadResponse":"%1$s",
                    "cancelSessionResponse":"%1$s","pendingNotification":"%1$s"}""".formatted(unknown), """
                    {"euiccChallenge":"AAAA","euiccInfo1":"%s","smdpAddress":"%s"}""".formatted(
                            euicc.info1().raw().base64(), TestSmDpPlus.ADDRESS))) {
                smdp.running.script().switchOffAll();
                var honest = smdp.lpa(QuirkKind.nameOf(function), body);
                smdp.running.script().switchOn(Assignment.parse(quirk));
                var quirky = smdp.lpa(QuirkKind.nameOf(function), body);

                assertThat(quirky.statusCode()).as(function + " of " + body).isLessThan(500);
                if (honest.statusCode() != 200) continue;
                assertThat(TestSmDpPlus.outcome(quirky)).isNotEqualTo("Executed-Success");
            }
        }
    }

    @Test
    void aClientThatOverlooksTheWrongSignatureGetsItsPackage() throws IOException {
        smdp.running.script().switchOn(Assignment.parse("bad-smdp-signature"));
        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(2), iccid.digits());

        var bpp = smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));

        assertThat(TestSmDpPlus.outcome(bpp)).isEqualTo("Executed-Success");
        assertThat(smdp.running.orders().find(iccid).orElseThrow().state()).isEqualTo(OrderState.DOWNLOADED);
    }

    @Test
    void aPackageThatIsBentCountsAsOneDownload() throws IOException {
        smdp.running.script().switchOn(Assignment.parse("eid-as-digits"));
        smdp.running.script().switchOn(Assignment.parse("long-lengths"));
        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(3), iccid.digits());

        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));

        assertThat(smdp.running.orders().find(iccid).orElseThrow().attempts().downloads())
                .isEqualTo(1);
    }
}
