package org.esimtestbed.console.command;

import java.io.PrintWriter;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.management.NamedProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `testbed lpa enable`.
@Command(
        name = "enable",
        mixinStandardHelpOptions = true,
        description = "Enables a Profile; the one before it is disabled.",
        footer = {"", "Examples:", "  testbed lpa enable 8988211900000000019"})
final class LpaEnable extends LpaOperation {
    @Parameters(paramLabel = "PROFILE", description = "ICCID of 18 to 20 digits, or AID of the ISD-P")
    private String profile = "";

    @Option(names = "--no-refresh", description = "do not ask the eUICC for a REFRESH")
    private boolean noRefresh;

    @Override
    int perform(Device device, PrintWriter out) {
        int code = report(out, device.enable(NamedProfile.parse(profile), !noRefresh), "Enabled " + profile + ".");
        if (code == ExitCodes.DONE && !json.wanted) tell(out, device.serviceState());
        return code;
    }
}
