package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
import org.esimtestbed.console.ecosystem.Endpoints;
import org.esimtestbed.console.ecosystem.Ports;
import org.esimtestbed.euicc.isdr.EuiccSettings;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/by-hand.md does what it says: bash, curl and openssl against an ecosystem that runs.
class ByHandTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000123");
    private static final String SESSION = "docs/by-hand/session.sh";

    @TempDir
    static Path folder;

    private static Ecosystem ecosystem;
    private static Endpoints endpoints;

    @BeforeAll
    static void start() {
        ecosystem = Ecosystem.start(new EcosystemSettings(
                folder,
                Ports.anyFree(),
                List.of(ChosenProfile.generic()),
                Personality.honest(EuiccSettings.standard()),
                Crypto.standard(),
                InstantSource.system(),
                Tracer.NONE));
        endpoints = ecosystem.endpoints(ecosystem.serve(ecosystem.card(EID)), EID, ChosenProfile.generic());
        endpoints.write(folder);
        var issued = Shell.run("pki", "issue", EID.digits(), "--folder", endpoints.pki());
        assertThat(issued.exit()).as(issued.err()).isZero();
    }

    @AfterAll
    static void stop() {
        ecosystem.close();
    }

    private static Shell bash(Path kept, String... words) throws IOException, InterruptedException {
        var variables = Map.of(
                "pki", endpoints.pki(),
                "es9", endpoints.es9plus(),
                "es2", endpoints.es2plus(),
                "operator", endpoints.operator(),
                "address", endpoints.smdpAddress(),
                "eid", EID.digits(),
                "kept", kept.toString(),
                "KEEP", kept.toString());
        return PageOfCommands.bash(folder, variables, words);
    }

    private static Shell session(Path kept, String matchingId, String... more) throws Exception {
        var words = new ArrayList<>(List.of(
                SESSION, endpoints.pki(), endpoints.es9plus(), endpoints.smdpAddress(), EID.digits(), matchingId));
        words.addAll(List.of(more));
        return bash(kept, words.toArray(String[]::new));
    }

    private static String matchingId(String... more) {
        var words = new ArrayList<>(List.of("order", "--json", "--run", folder.toString()));
        words.addAll(List.of(more));
        var code = Shell.run(words.toArray(String[]::new)).json().path("activationCode");
        return code.asString().split("\\$")[2];
    }

    @Test
    void thePageDoesWhatItSays(@TempDir Path kept) throws Exception {
        var page = PageOfCommands.script("docs/by-hand.md", kept);
        var shell = bash(kept, page.toString());

        assertThat(shell.exit()).as(shell.out() + shell.err()).isZero();
        assertThat(shell.out())
                .contains("checked  every MAC", "\nInstalled\n", "\nCancelled\n", "\"matchingId\":\"BY-HAND\"");
        // the two orders, each confirmed, one released; then InitiateAuthentication once more
        assertThat(shell.out().split("Executed-Success", -1)).hasSize(1 + 6);
        // and three sessions that are over
        assertThat(shell.out().split("\"8.10.1\"", -1)).hasSize(1 + 3);
        var profile = Shell.run("profile", "show", kept.resolve("profile.der").toString());
        assertThat(profile.exit()).isZero();
        assertThat(profile.out()).contains("8988211900000077770");
    }

    @Test
    void theScriptEndsWithTheRefusalOfTheServer(@TempDir Path kept) throws Exception {
        var wrongCode = session(kept, matchingId("--confirmation-code", "2468"), "1357");
        assertThat(wrongCode.exit()).isEqualTo(1);
        assertThat(wrongCode.err()).contains("getBoundProfilePackage", "\"8.2.7\"", "\"3.8\"");
        assertThat(wrongCode.out()).doesNotContain("Installed");

        var nobody = session(kept, "NOBODY-ORDERED-THIS");
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.err()).contains("authenticateClient", "\"8.2.6\"");
    }

    @Test
    void theScriptNamesTheFileThatIsMissing(@TempDir Path empty) throws Exception {
        var shell = bash(empty, SESSION, empty.toString(), "https://localhost:1", "localhost:1", EID.digits(), "X");

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains(empty.resolve("ci.pem").toString());
        assertThat(bash(empty, SESSION).exit()).isEqualTo(2);
    }

    /// One octet of one answer changed on its way: the script is no oracle unless it stops there.
    @Test
    void theScriptFindsWhatIsWrong(@TempDir Path kept) throws Exception {
        var script = Files.readString(PageOfCommands.project().resolve(SESSION));
        var matchingId = matchingId();
        for (var member : List.of(
                "serverSignature1", "serverCertificate", "smdpSignature2", "profileMetadata", "boundProfilePackage")) {
            var spoiling = script.replace(
                    "octets_of() { member \"$1\" | openssl base64 -d -A | hex; }",
                    "octets_of() { member \"$1\" | openssl base64 -d -A | hex | if [ \"$1\" = " + member
                            + " ]; then sed 's/0\\(.\\)$/3\\1/;t;s/.\\(.\\)$/0\\1/'; else cat; fi; }");
            assertThat(spoiling).isNotEqualTo(script);
            var file = Files.writeString(kept.resolve("spoiling.sh"), spoiling);
            var shell = bash(
                    kept,
                    file.toString(),
                    endpoints.pki(),
                    endpoints.es9plus(),
                    endpoints.smdpAddress(),
                    EID.digits(),
                    matchingId);

            assertThat(shell.exit()).as(member).isEqualTo(1);
            assertThat(shell.out()).as(member).doesNotContain("Installed");
        }
    }
}
