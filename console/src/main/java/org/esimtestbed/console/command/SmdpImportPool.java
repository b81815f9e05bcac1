package org.esimtestbed.console.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esimtestbed.console.screen.FileProgress;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rspserver.storage.MasterKey;
import org.esimtestbed.rspserver.storage.Vault;
import org.esimtestbed.smdpplus.pool.PoolImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `testbed smdp import-pool`.
@Command(
        name = "import-pool",
        mixinStandardHelpOptions = true,
        description =
                "Puts the Profiles of a CSV file into an operator's stock. The first line names the columns: iccid, "
                        + "imsi, and where there are any msisdn, k, opc, pin1, puk1, adm1.",
        footer = {
            "",
            "Examples:",
            "  testbed smdp import-pool pool.csv --operator esim-testbed-operator \\",
            "      --profile-type generic",
            "  testbed smdp import-pool pool.csv --operator esim-testbed-operator \\",
            "      --profile-type generic --dry-run"
        })
final class SmdpImportPool implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.csv", description = "UTF-8, as RFC 4180 has it")
    private Path file = Path.of("");

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            required = true,
            description = "whose: functionRequesterIdentifier")
    private String operator = "";

    @Option(names = "--profile-type", paramLabel = "NAME", required = true, description = "what they are made from")
    private String profileType = "";

    @Option(names = "--dry-run", description = "look at everything, keep nothing")
    private boolean dryRun;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private SmdpDatabaseOption database = new SmdpDatabaseOption();

    @Override
    public Integer call() {
        var vault = new Vault(
                MasterKey.ofVariable(Optional.ofNullable(System.getenv(MasterKey.VARIABLE)))
                        .orElseGet(() -> MasterKey.read(database.masterKey)),
                Crypto.standard());
        var report = read(vault);
        print(report); // the bar is gone
        return report.refused() == 0 ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    private PoolImport.Report read(Vault vault) {
        try (var text = Files.newInputStream(file);
                var progress = FileProgress.of("importing", Files.size(file));
                var opened = database.open()) {
            return new PoolImport(opened.intake(vault, InstantSource.system()), dryRun)
                    .read(reader(progress.watching(text)), operator, profileType, _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static InputStreamReader reader(InputStream text) {
        return new InputStreamReader(text, StandardCharsets.UTF_8);
    }

    private void print(PoolImport.Report report) {
        var out = spec.commandLine().getOut();
        if (json.wanted) {
            json.print(out, report);
            return;
        }
        out.println(report.read() + " lines: " + report.imported() + (dryRun ? " would be imported, " : " imported, ")
                + report.duplicates() + " were there already, " + report.refused() + " refused");
        report.errors().stream().limit(SHOWN).forEach(it -> out.println("  line " + it.line() + ": " + it.reason()));
        if (report.refused() > SHOWN) out.println("  and " + (report.refused() - SHOWN) + " more");
        out.flush();
    }
}
