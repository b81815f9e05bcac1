package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.corpus.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    @Test
    void endsWithASimThatIsAttachedAndAReport() throws Exception {
        var run = folder.resolve("run");
        var shell = Shell.run("demo", "--json", "--run", run.toString());

        assertThat(shell.exit()).as(shell.err()).isZero();
        var outcome = shell.json();
        assertThat(outcome.path("attached").asBoolean()).isTrue();
        assertThat(outcome.path("resynchronised").asBoolean()).isTrue();
        assertThat(outcome.path("network").asString()).isEqualTo("00101");
        assertThat(outcome.path("profileState").asString()).isEqualTo("enabled");
        assertThat(outcome.path("orderState").asString()).isEqualTo("installed");
        var report = Path.of(outcome.path("report").asString());
        assertThat(report).isEqualTo(run.resolve("report.html"));
        assertThat(Files.readString(report))
                .contains(outcome.path("iccid").asString())
                .containsIgnoringCase("initiateAuthentication");
        assertThat(shell.err()).contains("What is now true").doesNotContain("\u001B[");
        assertThat(run.resolve("endpoints.json")).doesNotExist();
    }

    @Test
    void leadsTheDeviceByRootAndAlternativeSmDsToTheProfile() throws Exception {
        var shell = Shell.run("demo", "--alternative-sm-ds", "--run", folder.toString());

        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.out())
                .contains("What is now true")
                .contains("Root SM-DS")
                .contains("sent on")
                .doesNotContain("The Activation Code");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("SM-DP+ to Alternative SM-DS: registerEvent")
                .contains("Alternative SM-DS to Root SM-DS: registerEvent")
                .contains("LPA to Root SM-DS: authenticateClient")
                .contains("LPA to Alternative SM-DS: authenticateClient")
                .contains("LPA to SM-DP+: getBoundProfilePackage")
                .doesNotContain("to SM-DS:");
    }

    @Test
    void leavesAReportOfADownloadThatFails() throws Exception {
        var shell = Shell.run("demo", "--server-quirk", "bad-server-signature", "--run", folder.toString());

        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.err()).contains("INVALID_SIGNATURE(2)");
        assertThat(shell.out()).contains("report.html");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("INVALID_SIGNATURE(2)")
                .contains("bad-server-signature")
                .containsIgnoringCase("initiateAuthentication");
    }

    @Test
    void carriesAForeignProfileTooAndTakesItsFolderAgain() {
        var profile = Corpus.path("profiles/TS48-V7.0-SAIP2.3-BERTLV-SUCI.der");
        for (int time = 0; time < 2; time++) {
            var shell = Shell.run("demo", "--profile", profile.toString(), "--run", folder.toString());

            assertThat(shell.exit()).as(shell.err()).isZero();
            assertThat(shell.out()).contains("What is now true").contains("attached to");
        }
    }
}
