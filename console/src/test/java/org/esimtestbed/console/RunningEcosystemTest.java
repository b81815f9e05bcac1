package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.console.ecosystem.ChosenProfile;
import org.esimtestbed.console.ecosystem.Ecosystem;
import org.esimtestbed.console.ecosystem.EcosystemSettings;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands of a second terminal, against an ecosystem that runs.
class RunningEcosystemTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");

    @TempDir
    static Path folder;

    private static Ecosystem ecosystem;

    @BeforeAll
    static void start() {
        ecosystem = Ecosystem.start(new EcosystemSettings(
                folder,
                Ports.anyFree(),
                List.of(ChosenProfile.generic()),
                Personality.honest(EuiccSettings.standard().withAddresses("smdp.example.com", "")),
                Crypto.standard(),
                InstantSource.system(),
                Tracer.NONE));
        ecosystem
                .endpoints(ecosystem.serve(ecosystem.card(EID)), EID, ChosenProfile.generic())
                .write(folder);
    }

    @AfterAll
    static void stop() {
        ecosystem.close();
    }

    private static Shell run(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--run", folder.toString()));
        return Shell.run(all.toArray(String[]::new));
    }

    private static String state(String iccid) {
        for (var row : run("lpa", "list", "--json").json()) {
            if (row.path("iccid").asString().equals(iccid))
                return row.path("state").asString();
        }
        return "absent";
    }

    @Test
    void carriesAProfileThroughItsLife() {
        var order = run("order", "--json");
        assertThat(order.exit()).isZero();
        var iccid = order.json().path("iccid").asString();
        var code = order.json().path("activationCode").asString();
        assertThat(code).startsWith("1$" + ecosystem.smdpAddress() + "$");

        var download = run("lpa", "download", "LPA:" + code);
        assertThat(download.exit()).isZero();
        assertThat(download.out()).contains("Installed, disabled").doesNotContain("still on the card");
        assertThat(state(iccid)).isEqualTo("disabled");

        var enable = run("lpa", "enable", iccid);
        assertThat(enable.exit()).isZero();
        assertThat(enable.out()).contains("attached to 00101");
        assertThat(state(iccid)).isEqualTo("enabled");
        assertThat(run("lpa", "list").out()).contains(iccid).contains("enabled");

        var unsaid = run("lpa", "delete", iccid);
        assertThat(unsaid.exit()).isEqualTo(2);
        assertThat(unsaid.err()).contains("--yes").contains(iccid);
        var refused = run("lpa", "delete", iccid, "--yes");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).contains("The eUICC refuses");
        assertThat(run("lpa", "enable", iccid).exit()).isEqualTo(1);

        var disable = run("lpa", "disable", iccid, "--json");
        assertThat(disable.exit()).isZero();
        assertThat(disable.json().path("result").asString()).isEqualTo("ok");
        assertThat(run("lpa", "notifications", "--json").json()).isNotEmpty();
        assertThat(run("lpa", "notifications", "--json").json()).isEmpty();

        assertThat(run("lpa", "delete", iccid, "--yes").exit()).isZero();
        assertThat(state(iccid)).isEqualTo("absent");

        // what has been installed once is not handed out again
        var again = run("lpa", "download", code);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("8.2.6/3.8");
    }

    @Test
    void asksForTheConfirmationCode() {
        var code = run("order", "--confirmation-code", "2468", "--json")
                .json()
                .path("activationCode")
                .asString();

        var wrong = run("lpa", "download", "--confirmation-code", "1357", code);
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).contains("8.2.7/3.8").doesNotContain("2468");
        var none = run("lpa", "download", code);
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("--confirmation-code");
        assertThat(run("lpa", "download", "--confirmation-code", "2468", code).exit())
                .isZero();
    }

    @Test
    void letsTheEndUserSayNo() {
        var code = run("order", "--json").json().path("activationCode").asString();

        var no = run("lpa", "download", "--no", code);
        assertThat(no.exit()).isEqualTo(1);
        assertThat(no.err()).contains("End User");
        assertThat(run("lpa", "download", code).err()).contains("8.2.6/3.8"); // a rejection is final, §3.1.3.1
    }

    @Test
    void tellsWhatTheCardSaysOfItself() {
        var info = run("lpa", "info", "--json");

        assertThat(info.exit()).isZero();
        assertThat(info.json().path("EID").asString()).isEqualTo(EID.digits());
        assertThat(info.json().path("Default SM-DP+").asString()).isEqualTo("smdp.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "1$", "2$localhost$X", "1$local host$X", "1$localhost$X$1.2.x", "1$a$b$c$d$e"})
    void namesTheActivationCodeThatIsNone(String code) {
        var shell = run("lpa", "download", code);

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).startsWith("testbed: ").doesNotContain("\tat ");
    }

    @Test
    void showsTheCodeOfARefusal() {
        var shell = run("lpa", "download", "1$" + ecosystem.smdpAddress() + "$NOBODY-ORDERED-THIS");

        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.err()).contains("8.2.6/3.8").doesNotContain("\tat ");
    }

    @Test
    void saysThatAServerCannotBeReached() {
        var shell = run("lpa", "download", "1$localhost:1$X");

        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.err())
                .contains("localhost:1")
                .contains("testbed lpa resume")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesToOrderWhatThereIsNot() {
        var unknown = run("order", "--profile-type", "unknown");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("8.2.5/3.9");
        assertThat(run("order", "--eid", "123").exit()).isEqualTo(2);
    }

    @Test
    void refusesAnotherEuiccsProfile() {
        var other = Eid.withCheckDigits("890490320000000000000000000099");
        var code = run("order", "--eid", other.digits(), "--json")
                .json()
                .path("activationCode")
                .asString();

        assertThat(run("lpa", "download", code).err()).contains("8.1.1/3.8");
    }

    @Test
    void refusesAnIccidThatIsNoneOrNotThere() {
        assertThat(run("lpa", "enable", "12").exit()).isEqualTo(2);
        var absent = run("lpa", "enable", "8988211900099999999");
        assertThat(absent.exit()).isEqualTo(1);
        assertThat(absent.out()).contains("not found");
    }
}
