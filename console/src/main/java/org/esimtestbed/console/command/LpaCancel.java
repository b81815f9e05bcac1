package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.explain.StepFailure;
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
        var trouble = new ArrayList<FiveFaces>();
        boolean was = device.giveUp(
                reason, failed -> StepFailure.of(failed).map(this::faces).ifPresent(trouble::add));
        if (json.wanted) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("cancelled", was);
            trouble.forEach(it -> answer.put("failure", it.json()));
            json.print(out, answer);
        } else {
            trouble.forEach(it -> it.print(err()));
            out.println(was ? "Given up: " + reason.title() + "." : "No download is under way.");
        }
        return ExitCodes.DONE;
    }
}
