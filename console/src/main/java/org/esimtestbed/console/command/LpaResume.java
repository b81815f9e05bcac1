package org.esimtestbed.console.command;

import java.io.PrintWriter;
import org.esimtestbed.lpa.Device;
import picocli.CommandLine.Command;

/// `testbed lpa resume`.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Brings a download to its end that was broken off: by a kill, a loss of power or of the network.",
        footer = {"", "Examples:", "  testbed lpa resume", "  testbed lpa resume --json"})
final class LpaResume extends LpaInstallation {
    @Override
    int perform(Device device, PrintWriter out) {
        return install(device, out, device::resume);
    }
}
