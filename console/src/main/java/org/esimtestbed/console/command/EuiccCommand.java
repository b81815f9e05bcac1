package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed euicc …`: cards by themselves.
@Command(
        name = "euicc",
        mixinStandardHelpOptions = true,
        description = "Cards by themselves: serve them to readers, look into them, make them misbehave.",
        subcommands = {EuiccServe.class, EuiccList.class, EuiccState.class, EuiccReset.class, EuiccPersonalities.class},
        footer = {
            "",
            "Examples:",
            "  testbed euicc serve --count 3 --personality removable",
            "  testbed euicc serve --dial 127.0.0.1:35963   into a vpcd, for PC/SC programs",
            "  testbed euicc list",
            "  testbed euicc personalities maximum-lc"
        })
public final class EuiccCommand {}
