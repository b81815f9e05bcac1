package org.esimtestbed.smdpplus.es9plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.smdpplus.es9plus.Asked.GET_BOUND_PROFILE_PACKAGE;
import static org.esimtestbed.smdpplus.es9plus.Download.atOnce;
import static org.esimtestbed.smdpplus.es9plus.Download.hashCc;
import static org.esimtestbed.smdpplus.es9plus.Download.prepared;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.TestSmDpPlus.Offer;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Confirmation Code on the wire (SGP.22 §5.6.2, §4.7): hashed, bound to the session, counted.
class ConfirmationCodeTest {
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
