package org.esimtestbed.console.command;

import java.util.List;
import java.util.stream.Collectors;
import org.esimtestbed.smdpplus.quirk.Assignment;
import picocli.CommandLine.Option;

/// `--server-quirk`: what the SM-DP+ does wrong.
final class ServerQuirkOption {
    @Option(
            names = "--server-quirk",
            paramLabel = "NAME[=VALUE]",
            description = "let the SM-DP+ misbehave, may be repeated, e.g. --server-quirk bad-mac=elements"
                    + " (see: testbed smdp quirks)")
    private List<String> quirks = List.of();

    /// @throws IllegalArgumentException naming the quirk there is not, or the parameter it does not take
    List<Assignment> read() {
        return quirks.stream().map(Assignment::parse).toList();
    }

    /// One line for people: `honest`, or `with bad-mac=elements`.
    static String summary(List<Assignment> quirks) {
        return quirks.isEmpty()
                ? "honest"
                : "with " + quirks.stream().map(Assignment::text).collect(Collectors.joining(", "));
    }
}
