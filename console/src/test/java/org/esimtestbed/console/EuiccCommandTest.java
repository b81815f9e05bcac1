package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.console.ecosystem.CardFolder;
import org.esimtestbed.euicc.quirk.QuirkCatalogue;
import org.esimtestbed.euicc.state.CardState;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EuiccCommandTest {
    private static final Eid EID = Eid.withCheckDigits("890490320000000000000000000001");

    @TempDir
    Path run;

    private CardFolder cards() {
        return new CardFolder(run, Crypto.standard());
    }

    private Shell euicc(String... words) {
        var all = new String[words.length + 3];
        all[0] = "euicc";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--run";
        all[words.length + 2] = run.toString();
        return Shell.run(all);
    }

    @Test
    void listsAndExplainsPersonalitiesAndQuirks() {
        var list = Shell.run("euicc", "personalities");
        assertThat(list.exit()).isZero();
        assertThat(list.out()).contains("reference").contains("removable");
        for (var kind : QuirkCatalogue.ALL) assertThat(list.out()).contains(kind.name());
        assertThat(list.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));

        var quirk = Shell.run("euicc", "personalities", "maximum-lc");
        assertThat(quirk.out()).contains("6700").contains("parameter").contains("lpac#192");
        var personality = Shell.run("euicc", "personalities", "removable");
        assertThat(personality.out()).contains("quirk  maximum-lc");
        assertThat(Shell.run("euicc", "personalities", "--json")
                        .json()
                        .get("quirks")
                        .size())
                .isEqualTo(QuirkCatalogue.ALL.size());
        assertThat(Shell.run("euicc", "personalities", "nonsense").exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--quirk=nonsense, there is no quirk nonsense",
        "--quirk=maximum-lc=5000, 6 to 254",
        "--personality=nonsense, neither a file nor one of reference",
        "--count=0, --count is 1 to 10000",
        "--dial=nowhere, --dial is HOST:PORT",
        "--eid=89049032000000000000000000000199, check digits"
    })
    void saysWhatItCannotServe(String option, String why) {
        var shell = euicc("serve", "--port", "0", option);
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains(why);
        assertThat(cards().eids()).as("nothing is left behind").isEmpty();
    }

    @Test
    void showsWhatACardHoldsAndForgetsIt() throws IOException {
        assertThat(euicc("list").out()).contains("No card");
        assertThat(euicc("state", EID.digits()).exit()).isEqualTo(2);

        cards().store(EID).save(CardState.fresh("smdp.example.com").interrupted());

        assertThat(euicc("list").out()).contains(EID.digits());
        assertThat(euicc("list", "--json").json().get(0).get("profiles").asInt())
                .isZero();
        var state = euicc("state", EID.digits());
        assertThat(state.exit()).isZero();
        assertThat(state.out()).contains("smdp.example.com").contains("Interrupted     1");
        assertThat(euicc("state", EID.digits(), "--json").json().get("eid").asString())
                .isEqualTo(EID.digits());

        assertThat(euicc("reset", EID.digits()).exit()).isZero();
        assertThat(cards().state(EID)).isEmpty();
        assertThat(euicc("reset", EID.digits()).exit()).isEqualTo(2);
    }

    @Test
    void aCardThatIsServedIsNotResetAndNotServedTwice() throws IOException {
        cards().store(EID).save(CardState.fresh("smdp.example.com"));
        try (var _ = cards().lock(EID)) {
            assertThat(euicc("list").out()).containsPattern(EID.digits() + " +yes");
            var reset = euicc("reset", EID.digits());
            assertThat(reset.exit()).isEqualTo(3);
            assertThat(reset.err()).contains("is served by another process");
            assertThat(euicc("serve", "--port", "0").exit()).isEqualTo(3);
            assertThat(euicc("state", EID.digits()).exit()).isZero();
        }
        assertThat(cards().state(EID)).isPresent();
    }

    @Test
    void aSpoiltStateFileIsNamedAndLeftUntouched() throws IOException {
        cards().store(EID).save(CardState.fresh("smdp.example.com"));
        var file = cards().file(EID);
        Files.writeString(file, "hello");
        var list = euicc("list");
        assertThat(list.exit()).isZero();
        assertThat(list.out()).contains("holds no card state");
        var state = euicc("state", EID.digits());
        assertThat(state.exit()).isEqualTo(3);
        assertThat(state.err()).contains(file.toString());
        assertThat(Files.readString(file)).isEqualTo("hello");
    }
}
