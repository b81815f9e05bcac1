package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.download.QrPicture;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.quirk.LpaQuirks;
import org.esimtestbed.rsp.id.ActivationCode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  testbed lpa download --qr code.png",
            "  testbed lpa download --default       what waits at the default SM-DP+",
            "  testbed lpa download --confirmation-code 2468 '1$\u2026'",
            "  testbed lpa download --accept-rules '1$\u2026'"
        })
final class LpaDownload extends LpaInstallation {
    @ArgGroup(multiplicity = "1")
    private From from = new From();

    private static final class From {
        @Parameters(arity = "0..1", paramLabel = "CODE", description = "Activation Code, with or without LPA: in front")
        private Optional<String> code = Optional.empty();

        @Option(names = "--qr", paramLabel = "FILE", description = "picture of its QR code, PNG or JPEG")
        private Optional<Path> picture = Optional.empty();

        @Option(names = "--default", description = "ask the default SM-DP+ what waits for this card")
        private boolean defaultSmdp;
    }

    @Mixin
    private LpaQuirkOption lpa = new LpaQuirkOption();

    @Override
    LpaQuirks quirks() {
        return lpa.read();
    }

    @Override
    int perform(Device device, PrintWriter out) {
        var way = from.defaultSmdp ? defaultSmdp(device) : scanned();
        return install(device, out, person -> Optional.of(device.download(way, person)));
    }

    private WayIn scanned() {
        var code = from.picture.map(QrPicture::read).orElseGet(() -> ActivationCode.parse(from.code.orElse("")));
        if (code.confirmationCodeRequired()
                && endUser.confirmationCode.isEmpty()
                && (json.wanted || !Prompt.terminal().isSomebodyThere())) {
            // asked for in the middle of a session, none would be a rejection, which ends the order
            throw new IllegalArgumentException(
                    "the Activation Code asks for a Confirmation Code: give it with --confirmation-code");
        }
        return WayIn.by(code);
    }

    private static WayIn defaultSmdp(Device device) {
        return WayIn.byDefaultSmdp(device.addresses()
                .defaultDpAddress()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the card has no default SM-DP+: give it one with testbed lpa default-address")));
    }
}
