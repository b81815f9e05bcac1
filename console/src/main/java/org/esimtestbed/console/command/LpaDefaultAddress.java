package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `testbed lpa default-address`.
@Command(
        name = "default-address",
        mixinStandardHelpOptions = true,
        description = "Tells, sets or removes the address of the default SM-DP+.",
        footer = {
            "",
            "Examples:",
            "  testbed lpa default-address",
            "  testbed lpa default-address localhost:8443",
            "  testbed lpa default-address --remove"
        })
final class LpaDefaultAddress extends LpaOperation {
    @ArgGroup
    private Change change = new Change();

    private static final class Change {
        @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "FQDN, with :PORT where it is not 443")
        private Optional<String> address = Optional.empty();

        @Option(names = "--remove", description = "have none")
        private boolean remove;
    }

    @Override
    int perform(Device device, PrintWriter out) {
        if (change.remove) return report(out, device.defaultDpAddress(""), "The card has no default SM-DP+.");
        if (change.address.isPresent()) {
            var address = change.address.get().strip();
            if (address.isEmpty()) throw new IllegalArgumentException("to have no default SM-DP+, say --remove");
            return report(out, device.defaultDpAddress(address), "The default SM-DP+ is " + address + ".");
        }
        var address = device.addresses().defaultDpAddress();
        if (json.wanted) {
            json.print(out, Map.of("defaultDpAddress", address.orElse("")));
        } else {
            out.println(address.orElse("none"));
        }
        return ExitCodes.DONE;
    }
}
