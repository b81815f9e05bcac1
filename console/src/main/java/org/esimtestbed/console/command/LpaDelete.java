package org.esimtestbed.console.command;

import java.io.PrintWriter;
import org.esimtestbed.lpa.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `testbed lpa delete`.
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes a disabled Profile.",
        footer = {"", "Examples:", "  testbed lpa delete 8988211900000000019"})
final class LpaDelete extends LpaOperation {
    @Parameters(paramLabel = "PROFILE", description = "ICCID, or AID of the ISD-P")
    private String profile = "";

    @Override
    int perform(Device device, PrintWriter out) {
        return report(out, device.delete(identifier(profile)), "Deleted " + profile + ".");
    }
}
