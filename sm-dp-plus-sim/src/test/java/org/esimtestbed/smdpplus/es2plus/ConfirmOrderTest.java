package org.esimtestbed.smdpplus.es2plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.ADDRESS;
import static org.esimtestbed.smdpplus.TestSmDpPlus.OPERATOR;
import static org.esimtestbed.smdpplus.TestSmDpPlus.ORDER_LIFE;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ES2+.ConfirmOrder (SGP.22 §5.3.2) on the wire.
class ConfirmOrderTest {
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

    private static Iccid ordered(String more) throws IOException {
        var iccid = smdp.newIccid();
        assertThat(outcome(smdp.downloadOrder(iccid, more))).isEqualTo("Executed-Success");
        return iccid;
    }

    private static String confirm(Iccid iccid, String more) throws IOException {
        return outcome(smdp.operator("confirmOrder", "\"iccid\":\"" + iccid + "\"," + more + "\"releaseFlag\":false"));
    }

    @Test
    void choosesAMatchingIdWhereTheOperatorNamesNone() throws Exception {
        var iccid = ordered("");

        var answer = smdp.operator("confirmOrder", "\"iccid\":\"" + iccid + "\",\"releaseFlag\":false");

        assertThat(json(answer).path("matchingId").asString()).matches("([A-Z2-9]{5}-){3}[A-Z2-9]{5}");
        assertThat(json(answer).path("smdpAddress").asString()).isEqualTo(ADDRESS);
        assertThat(json(answer).has("eid")).isFalse();
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.CONFIRMED);
    }

    @Test
    void keepsAllThatTheOperatorSettles() throws Exception {
        var iccid = ordered("");
        var answer = smdp.operator("confirmOrder", """
                "iccid":"%sF","eid":"%s","matchingId":"MINE_%s","confirmationCode":"1234",
                "smdsAddress":"localhost:8446","releaseFlag":true""".formatted(iccid, EID, iccid));

        assertThat(outcome(answer)).isEqualTo("Executed-Success");
        assertThat(json(answer).path("eid").asString()).isEqualTo(EID.digits());
        assertThat(json(answer).path("matchingId").asString()).isEqualTo("MINE_" + iccid);
        var order = smdp.running.orders().find(iccid).orElseThrow();
        assertThat(order.state()).isEqualTo(OrderState.RELEASED);
        assertThat(order.eid()).contains(EID);
        assertThat(order.delivery().smdsAddress()).contains("localhost:8446");
        assertThat(order.delivery().confirmationCodeHash()).isPresent();
        assertThat(order.delivery().expiresAt()).contains(smdp.clock.instant().plus(ORDER_LIFE));
    }

    @Test
    void refusesAnIccidNobodyHasHeardOf() throws Exception {
        assertThat(confirm(smdp.newIccid(), "")).isEqualTo("8.2.1/3.9");
    }

    @Test
    void refusesAnotherOperator() throws Exception {
        var iccid = ordered("");

        assertThat(outcome(smdp.otherOperator("confirmOrder", "\"iccid\":\"" + iccid + "\",\"releaseFlag\":true")))
                .isEqualTo("8.2.1/1.2");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.ALLOCATED);
    }

    @Test
    void refusesWhatIsInStockOrConfirmed() throws Exception {
        assertThat(confirm(smdp.stocked(OPERATOR, "generic"), "")).isEqualTo("8.2.1/3.3");
        var iccid = ordered("");
        assertThat(confirm(iccid, "")).isEqualTo("Executed-Success");
        assertThat(confirm(iccid, "")).isEqualTo("8.2.1/3.3");
    }

    @Test
    void refusesAnotherEidThanTheOneOrderedFor() throws Exception {
        var iccid = ordered("\"eid\":\"" + EID + "\",");

        assertThat(confirm(iccid, "\"eid\":\"" + OTHER_EID + "\",")).isEqualTo("8.1.1/3.10");
        assertThat(confirm(iccid, "\"eid\":\"" + EID + "\",")).isEqualTo("Executed-Success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"matchingId\":\"\",", "\"smdsAddress\":\"localhost\","})
    void needsAnEidWhereNothingElseLeadsToTheOrder(String member) throws Exception {
        assertThat(confirm(ordered(""), member)).isEqualTo("8.1.1/2.2");
        assertThat(confirm(ordered("\"eid\":\"" + EID + "\","), member)).isEqualTo("Executed-Success");
    }

    @Test
    void refusesAMatchingIdTwice() throws Exception {
        var first = ordered("");
        var second = ordered("");
        var member = "\"matchingId\":\"" + first + "\",";

        assertThat(confirm(first, member)).isEqualTo("Executed-Success");
        assertThat(confirm(second, member)).isEqualTo("8.2.6/3.3");
        assertThat(smdp.state(second)).isEqualTo(OrderState.ALLOCATED);
    }

    @Test
    void refusesAMatchingIdThatNoActivationCodeCanCarry() throws Exception {
        assertThat(confirm(ordered(""), "\"matchingId\":\"A$B\",")).isEqualTo("8.2.6/2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no address", "-smds.example.com", "smds..example.com", "localhost:65536", "smds.invalid"})
    void refusesAnSmdsAddressThatIsNone(String address) throws Exception {
        var member = "\"eid\":\"" + EID + "\",\"smdsAddress\":\"" + address + "\",";

        assertThat(confirm(ordered(""), member)).isEqualTo("8.9/5.1");
    }

    @Test
    void needsAMatchingIdForAnEvent() throws Exception {
        var member = "\"eid\":\"" + EID + "\",\"matchingId\":\"\",\"smdsAddress\":\"smds.example.com\",";

        assertThat(confirm(ordered(""), member)).isEqualTo("8.2.6/2.2");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        var answer = smdp.operator("confirmOrder", "\"releaseFlag\":true");

        assertThat(outcome(answer)).isEqualTo("1.3.1/2.2");
        assertThat(message(answer)).contains("iccid");
    }
}
