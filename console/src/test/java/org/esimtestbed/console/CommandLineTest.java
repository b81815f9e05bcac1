package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.ci.PkiFolder;
import org.esimtestbed.console.ecosystem.RunFolder;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands that need nothing running: usage, exit codes, the PKI.
class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void explainsItselfToThoseWhoSayNothing() {
        var shell = Shell.run();

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("testbed demo").contains("Exit codes");
        assertThat(shell.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dance", "--dance", "lpa", "lpa xyz", "pki", "demo --port", "up --port-offset x"})
    void refusesWhatIsNoCommand(String words) {
        var shell = Shell.run(words.split(" "));

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("Usage:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "up --help",
                "order --help",
                "lpa --help",
                "lpa download --help",
                "lpa list --help",
                "lpa enable --help",
                "lpa resume --help",
                "lpa cancel --help",
                "lpa nickname --help",
                "lpa reset --help",
                "lpa eid --help",
                "lpa memory --help",
                "lpa certificates --help",
                "lpa default-address --help",
                "lpa notifications --help",
                "euicc --help",
                "euicc serve --help",
                "euicc list --help",
                "euicc state --help",
                "euicc reset --help",
                "euicc personalities --help",
                "pki --help",
                "info --help",
                "smdp --help",
                "smdp serve --help"
            })
    void showsExamplesWithTheHelp(String words) {
        var shell = Shell.run(words.split(" "));

        assertThat(shell.exit()).isZero();
        assertThat(shell.out()).contains("Examples:").contains("testbed ");
    }

    @Test
    void tellsWhatItRunsOn() {
        var shell = Shell.run("info", "--json");

        assertThat(shell.exit()).isZero();
        assertThat(shell.json().path("crypto").asString()).contains("P-256 by");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no profile", "0"})
    void namesTheFileThatIsNoProfile(String content) throws Exception {
        var file = Files.writeString(folder.resolve("some.der"), content);
        var shell = Shell.run(
                "demo",
                "--profile",
                file.toString(),
                "--run",
                folder.resolve("run").toString());

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains(file.toString()).doesNotContain("\tat ");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void namesTheProfileThatIsNotThere() {
        var shell = Shell.run("demo", "--profile", folder.resolve("absent.der").toString());

        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.err()).contains("absent.der").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lpa list", "lpa info", "lpa download 1$localhost$X", "order"})
    void saysThatNothingRuns(String words) {
        var shell = Shell.run((words + " --run " + folder).split(" "));

        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.err())
                .contains("testbed up")
                .contains(folder.toString())
                .doesNotContain("\tat ");
    }

    @Test
    void namesTheListOfEndpointsThatIsNone() throws Exception {
        Files.writeString(folder.resolve("endpoints.json"), "no JSON");
        var shell = Shell.run("lpa", "list", "--run", folder.toString());

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("endpoints.json").doesNotContain("\tat ");
    }

    private Shell pki(String... words) {
        var all = new String[words.length + 3];
        all[0] = "pki";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--folder";
        all[words.length + 2] = folder.resolve("pki").toString();
        return Shell.run(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nist", "brainpool"})
    void issuesShowsAndRevokes(String curve) throws Exception {
        assertThat(pki("init", "--curve", curve).exit()).isZero();
        var eid = Eid.withCheckDigits("890490320000000000000000000077");
        var issued = pki("issue", eid.digits().substring(0, 30));
        assertThat(issued.exit()).isZero();
        assertThat(Path.of(issued.out().strip())).exists().hasFileName("euicc-" + eid + ".der");

        var shown = pki("show", "dpauth", "--json").json().get(0);
        assertThat(shown.path("revoked").asBoolean()).isFalse();
        assertThat(shown.path("policies").toString()).contains("2.23.146.1.2.1.4");

        assertThat(pki("revoke", "dpauth").exit()).isZero();
        assertThat(pki("show", "dpauth").out()).contains("REVOKED");
        assertThat(pki("show", "dppb").out()).doesNotContain("REVOKED");
        // as any X.509 library reads it
        var crl = (java.security.cert.X509CRL) java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCRL(Files.newInputStream(folder.resolve("pki/ci.crl")));
        assertThat(crl.getRevokedCertificates())
                .extracting(entry -> entry.getSerialNumber().toString(16))
                .containsExactly(shown.path("serial").asString());
    }

    @Test
    void overwritesNoPki() throws Exception {
        pki("init");
        var before = Files.readAllBytes(folder.resolve("pki/ci.der"));

        var again = pki("init");

        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("already");
        assertThat(folder.resolve("pki/ci.der")).hasBinaryContent(before);
    }

    @Test
    void refusesToIssueWhatIsNoEidOrWithoutAPki() {
        assertThat(pki("show").exit()).isEqualTo(2);
        assertThat(pki("issue", "890490320000000000000000000077").exit()).isEqualTo(2);
        pki("init");
        assertThat(pki("issue", "123").exit()).isEqualTo(2);
        assertThat(pki("issue", "89049032000000000000000000000100").err()).contains("EID");
        assertThat(pki("show", "nobody").exit()).isEqualTo(3);
        assertThat(pki("revoke", "nobody").exit()).isEqualTo(3);
        assertThat(new PkiFolder(folder.resolve("pki"), Crypto.standard()).revoked())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo"})
    void runsOnceInAFolder(String command) {
        try (var _ = RunFolder.lock(folder)) {
            var shell = Shell.run(command, "--run", folder.toString());

            assertThat(shell.exit()).isEqualTo(3);
            assertThat(shell.err())
                    .contains(folder.toString())
                    .contains("already")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void namesThePortThatIsTakenAndItsRole() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int offset = taken.getLocalPort() - 8080;
            var shell = Shell.run("up", "--run", folder.toString(), "--port-offset", String.valueOf(offset));

            assertThat(shell.exit()).isEqualTo(3);
            assertThat(shell.err())
                    .contains("port " + taken.getLocalPort())
                    .contains("operator")
                    .contains("--port-offset")
                    .doesNotContain("\tat ");
            assertThat(folder.resolve("endpoints.json")).doesNotExist();
        }
    }

    @Test
    void refusesPortsThatDoNotExist() {
        assertThat(Shell.run("up", "--run", folder.toString(), "--port-offset", "60000")
                        .exit())
                .isEqualTo(2);
        assertThat(Shell.run("up", "--run", folder.toString(), "--port-offset", "-9000")
                        .exit())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo"})
    void namesTheFolderThatCannotBeWritten(String command) throws Exception {
        var file = Files.writeString(folder.resolve("file"), "not a folder");
        var shell = Shell.run(command, "--run", file.resolve("run").toString());

        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.err()).contains(file.toString()).doesNotContain("\tat ");
        assertThat(file).hasContent("not a folder");
    }

    @Test
    void emptiesNoFolderThatWasNeverARuns() throws Exception {
        var precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");

        for (int attempt = 0; attempt < 2; attempt++) {
            var shell = Shell.run("demo", "--run", folder.toString());
            assertThat(shell.exit()).isEqualTo(2);
            assertThat(shell.err()).contains(folder.toString());
            assertThat(precious).hasContent("years of work");
        }
    }

    @Test
    void leavesACardStateItCannotReadAsItIs() throws Exception {
        var eid = Eid.withCheckDigits("890490320000000000000000000001");
        Files.createDirectories(folder.resolve("cards"));
        var state = Files.writeString(folder.resolve("cards").resolve(eid + ".card"), "half a state");
        int offset;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            offset = free.getLocalPort() - 9100;
        }

        var shell =
                Shell.run("up", "--only", "card", "--run", folder.toString(), "--port-offset", String.valueOf(offset));

        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.err())
                .contains(state.toString())
                .contains("holds no card state")
                .doesNotContain("\tat ");
        assertThat(state).hasContent("half a state");
    }
}
