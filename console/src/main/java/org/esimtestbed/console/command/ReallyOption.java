package org.esimtestbed.console.command;

import java.util.Optional;
import org.esimtestbed.lpa.download.EndUser;
import picocli.CommandLine.Option;

/// `--yes`, Strong Confirmation of what cannot be undone; asked for at a terminal where it is not given.
final class ReallyOption {
    @Option(names = "--yes", description = "do it without asking")
    private boolean yes;

    /// @param forPrograms nobody is asked where a program reads the output
    EndUser person(boolean forPrograms) {
        if (yes) return EndUser.agreeing();
        return new Person(new EndUserOption(), forPrograms ? new Prompt.Nobody() : Prompt.terminal(), Optional.empty());
    }
}
