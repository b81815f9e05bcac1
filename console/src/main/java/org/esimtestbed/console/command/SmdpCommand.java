package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed smdp …`: the SM-DP+ by itself.
@Command(
        name = "smdp",
        mixinStandardHelpOptions = true,
        description = "The SM-DP+ by itself: serving, its stock, its master key, how it can misbehave.",
        subcommands = {SmdpServe.class, SmdpImportPool.class, SmdpRotateKey.class, SmdpQuirks.class},
        footer = {
            "",
            "Examples:",
            "  testbed smdp serve",
            "  testbed smdp serve --fixtures state.yaml --brainpool-port 8449",
            "  testbed smdp import-pool pool.csv --operator esim-testbed-operator \\",
            "      --profile-type generic",
            "  testbed smdp rotate-key --master-key master.key --new-master-key new.key",
            "  testbed smdp quirks"
        })
public final class SmdpCommand {}
