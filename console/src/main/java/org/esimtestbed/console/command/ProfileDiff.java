package org.esimtestbed.console.command;

import java.util.List;
import org.esimtestbed.profilepackage.diff.PackageDifferences;
import org.esimtestbed.profilepackage.tree.Difference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `testbed profile diff`.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Compares two profile packages, by the paths of their parameters and by the files they build. "
                + "Secrets are masked. Exit code 1 if they differ.",
        footer = {
            "",
            "Examples:",
            "  testbed profile diff mine.der theirs.der",
            "  testbed profile diff TS48.der generic --json"
        })
final class ProfileDiff extends ProfileOperation {
    private static final int LONGEST = 400;

    @Parameters(paramLabel = "FILE", arity = "2", description = "two of DER, hexadecimal text, YAML, generic")
    private List<String> files = List.of();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        var before = new ProfileFile(files.get(0)).read();
        var after = new ProfileFile(files.get(1)).read();
        var differences = PackageDifferences.between(before, after);
        if (json.wanted) {
            json.print(out(), differences);
        } else if (differences.isEmpty()) {
            out().println(
                            before.encode().equals(after.encode())
                                    ? "The packages are the same."
                                    : "The packages say the same in other octets.");
        } else {
            print("Parameters", differences.parameters());
            print("Files", differences.files());
        }
        return differences.isEmpty() ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    private void print(String heading, List<Difference> differences) {
        if (differences.isEmpty()) return;
        out().println(heading);
        for (var it : differences) {
            paragraph("  ", 4, it.path());
            if (it.before().equals(it.after())) {
                out().println("    differs, and is masked");
                continue;
            }
            side("    - ", it.before());
            side("    + ", it.after());
        }
    }

    private void side(String sign, String text) {
        if (text.isEmpty()) return;
        paragraph(sign, 6, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026");
    }
}
