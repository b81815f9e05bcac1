package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed smdp …`: the SM-DP+ by itself.
@Command(
        name = "smdp",
        mixinStandardHelpOptions = true,
        description = "The SM-DP+ by itself: how it can misbehave.",
        subcommands = {SmdpQuirks.class},
        footer = {"", "Examples:", "  testbed smdp quirks", "  testbed smdp quirks retry-limit"})
public final class SmdpCommand {}
