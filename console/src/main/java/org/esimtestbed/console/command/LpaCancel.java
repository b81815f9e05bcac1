package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.Map;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.rsp.data.CancelSessionReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `testbed lpa cancel`.
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Gives up a download that was broken off; the order stays open.",
        footer = {"", "Examples:", "  testbed lpa cancel", "  testbed lpa cancel --for-good"})
final class LpaCancel extends LpaOperation {
    @Option(names = "--for-good", description = "the End User does not want the Profile: the order ends")
    private boolean forGood;

    @Override
    int perform(Device device, PrintWriter out) {
        var reason = forGood ? CancelSessionReason.END_USER_REJECTION : CancelSessionReason.POSTPONED;
        boolean was = device.giveUp(reason);
        if (json.wanted) {
            json.print(out, Map.of("cancelled", was));
        } else {
            out.println(was ? "Given up: " + reason.title() + "." : "No download is under way.");
        }
        return ExitCodes.DONE;
    }
}
