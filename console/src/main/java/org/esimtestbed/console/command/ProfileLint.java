package org.esimtestbed.console.command;

import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.profilepackage.lint.Lint;
import org.esimtestbed.profilepackage.lint.LintRule;
import org.esimtestbed.profilepackage.lint.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// `testbed profile lint`.
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = "Reports what is inconsistent in a profile package, with rule, severity, place and clause. "
                + "Exit code 1 if there is an error, 0 if there are warnings at most.",
        footer = {
            "",
            "Examples:",
            "  testbed profile lint my.der",
            "  testbed profile lint my.der --json",
            "  testbed profile lint --rules"
        })
final class ProfileLint extends ProfileOperation {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "DER, hexadecimal text, YAML, or generic")
    private Optional<String> file = Optional.empty();

    @Option(names = "--rules", description = "list the rules instead")
    private boolean rules;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        if (rules) return listRules();
        var name = file.orElseThrow(() -> new ParameterException(spec.commandLine(), "a FILE is missing"));
        var findings = Lint.check(new ProfileFile(name).elements());
        long errors =
                findings.stream().filter(it -> it.severity() == Severity.ERROR).count();
        if (json.wanted) {
            json.print(out(), findings);
        } else {
            for (var it : findings) {
                out().println(severity(it.severity()) + " " + it.rule() + "  " + it.clause());
                paragraph("  ", 4, it.place() + ": " + it.what());
            }
            out().println(count(errors, "error") + ", " + count(findings.size() - errors, "warning"));
        }
        return errors == 0 ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    private int listRules() {
        var all = Lint.rules().stream().map(LintRule::facts).toList();
        if (json.wanted) {
            json.print(out(), all);
            return ExitCodes.DONE;
        }
        for (var it : all) {
            out().println(severity(it.severity()) + " " + it.name() + "  " + it.clause());
            paragraph("  ", 2, it.explanation());
        }
        return ExitCodes.DONE;
    }

    private static String severity(Severity severity) {
        var ansi = Screen.atTerminal() ? Ansi.ON : Ansi.OFF;
        var name = "%-7s".formatted(severity.name().toLowerCase(Locale.ROOT));
        return styled(ansi, severity == Severity.ERROR ? "red,bold" : "yellow", name);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
