package org.esimtestbed.console.command;

import java.io.PrintWriter;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.management.NamedProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `testbed lpa delete`.
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes a disabled Profile.",
        footer = {
            "",
            "Examples:",
            "  testbed lpa delete 8988211900000000019",
            "  testbed lpa delete 8988211900000000019 --yes"
        })
final class LpaDelete extends LpaOperation {
    @Parameters(paramLabel = "PROFILE", description = "ICCID of 18 to 20 digits, or AID of the ISD-P")
    private String profile = "";

    @Mixin
    private ReallyOption really = new ReallyOption();

    @Override
    int perform(Device device, PrintWriter out) {
        var deleted = device.delete(NamedProfile.parse(profile), really.person(json.wanted));
        return report(out, deleted, "Deleted " + profile + ".");
    }
}
