package org.esimtestbed.console.command;

import java.util.List;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import picocli.CommandLine.Option;

/// `--lpa-quirk`: what the LPA does wrong.
final class LpaQuirkOption {
    @Option(
            names = "--lpa-quirk",
            paramLabel = "NAME[=VALUE]",
            description = "let the LPA misbehave, may be repeated, e.g. --lpa-quirk matching-id=lower-case"
                    + " (see: testbed lpa quirks)")
    private List<String> quirks = List.of();

    /// @throws IllegalArgumentException naming the quirk there is not, or the parameter it does not take
    LpaQuirks read() {
        return LpaQuirks.of(quirks);
    }
}
