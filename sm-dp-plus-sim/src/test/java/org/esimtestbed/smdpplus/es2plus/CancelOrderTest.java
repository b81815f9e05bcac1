package org.esimtestbed.smdpplus.es2plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esimtestbed.smdpplus.TestSmDpPlus.OPERATOR;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ES2+.CancelOrder (SGP.22 §5.3.3) on the wire.
class CancelOrderTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");
    private static final Eid OTHER_EID = Eid.withCheckDigits("890490320000000000000000000002");

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

    private static String cancel(Iccid iccid, String more, String indicator) throws IOException {
        return outcome(smdp.operator(
                "cancelOrder",
                "\"iccid\":\"%s\",%s\"finalProfileStatusIndicator\":\"%s\"".formatted(iccid, more, indicator)));
    }

    private static String eid(Eid eid) {
        return "\"eid\":\"" + eid + "\",";
    }

    private static String matchingId(Object id) {
        return "\"matchingId\":\"" + id + "\",";
    }

    @Test
    void putsAStockedProfileBackIntoStock() throws Exception {
        var iccid = smdp.stocked(OPERATOR, "generic");
        smdp.operator("downloadOrder", "\"iccid\":\"" + iccid + "\"");

        assertThat(cancel(iccid, "", "Available")).isEqualTo("Executed-Success");

        assertThat(smdp.state(iccid)).isEqualTo(OrderState.AVAILABLE);
        assertThatThrownBy(() -> smdp.running.contents().offer(iccid))
                .as("the content is gone")
                .isNotNull();
        assertThat(outcome(smdp.operator("downloadOrder", "\"iccid\":\"" + iccid + "\"")))
                .isEqualTo("Executed-Success");
    }

    @Test
    void canOrderAgainWithoutDataWhatWasMadeFromTheOrder() throws Exception {
        var iccid = smdp.released("");
        var before = smdp.running.contents().packaged(iccid).profilePackage();

        assertThat(cancel(iccid, matchingId(iccid), "Available")).isEqualTo("Executed-Success");
        assertThat(smdp.running.orders().find(iccid).orElseThrow().delivery().matchingId())
                .isEmpty();
        assertThat(outcome(smdp.operator("downloadOrder", "\"iccid\":\"" + iccid + "\"")))
                .isEqualTo("Executed-Success");
        assertThat(smdp.running.contents().packaged(iccid).profilePackage()).isEqualTo(before);
    }

    @Test
    void withdrawsAProfileForGood() throws Exception {
        var iccid = smdp.newIccid();
        smdp.downloadOrder(iccid, eid(EID));

        assertThat(cancel(iccid, eid(EID), "Unavailable")).isEqualTo("Executed-Success");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.UNAVAILABLE);
        assertThat(outcome(smdp.downloadOrder(iccid, ""))).isEqualTo("8.2.1/3.3");
    }

    @Test
    void refusesAnIccidNobodyHasHeardOf() throws Exception {
        assertThat(cancel(smdp.newIccid(), "", "Available")).isEqualTo("8.2.1/3.9");
    }

    @Test
    void refusesAnotherOperator() throws Exception {
        var iccid = smdp.released("");

        assertThat(outcome(smdp.otherOperator(
                        "cancelOrder",
                        "\"iccid\":\"" + iccid + "\"," + matchingId(iccid)
                                + "\"finalProfileStatusIndicator\":\"Unavailable\"")))
                .isEqualTo("8.2.1/1.2");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.RELEASED);
    }

    @Test
    void refusesWhatIsInStockAndWhatIsDownloaded() throws Exception {
        assertThat(cancel(smdp.stocked(OPERATOR, "generic"), "", "Available")).isEqualTo("8.2.1/3.3");

        var iccid = smdp.released("");
        var offer = smdp.offered(smdp.euicc(3), iccid.digits());
        smdp.lpa("getBoundProfilePackage", offer.prepared(Optional.empty()));
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.DOWNLOADED);
        assertThat(cancel(iccid, matchingId(iccid), "Available")).isEqualTo("8.2.1/3.3");
    }

    @Test
    void needsTheEidOfALinkedOrder() throws Exception {
        var iccid = smdp.newIccid();
        smdp.downloadOrder(iccid, eid(EID));

        assertThat(cancel(iccid, "", "Available")).isEqualTo("8.1.1/2.2");
        assertThat(cancel(iccid, eid(OTHER_EID), "Available")).isEqualTo("8.1.1/3.10");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.LINKED);
    }

    @Test
    void refusesAnEidWhereTheOrderHasNone() throws Exception {
        var iccid = smdp.newIccid();
        smdp.downloadOrder(iccid, "");

        assertThat(cancel(iccid, eid(EID), "Available")).isEqualTo("8.1.1/3.10");
    }

    @Test
    void needsTheMatchingIdOfAConfirmedOrder() throws Exception {
        var iccid = smdp.released("");

        assertThat(cancel(iccid, "", "Available")).isEqualTo("8.2.6/2.2");
        assertThat(cancel(iccid, matchingId("WRONG"), "Available")).isEqualTo("8.2.6/3.10");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.RELEASED);
    }

    @Test
    void needsToKnowWhatBecomesOfTheProfile() throws Exception {
        var iccid = smdp.released("");
        var answer = smdp.operator("cancelOrder", "\"iccid\":\"" + iccid + "\"");

        assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
        assertThat(message(answer)).contains("finalProfileStatusIndicator");
        assertThat(cancel(iccid, matchingId(iccid), "Sold")).isEqualTo("1.3.1/2.1");
    }
}
