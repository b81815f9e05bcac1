package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.console.screen.Screen;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.id.ActivationCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `testbed lpa download`.
@Command(
        name = "download",
        mixinStandardHelpOptions = true,
        description = "Downloads and installs a Profile; its notification is delivered.",
        footer = {
            "",
            "Examples:",
            "  testbed lpa download '1$localhost:8443$ABCDE-FGHJK'",
            "  testbed lpa download --confirmation-code 2468 '1$\u2026'"
        })
final class LpaDownload extends LpaOperation {
    @Parameters(paramLabel = "CODE", description = "Activation Code, with or without LPA: in front")
    private String code = "";

    @Option(names = "--confirmation-code", paramLabel = "CODE", description = "what the operator gave along with it")
    private Optional<String> confirmationCode = Optional.empty();

    @Option(names = "--no", description = "say no when asked whether to install the Profile")
    private boolean no;

    @Override
    int perform(Device device, PrintWriter out) {
        var activationCode = ActivationCode.parse(code);
        if (activationCode.confirmationCodeRequired() && confirmationCode.isEmpty()) {
            // asked for in the middle of a session, none would be a rejection, which ends the order
            throw new IllegalArgumentException(
                    "the Activation Code asks for a Confirmation Code: give it with --confirmation-code");
        }
        ProfileInstallationResult result;
        try (var screen = new Screen(out, Screen.atTerminal() && !json.wanted)) {
            result = device.download(activationCode, new Person(screen));
        }
        var failures = device.deliverNotifications().stream()
                .flatMap(delivery -> delivery.failure().stream())
                .toList();
        int exit = switch (result.data().value().finalResult()) {
            case ProfileInstallationResult.Success success -> {
                tell(out, "installed", success.isdpAid().toString(), "Installed, disabled. ISD-P " + success.isdpAid());
                yield ExitCodes.DONE;
            }
            case ProfileInstallationResult.Failure failure -> {
                var reason = failure.reason().title() + "(" + failure.reason().number() + ")";
                tell(out, "failed", reason, "The eUICC could not install the Profile: " + reason);
                yield ExitCodes.REFUSED;
            }
        };
        failures.forEach(failure -> out.println("A notification is still on the card: " + failure));
        return exit;
    }

    private void tell(PrintWriter out, String outcome, String detail, String sentence) {
        if (json.wanted) {
            json.print(out, Map.of("outcome", outcome, "detail", detail));
        } else {
            out.println(sentence);
        }
    }

    private final class Person implements EndUser {
        private final Screen screen;

        Person(Screen screen) {
            this.screen = screen;
        }

        @Override
        public boolean consents(ProfileMetadata profile) {
            return !no;
        }

        @Override
        public Optional<String> confirmationCode() {
            return confirmationCode;
        }

        @Override
        public void watches(int loaded, int segments) {
            screen.progress(loaded, segments);
        }
    }
}
