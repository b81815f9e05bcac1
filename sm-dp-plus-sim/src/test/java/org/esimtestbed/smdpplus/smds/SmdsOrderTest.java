package org.esimtestbed.smdpplus.smds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esimtestbed.smdpplus.TestSmDpPlus.outcome;
import static org.esimtestbed.testkit.TestSmds.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.smdpplus.TestSmDpPlus;
import org.esimtestbed.smdpplus.fixture.FixtureFile;
import org.esimtestbed.testkit.TestSmds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator's order that names an SM-DS, through the whole server.
class SmdsOrderTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");

    @TempDir
    Path folder;

    @Test
    void isRegisteredWhenItIsReleasedAndDeletedWhenItIsCancelled() throws Exception {
        try (var smdp = new TestSmDpPlus(folder, URI.create("https://localhost:1"));
                var smds = new TestSmds(folder, smdp.pki)) {
            var iccid = smdp.newIccid();
            smdp.downloadOrder(iccid, "");
            var confirmed = smdp.operator("confirmOrder", """
                    "iccid":"%s","eid":"%s","matchingId":"EVENT","smdsAddress":"%s","releaseFlag":false""".formatted(iccid, EID, smds.address()));
            assertThat(outcome(confirmed)).isEqualTo("Executed-Success");
            assertThat(outcome(smdp.operator("releaseProfile", "\"iccid\":\"" + iccid + "\"")))
                    .isEqualTo("Executed-Success");
            await(() -> smds.told("registerEvent").size() == 1);

            var cancelled = smdp.operator(
                    "cancelOrder",
                    "\"iccid\":\"%s\",\"eid\":\"%s\",\"matchingId\":\"EVENT\",\"finalProfileStatusIndicator\":\"Available\""
                            .formatted(iccid, EID));
            assertThat(outcome(cancelled)).as(cancelled.body()).isEqualTo("Executed-Success");
            await(() -> smds.told("deleteEvent").size() == 1);
            assertThat(smds.told("deleteEvent").getFirst().path("eventId").asString())
                    .isEqualTo("EVENT");
        }
    }

    @Test
    void isRegisteredByAFixtureAndDeletedWhenAnotherTakesItsPlace() throws Exception {
        try (var smdp = new TestSmDpPlus(folder, URI.create("https://localhost:1"));
                var smds = new TestSmds(folder, smdp.pki)) {
            var profile = """
                    profiles:
                      - {iccid: "%s", operator: operator-one, profile-type: generic, state: %%s,
                         subscriber: {imsi: "001010000000001"}}
                    """.formatted(smdp.newIccid());
            smdp.running
                    .fixtures()
                    .apply(FixtureFile.read(
                            file(profile.formatted("released, eid: \"%s\", matching-id: EVENT, sm-ds: \"%s\""
                                    .formatted(EID, smds.address())))));
            await(() -> smds.told("registerEvent").size() == 1);

            smdp.running.fixtures().apply(FixtureFile.read(file(profile.formatted("available"))));
            await(() -> smds.told("deleteEvent").size() == 1);
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("state.yaml"), text);
    }
}
