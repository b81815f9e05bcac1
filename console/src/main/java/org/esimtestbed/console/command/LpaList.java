package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import picocli.CommandLine.Command;

/// `testbed lpa list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the Profiles on the card.",
        footer = {"", "Examples:", "  testbed lpa list", "  testbed lpa list --json"})
final class LpaList extends LpaOperation {
    private static final Table TABLE = new Table(List.of(20, 8, 16, 30)); // 80 columns with what is between them

    /// A Profile as a row.
    record Row(String iccid, String isdp, String state, String provider, String name) {}

    @Override
    int perform(Device device, PrintWriter out) {
        var rows = device.profiles().stream()
                .map(it -> new Row(
                        it.iccid().map(Iccid::digits).orElse("?"),
                        it.isdpAid().map(Aid::toString).orElse("?"),
                        it.state()
                                .map(state -> state.name().toLowerCase(Locale.ROOT))
                                .orElse("?"),
                        it.serviceProviderName().orElse(""),
                        it.nickname()
                                .filter(nickname -> !nickname.isEmpty())
                                .or(it::profileName)
                                .orElse("")))
                .toList();
        if (json.wanted) {
            json.print(out, rows);
        } else if (rows.isEmpty()) {
            out.println("No Profile is on the card.");
        } else {
            TABLE.print(out, List.of("ICCID", "STATE", "PROVIDER", "NAME"));
            rows.forEach(row -> TABLE.print(out, List.of(row.iccid(), row.state(), row.provider(), row.name())));
        }
        return ExitCodes.DONE;
    }
}
