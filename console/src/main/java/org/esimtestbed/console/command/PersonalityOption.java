package org.esimtestbed.console.command;

import java.io.IOException;
import java.util.List;
import org.esimtestbed.euicc.personality.Personalities;
import org.esimtestbed.euicc.personality.Personality;
import org.esimtestbed.profilepackage.yaml.BadYaml;
import picocli.CommandLine.Option;

/// `--personality` and `--quirk`: what kind of card it is.
final class PersonalityOption {
    @Option(
            names = "--personality",
            paramLabel = "NAME|FILE",
            defaultValue = "reference",
            description = "what kind of card it is (default: ${DEFAULT-VALUE}; see: testbed euicc personalities)")
    private String personality = "reference";

    @Option(
            names = "--quirk",
            paramLabel = "NAME[=VALUE]",
            description = "one more quirk, may be repeated, e.g. --quirk maximum-lc=60")
    private List<String> quirks = List.of();

    /// @throws IllegalArgumentException with the place of what is wrong
    Personality read() {
        try {
            return Personalities.of(personality)
                    .with(quirks.stream().map(Personalities::quirk).toList());
        } catch (IOException | BadYaml e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
