package org.esimtestbed.console;

import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.esimtestbed.console.command.DemoCommand;
import org.esimtestbed.console.command.EuiccCommand;
import org.esimtestbed.console.command.ExitCodes;
import org.esimtestbed.console.command.InfoCommand;
import org.esimtestbed.console.command.LpaCommand;
import org.esimtestbed.console.command.OrderCommand;
import org.esimtestbed.console.command.PkiCommand;
import org.esimtestbed.console.command.ProfileCommand;
import org.esimtestbed.console.command.SmdpCommand;
import org.esimtestbed.console.command.SmdsCommand;
import org.esimtestbed.console.command.TestbedCommand;
import org.esimtestbed.console.command.UpCommand;
import org.esimtestbed.rsp.id.Eid;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/// The command line. Modules above this one add commands of their own through [TestbedCommand].
@Command(
        name = "testbed",
        mixinStandardHelpOptions = true,
        version = "esim-testbed 0.1.0",
        description = "A complete eSIM ecosystem on one machine.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            OrderCommand.class,
            LpaCommand.class,
            EuiccCommand.class,
            SmdpCommand.class,
            SmdsCommand.class,
            PkiCommand.class,
            ProfileCommand.class,
            InfoCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  testbed demo                     the main job: order, download, enable, attach",
            "  testbed up                       keep all roles running",
            "  testbed order                    order a Profile from what runs",
            "  testbed lpa download 1$\u2026        download it",
            "  testbed euicc personalities      cards that misbehave, and how",
            "  testbed smdp quirks              how the SM-DP+ misbehaves when asked to",
            "  testbed smdp serve               the SM-DP+ by itself, for foreign suites",
            "  testbed test                     every test",
            "",
            "Exit codes: 0 done, 1 refused by a peer, 2 wrong usage, 3 infrastructure."
        })
public final class Testbed {
    private Testbed() {}

    public static void main(String[] words) {
        System.exit(run(words));
    }

    private static Eid eid(String digits) {
        try {
            return Eid.typed(digits);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /// Runs one command.
    ///
    /// @return the exit code
    public static int run(String... words) {
        // what goes wrong reaches people as one line, not as the log of a library
        Logger.getLogger("").setLevel(Level.WARNING);
        var commandLine = new CommandLine(new Testbed())
                .setExecutionExceptionHandler(ExitCodes::report)
                .registerConverter(Eid.class, Testbed::eid)
                .setUsageHelpWidth(80);
        ServiceLoader.load(TestbedCommand.class).forEach(commandLine::addSubcommand);
        if (words.length == 0) {
            commandLine.usage(System.err);
            return CommandLine.ExitCode.USAGE;
        }
        return commandLine.execute(words);
    }
}
