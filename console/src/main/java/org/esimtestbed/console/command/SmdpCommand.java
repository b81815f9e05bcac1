package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed smdp …`: the SM-DP+ by itself.
@Command(
        name = "smdp",
        mixinStandardHelpOptions = true,
        description = "The SM-DP+ by itself.",
        subcommands = {SmdpServe.class},
        footer = {
            "",
            "Examples:",
            "  testbed smdp serve",
            "  testbed smdp serve --fixtures state.yaml --brainpool-port 8449"
        })
public final class SmdpCommand {}
