package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.EnumSet;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.rsp.es10.EuiccMemoryReset.Option;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `testbed lpa reset`.
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Resets the card's memory: Profiles go, also an enabled one.",
        footer = {"", "Examples:", "  testbed lpa reset --operational", "  testbed lpa reset --operational --test --yes"
        })
final class LpaReset extends LpaOperation {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private What what = new What();

    @Mixin
    private ReallyOption really = new ReallyOption();

    private static final class What {
        @picocli.CommandLine.Option(names = "--operational", description = "delete operational Profiles")
        private boolean operational;

        @picocli.CommandLine.Option(names = "--test", description = "delete test Profiles loaded in the field")
        private boolean test;

        @picocli.CommandLine.Option(
                names = "--default-address",
                description = "set the default SM-DP+ to what the card was delivered with")
        private boolean defaultAddress;
    }

    @Override
    int perform(Device device, PrintWriter out) {
        var options = EnumSet.noneOf(Option.class);
        if (what.operational) options.add(Option.DELETE_OPERATIONAL_PROFILES);
        if (what.test) options.add(Option.DELETE_FIELD_LOADED_TEST_PROFILES);
        if (what.defaultAddress) options.add(Option.RESET_DEFAULT_SMDP_ADDRESS);
        return report(out, device.reset(options, really.person(json.wanted)), "The card's memory is reset.");
    }
}
