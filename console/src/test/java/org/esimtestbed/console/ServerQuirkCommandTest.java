package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.smdpplus.quirk.QuirkCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that misbehaves, from the command line.
class ServerQuirkCommandTest {
    @TempDir
    Path folder;

    @Test
    void listsAndExplainsTheQuirksOfTheServer() {
        var list = Shell.run("smdp", "quirks");
        assertThat(list.exit()).isZero();
        for (var kind : QuirkCatalogue.ALL) assertThat(list.out()).contains(kind.name());
        assertThat(list.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));

        assertThat(Shell.run("smdp", "quirks", "retry-limit").out())
                .contains("8.8.5/6.4")
                .contains("parameter")
                .contains("authenticateClient")
                .contains("lpac#101");
        assertThat(Shell.run("smdp", "quirks", "--json").json().size()).isEqualTo(QuirkCatalogue.ALL.size());
        assertThat(Shell.run("smdp", "quirks", "nonsense").exit()).isEqualTo(2);
    }

    @Test
    void theReportSaysHowTheServerMisbehaved() throws Exception {
        var shell = Shell.run("demo", "--run", folder.toString(), "--server-quirk", "long-lengths=3");

        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("with long-lengths=3");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("with long-lengths=3");
    }

    @Test
    void aDemoThatTheServerSpoilsEndsWithTheReason() {
        var shell = Shell.run("demo", "--run", folder.toString(), "--server-quirk", "bad-mac=elements");

        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.err()).contains("scp03tSecurityError(8)");
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, there is no quirk \"nonsense\"",
        "bad-mac=soup, parameter \"soup\" is none of",
        "misspelt-key=x, takes no parameter",
        "retry-limit=-1, attempts are counted from 0"
    })
    void saysWhatItCannotDo(String quirk, String why) {
        var shell = Shell.run("demo", "--run", folder.toString(), "--server-quirk", quirk);

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains(why);
    }
}
