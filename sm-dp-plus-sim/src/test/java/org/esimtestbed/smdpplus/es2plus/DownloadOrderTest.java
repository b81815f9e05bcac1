package org.esimtestbed.smdpplus.es2plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.OPERATOR;
import static org.esimtestbed.smdpplus.TestSmDpPlus.OTHER_OPERATOR;
import static org.esimtestbed.smdpplus.TestSmDpPlus.json;
import static org.esimtestbed.smdpplus.TestSmDpPlus.message;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ES2+.DownloadOrder (SGP.22 §5.3.1) on the wire.
class DownloadOrderTest {
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

    private static String order(String members) throws IOException {
        return outcome(smdp.operator("downloadOrder", members));
    }

    @Test
    void takesTheProfileOfThatIccidFromStock() throws Exception {
        var iccid = smdp.stocked(OPERATOR, "generic");

        var answer = smdp.operator("downloadOrder", "\"iccid\":\"" + iccid + "\"");

        assertThat(outcome(answer)).isEqualTo("Executed-Success");
        assertThat(json(answer).path("iccid").asString()).isEqualTo(iccid.digits());
        assertThat(answer.headers().firstValue("X-Admin-Protocol")).hasValue("gsma/rsp/v2.2.2");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.ALLOCATED);
        assertThat(smdp.running.contents().offer(iccid).octets()).isPositive();
    }

    @Test
    void takesTheNextOfItsTypeInTheOrderOfIccidsAndLinksItToTheEid() throws Exception {
        var first = smdp.stocked(OTHER_OPERATOR, "theirs");
        var second = smdp.stocked(OTHER_OPERATOR, "theirs");

        for (var expected : List.of(first, second)) {
            var answer = smdp.otherOperator("downloadOrder", "\"profileType\":\"theirs\",\"eid\":\"" + EID + "\"");
            assertThat(json(answer).path("iccid").asString()).isEqualTo(expected.digits());
            assertThat(smdp.state(expected)).isEqualTo(OrderState.LINKED);
            assertThat(smdp.running.orders().find(expected).orElseThrow().eid()).contains(EID);
        }
        assertThat(outcome(smdp.otherOperator("downloadOrder", "\"profileType\":\"theirs\"")))
                .isEqualTo("8.2.5/3.7");
    }

    @Test
    void givesEachOfThoseWhoOrderAtOnceAProfileOfItsOwn() throws Exception {
        for (int i = 0; i < 40; i++) smdp.stocked(OTHER_OPERATOR, "generic");
        Callable<String> one = () -> json(smdp.otherOperator("downloadOrder", "\"profileType\":\"generic\""))
                .path("iccid")
                .asString();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var given = threads.invokeAll(Stream.generate(() -> one).limit(40).toList()).stream()
                    .map(it -> it.resultNow())
                    .toList();
            assertThat(given).doesNotContain("").doesNotHaveDuplicates();
        }
        assertThat(outcome(smdp.otherOperator("downloadOrder", "\"profileType\":\"generic\"")))
                .isEqualTo("8.2.5/3.7");
    }

    @Test
    void makesAProfileNobodyHasHeardOfFromTheDataSentAlong() throws Exception {
        var iccid = smdp.newIccid();

        assertThat(outcome(smdp.downloadOrder(iccid, ""))).isEqualTo("Executed-Success");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.ALLOCATED);
        assertThat(outcome(smdp.downloadOrder(iccid, ""))).isEqualTo("8.2.1/3.3");
    }

    @Test
    void needsAnIccidOrAType() throws Exception {
        assertThat(order("\"eid\":\"" + EID + "\"")).isEqualTo("1.3.1/2.2");
    }

    @Test
    void refusesAnIccidNobodyHasHeardOf() throws Exception {
        assertThat(order("\"iccid\":\"" + smdp.newIccid() + "\"")).isEqualTo("8.2.1/3.9");
        assertThat(order("\"iccid\":\"" + smdp.newIccid() + "\",\"profileType\":\"generic\""))
                .isEqualTo("8.2.1/3.9");
    }

    @Test
    void refusesAnIccidThatIsAnotherOperators() throws Exception {
        var iccid = smdp.stocked(OTHER_OPERATOR, "generic");

        assertThat(order("\"iccid\":\"" + iccid + "\"")).isEqualTo("8.2.1/1.2");
        assertThat(outcome(smdp.downloadOrder(iccid, ""))).isEqualTo("8.2.1/1.2");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.AVAILABLE);
        smdp.otherOperator("downloadOrder", "\"iccid\":\"" + iccid + "\""); // out of the way of the others
    }

    @Test
    void refusesAnIccidThatIsOrderedAlready() throws Exception {
        var iccid = smdp.stocked(OPERATOR, "generic");

        assertThat(order("\"iccid\":\"" + iccid + "\"")).isEqualTo("Executed-Success");
        assertThat(order("\"iccid\":\"" + iccid + "\"")).isEqualTo("8.2.1/3.3");
    }

    @Test
    void refusesIccidAndTypeThatDoNotGoTogether() throws Exception {
        var iccid = smdp.stocked(OPERATOR, "generic");

        assertThat(order("\"iccid\":\"" + iccid + "\",\"profileType\":\"theirs\""))
                .isEqualTo("8.2.5/3.8");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.AVAILABLE);
        assertThat(order("\"iccid\":\"" + iccid + "\",\"profileType\":\"generic\""))
                .isEqualTo("Executed-Success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "theirs"})
    void knowsNoTypeThatIsNotTheOperators(String type) throws Exception {
        assertThat(order("\"profileType\":\"" + type + "\"")).isEqualTo("8.2.5/3.9");
        assertThat(order("\"iccid\":\"" + smdp.newIccid() + "\",\"profileType\":\"" + type
                        + "\",\"personalisation\":{\"imsi\":\"001010000000001\"}"))
                .isEqualTo("8.2.5/3.9");
    }

    @Test
    void namesThePersonalisationThatIsWrongAndShowsNoKey() throws Exception {
        var iccid = smdp.newIccid();
        var answer = smdp.operator("downloadOrder", """
                "iccid":"%s","profileType":"generic",
                "personalisation":{"imsi":"001010000000001","k":"CAFE","opc":"101112131415161718191A1B1C1D1E1F"}""".formatted(iccid));

        assertThat(outcome(answer)).isEqualTo("1.3.1/2.1");
        assertThat(message(answer)).doesNotContain("101112131415").doesNotContain("CAFE");
        assertThat(smdp.running.orders().find(iccid)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "898821190000000017,898821190000000017", // 18 digits, SGP.22 asks for 19 or 20
        "8988211900000000170,8988211900000000170",
        "8988211900000000171F,8988211900000000171",
        "898821190000000018f,898821190000000018",
        "89882119000000000172,89882119000000000172"
    })
    void takesIccidsHoweverLongAndPadded(String sent, String digits) throws Exception {
        var answer = smdp.operator("downloadOrder", """
                "iccid":"%s","profileType":"generic","personalisation":{"imsi":"001010000000001"}""".formatted(sent));

        assertThat(outcome(answer)).isEqualTo("Executed-Success");
        assertThat(json(answer).path("iccid").asString()).isEqualTo(digits);
        assertThat(smdp.state(new Iccid(digits))).isEqualTo(OrderState.ALLOCATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iccid\":\"89882F1190000000017\"",
                "\"iccid\":\"\"",
                "\"iccid\":17",
                "\"eid\":\"\"",
                "\"profileType\":\"generic\",\"eid\":\"8904903200000000000000000000019\""
            })
    void refusesWhatIsNoIccidAndNoEid(String members) throws Exception {
        assertThat(order(members)).isEqualTo("1.3.1/2.1");
    }
}
