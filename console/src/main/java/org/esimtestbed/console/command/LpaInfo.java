package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import org.esimtestbed.lpa.Device;
import picocli.CommandLine.Command;

/// `testbed lpa info`.
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Tells what the card says of itself.",
        footer = {"", "Examples:", "  testbed lpa info", "  testbed lpa info --json"})
final class LpaInfo extends LpaOperation {

    @Override
    int perform(Device device, PrintWriter out) {
        var info = device.euiccInfo();
        var addresses = device.addresses();
        var facts = new LinkedHashMap<String, String>();
        facts.put("EID", device.eid().digits());
        facts.put("SGP.22", info.svn().toString());
        facts.put("Profile package", info.profileVersion().toString());
        facts.put("Firmware", info.firmwareVersion().toString());
        facts.put("Free memory", info.extCardResource().freeNonVolatile() + " octets");
        facts.put("Default SM-DP+", addresses.defaultDpAddress().orElse("none"));
        facts.put("Root SM-DS", addresses.rootDsAddress().isEmpty() ? "none" : addresses.rootDsAddress());
        facts.put("CI keys", info.ciKeysVerification().toString());
        facts.put("Service", device.switchOn().summary());
        if (json.wanted) {
            json.print(out, facts);
        } else {
            facts.forEach((label, value) -> out.println("%-16s %s".formatted(label, value)));
        }
        return ExitCodes.DONE;
    }
}
