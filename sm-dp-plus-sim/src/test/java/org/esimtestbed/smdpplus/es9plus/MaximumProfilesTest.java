package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.es9plus.Asked.AUTHENTICATE_CLIENT;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.ServerPolicy;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.esimtestbed.testkit.TestEuicc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that gives one eUICC two Profiles and no more (8.2.5/5.1).
class MaximumProfilesTest {
    @TempDir
    static Path folder;

    private static TestSmDpPlus smdp;

    @BeforeAll
    static void start() {
        var pki = TestSmDpPlus.pki(folder);
        smdp = new TestSmDpPlus(
                pki,
                clock -> TestSmDpPlus.with(
                        ServerPolicy.standard().withMaximumProfiles(2),
                        TestSmDpPlus.settings(
                                folder, pki, TestSmDpPlus.h2(folder), URI.create("https://localhost:1"), clock)));
    }

    @AfterAll
    static void stop() {
        smdp.close();
    }

    private static void download(TestEuicc euicc, Iccid iccid) throws Exception {
        var offer = smdp.offered(euicc, iccid.digits());
        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));
        assertThat(smdp.running.orders().find(iccid).orElseThrow().state()).isEqualTo(OrderState.DOWNLOADED);
    }

    @Test
    void refusesAnEuiccThatHasThemAll() throws Exception {
        var first = smdp.released("");
        var second = smdp.released("");
        var third = smdp.released("");
        download(smdp.euicc(1), first);
        download(smdp.euicc(1), second);

        var server = smdp.initiated(smdp.euicc(1));
        var response = smdp.euicc(1)
                .authenticate(
                        server, smdp.euicc(1).info2(1_000_000), TestEuicc.ctxParams1(Optional.of(third.digits())));
        AUTHENTICATE_CLIENT.refuses(smdp, server.transactionId(), response, "8.2.5/5.1 127");
        assertThat(smdp.running.orders().find(third).orElseThrow().state()).isEqualTo(OrderState.RELEASED);

        download(smdp.euicc(1), second); // one that it has may be fetched again
        download(smdp.euicc(2), third);
    }
}
