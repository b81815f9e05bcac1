package org.esimtestbed.smdpplus.es2plus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.OPERATOR;
import static org.esimtestbed.smdpplus.TestSmDpPlus.ORDER_LIFE;
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

/// ES2+.ReleaseProfile (SGP.22 §5.3.4) on the wire.
class ReleaseProfileTest {
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

    private static String release(Iccid iccid) throws IOException {
        return outcome(smdp.operator("releaseProfile", "\"iccid\":\"" + iccid + "\""));
    }

    private static Iccid confirmed() throws IOException {
        var iccid = smdp.newIccid();
        smdp.downloadOrder(iccid, "");
        smdp.operator("confirmOrder", "\"iccid\":\"" + iccid + "\",\"releaseFlag\":false");
        return iccid;
    }

    @Test
    void releasesWhatIsConfirmedOnce() throws Exception {
        var iccid = confirmed();

        assertThat(release(iccid)).isEqualTo("Executed-Success");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.RELEASED);
        assertThat(release(iccid)).isEqualTo("8.2.1/3.5");
    }

    @Test
    void refusesWhatIsNotConfirmed() throws Exception {
        var iccid = smdp.stocked(OPERATOR, "generic");
        assertThat(release(iccid)).isEqualTo("8.2.1/3.5");
        smdp.operator("downloadOrder", "\"iccid\":\"" + iccid + "\"");
        assertThat(release(iccid)).isEqualTo("8.2.1/3.5");
    }

    @Test
    void refusesWhatHasExpired() throws Exception {
        var iccid = confirmed();
        smdp.clock.pass(ORDER_LIFE);

        assertThat(release(iccid)).isEqualTo("8.2.1/3.5");
        assertThat(smdp.state(iccid)).isEqualTo(OrderState.CONFIRMED);
    }

    @Test
    void refusesAnIccidNobodyHasHeardOf() throws Exception {
        assertThat(release(smdp.newIccid())).isEqualTo("8.2.1/3.9");
    }

    @Test
    void refusesAnotherOperator() throws Exception {
        assertThat(outcome(smdp.otherOperator("releaseProfile", "\"iccid\":\"" + confirmed() + "\"")))
                .isEqualTo("8.2.1/1.2");
    }
}
