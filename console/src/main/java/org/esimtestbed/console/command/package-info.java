/// The `testbed` command: one class a subcommand, each with examples in its help, `--json` where a program may want
/// the answer, and the exit codes 0 done, 1 refused by a peer, 2 wrong usage, 3 infrastructure.
package org.esimtestbed.console.command;
