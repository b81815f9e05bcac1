package org.esimtestbed.console.command;

import java.io.PrintWriter;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.management.NamedProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `testbed lpa disable`.
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        description = "Disables the enabled Profile.",
        footer = {"", "Examples:", "  testbed lpa disable 8988211900000000019"})
final class LpaDisable extends LpaOperation {
    @Parameters(paramLabel = "PROFILE", description = "ICCID of 18 to 20 digits, or AID of the ISD-P")
    private String profile = "";

    @Option(names = "--no-refresh", description = "do not ask the eUICC for a REFRESH")
    private boolean noRefresh;

    @Override
    int perform(Device device, PrintWriter out) {
        return report(out, device.disable(NamedProfile.parse(profile), !noRefresh), "Disabled " + profile + ".");
    }
}
