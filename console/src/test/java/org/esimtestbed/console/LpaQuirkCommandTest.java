package org.esimtestbed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.esimtestbed.lpa.quirk.LpaQuirkCatalogue;
import org.esimtestbed.rsp.id.Eid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An LPA that misbehaves by command, and what the command line says of it.
class LpaQuirkCommandTest {
    @TempDir
    Path folder;

    @Test
    void listsAndExplainsTheQuirksOfTheLpa() {
        var list = Shell.run("lpa", "quirks");
        assertThat(list.exit()).isZero();
        for (var kind : LpaQuirkCatalogue.ALL) assertThat(list.out()).contains(kind.name());
        assertThat(list.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));

        assertThat(Shell.run("lpa", "quirks", "matching-id").out())
                .contains("8.2.6/3.8")
                .contains("one of lower-case, padded, empty, omitted")
                .contains("lpac#263");
        assertThat(Shell.run("lpa", "quirks", "--json").json().size()).isEqualTo(LpaQuirkCatalogue.ALL.size());
        assertThat(Shell.run("lpa", "quirks", "nonsense").exit()).isEqualTo(2);
    }

    @Test
    void theReportSaysHowTheLpaMisbehaved() throws Exception {
        var shell = Shell.run("demo", "--run", folder.toString(), "--lpa-quirk", "extra-members");

        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("with extra-members");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("with extra-members", "ofALaterVersion");
    }

    @Test
    void aDownloadByAQuirkyLpaEndsWithTheServersRefusal() {
        try (var card = new CardAtTheDoor(folder, Eid.withCheckDigits("890490320000000000000000000079"))) {
            var code = card.order().path("activationCode").asString();

            var refused = card.run("lpa", "download", "--lpa-quirk", "matching-id=lower-case", code);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).containsSubsequence("status code", "8.2.6/3.8");

            // the Profile is there, the list of notifications is not
            var unwrapped = card.run("lpa", "download", "--lpa-quirk", "unwrapped-choice", code);
            assertThat(unwrapped.exit()).isEqualTo(1);
            assertThat(unwrapped.err())
                    .containsSubsequence(
                            "status word",
                            "none",
                            "ES10 result",
                            "RetrieveNotificationsList undefinedError(127)",
                            "HTTP/TLS",
                            "none");
            assertThat(card.run("lpa", "notifications").exit()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, the LPA has no quirk nonsense",
        "matching-id=soup, parameter \"soup\" is none of",
        "old-svn=x, takes no parameter",
        "default-address, 'needs the server, host:port'"
    })
    void saysWhatItCannotDo(String quirk, String why) {
        var shell = Shell.run("demo", "--run", folder.toString(), "--lpa-quirk", quirk);

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains(why);
    }
}
