package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.Map;
import org.esimtestbed.lpa.Device;
import picocli.CommandLine.Command;

/// `testbed lpa eid`.
@Command(
        name = "eid",
        mixinStandardHelpOptions = true,
        description = "Tells the card's EID.",
        footer = {"", "Examples:", "  testbed lpa eid", "  testbed lpa eid --json"})
final class LpaEid extends LpaOperation {
    @Override
    int perform(Device device, PrintWriter out) {
        var eid = device.eid().digits();
        if (json.wanted) {
            json.print(out, Map.of("eid", eid));
        } else {
            out.println(eid);
        }
        return ExitCodes.DONE;
    }
}
