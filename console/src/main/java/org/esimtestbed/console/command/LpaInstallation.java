package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.card.CardGone;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.lpa.server.ServerUnreachable;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Success;
import picocli.CommandLine.Mixin;

/// What ends with a Profile on the card, or with the reason why not; either is told to the SM-DP+.
abstract class LpaInstallation extends LpaOperation {
    @Mixin
    EndUserOption endUser = new EndUserOption();

    /// @param installation asks the End User it is given
    /// @return the exit code
    final int install(
            Device device, PrintWriter out, Function<EndUser, Optional<ProfileInstallationResult>> installation) {
        Optional<ProfileInstallationResult> result;
        try (var screen = new Screen(out, Screen.atTerminal() && !json.wanted)) {
            var shown = json.wanted ? Optional.<Screen>empty() : Optional.of(screen);
            var prompt = json.wanted ? new Prompt.Nobody() : Prompt.terminal();
            result = installation.apply(new Person(endUser, prompt, shown));
        } catch (ServerUnreachable | CardGone broken) {
            if (device.hasDownloadUnderWay())
                err().println("The download is kept: testbed lpa resume goes on with it.");
            throw broken;
        }
        if (result.isEmpty()) {
            tell(out, "nothing", "", "No download is under way.", List.of(), Optional.empty());
            return ExitCodes.DONE;
        }
        var undelivered = undelivered(device.deliverNotifications());
        int exit = switch (result.get().data().value().finalResult()) {
            case Success success -> {
                tell(
                        out,
                        "installed",
                        success.isdpAid().toString(),
                        "Installed, disabled. ISD-P " + success.isdpAid(),
                        undelivered,
                        Optional.empty());
                yield ExitCodes.DONE;
            }
            case Failure failure -> {
                var reason = failure.reason().title() + "(" + failure.reason().number() + ")";
                var faces = faces(StepFailure.of(failure));
                tell(
                        out,
                        "failed",
                        reason,
                        "The eUICC could not install the Profile: " + reason,
                        undelivered,
                        Optional.of(faces));
                yield ExitCodes.REFUSED;
            }
        };
        if (!json.wanted) printFaces(undelivered);
        return exit;
    }

    /// @param undelivered notifications that are still on the card
    /// @param failure     present if the installation failed
    private void tell(
            PrintWriter out,
            String outcome,
            String detail,
            String sentence,
            List<Notifications.Delivery> undelivered,
            Optional<FiveFaces> failure) {
        if (json.wanted) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("outcome", outcome);
            answer.put("detail", detail);
            answer.put("undelivered", undelivered.stream().map(this::row).toList());
            failure.ifPresent(it -> answer.put("failure", it.json()));
            json.print(out, answer);
        } else {
            out.println(sentence);
            failure.ifPresent(it -> it.print(err()));
            tellUndelivered(out, undelivered);
        }
    }
}
