package org.esimtestbed.console.command;

import java.util.concurrent.Callable;
import org.esimtestbed.console.ecosystem.CardFolder;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.id.Eid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `testbed euicc reset EID`: a card as it was delivered. No eUICCMemoryReset: no one is notified.
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a card as it was delivered: profiles, notifications and CRLs are gone.",
            "Its keys stay. It must not be served meanwhile."
        },
        footer = {"", "Examples:", "  testbed euicc reset 89049032000000000000000000000163"})
final class EuiccReset implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "EID", description = "of the card, as testbed euicc list shows it")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Eid eid;

    @Mixin
    private RunOption run = new RunOption();

    @Override
    public Integer call() {
        if (!new CardFolder(run.folder, Crypto.standard()).forget(eid)) {
            throw new IllegalArgumentException("the card " + eid + " has stored nothing in " + run.folder);
        }
        spec.commandLine().getOut().println("The card " + eid + " is as it was delivered.");
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
