package org.esimtestbed.console.command;

import java.io.PrintWriter;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.rsp.data.CardResource;
import picocli.CommandLine.Command;

/// `testbed lpa memory`.
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = "Tells how much memory the card has left.",
        footer = {"", "Examples:", "  testbed lpa memory", "  testbed lpa memory --json"})
final class LpaMemory extends LpaOperation {
    @Override
    int perform(Device device, PrintWriter out) {
        var resource = device.euiccInfo().extCardResource();
        if (json.wanted) {
            json.print(out, resource);
        } else if (resource.equals(CardResource.NOT_TOLD)) {
            out.println("The card does not tell.");
        } else {
            out.println("%-16s %d".formatted("Applications", resource.installedApplications()));
            out.println("%-16s %d octets".formatted("Free for good", resource.freeNonVolatile()));
            out.println("%-16s %d octets".formatted("Free volatile", resource.freeVolatile()));
        }
        return ExitCodes.DONE;
    }
}
