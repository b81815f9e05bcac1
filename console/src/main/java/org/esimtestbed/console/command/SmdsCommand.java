package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed smds …`: the SM-DS by itself.
@Command(
        name = "smds",
        mixinStandardHelpOptions = true,
        description = "The SM-DS by itself.",
        subcommands = SmdsServe.class,
        footer = {
            "",
            "Examples:",
            "  testbed smds serve",
            "  testbed smds serve --root localhost:8446 --port-offset 100"
        })
public final class SmdsCommand {}
