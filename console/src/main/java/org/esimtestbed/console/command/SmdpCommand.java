package org.esimtestbed.console.command;

import picocli.CommandLine.Command;

/// `testbed smdp …`: tending the rows of an SM-DP+ by command.
@Command(
        name = "smdp",
        mixinStandardHelpOptions = true,
        description = "Fills the stock of an SM-DP+ and changes its master key. With the embedded database the server "
                + "must not run meanwhile.",
        subcommands = {SmdpImportPool.class, SmdpRotateKey.class},
        footer = {
            "",
            "Examples:",
            "  testbed smdp import-pool pool.csv --operator esim-testbed-operator \\",
            "      --profile-type generic",
            "  testbed smdp rotate-key --master-key master.key --new-master-key new.key"
        })
public final class SmdpCommand {}
