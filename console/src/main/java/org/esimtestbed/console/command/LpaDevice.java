package org.esimtestbed.console.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.esimtestbed.console.ecosystem.DeviceFolder;
import org.esimtestbed.console.ecosystem.DeviceSetup;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.BasebandQuirk;
import org.esimtestbed.lpa.memory.MemoryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `testbed lpa device`.
@Command(
        name = "device",
        mixinStandardHelpOptions = true,
        description = {
            "Sets the device, switches it on and tells how it stands; what is set stays for all commands that follow.",
            "Each command is a life of its own: the modem begins with power-on."
        },
        footer = {
            "",
            "Examples:",
            "  testbed lpa device",
            "  testbed lpa device --wifi off                 the LPA's traffic goes by the SIM",
            "  testbed lpa device --wifi off --apn internet",
            "  testbed lpa device --modem-quirk ignores-refresh",
            "  testbed lpa device --second-sim 127.0.0.1:9101 --data-slot 2",
            "  testbed lpa device --as-delivered"
        })
final class LpaDevice extends LpaOperation {
    enum Switch {
        on,
        off
    }

    private static final class QuirkWord implements ITypeConverter<BasebandQuirk> {
        @Override
        public BasebandQuirk convert(String word) {
            for (var quirk : BasebandQuirk.values()) {
                if (quirk.word().equals(word)) return quirk;
            }
            throw new TypeConversionException("no quirk of a modem: \"" + word + "\"; there are "
                    + List.of(BasebandQuirk.values()).stream()
                            .map(BasebandQuirk::word)
                            .collect(Collectors.joining(", ")));
        }
    }

    @Option(names = "--as-delivered", description = "forget all that was set before")
    private boolean asDelivered;

    @Option(names = "--wifi", paramLabel = "on|off", description = "off: the LPA's traffic goes by the SIM")
    private Optional<Switch> wifi = Optional.empty();

    @Option(names = "--apn", paramLabel = "NAME", description = "access point the End User has set")
    private Optional<String> apn = Optional.empty();

    @Option(names = "--no-apn", description = "the access point of the subscription")
    private boolean noApn;

    @Option(
            names = "--modem-quirk",
            paramLabel = "QUIRK",
            split = ",",
            converter = QuirkWord.class,
            description = "leaves-the-card-waiting, ignores-refresh or keeps-cached-files, in place of those before")
    private Set<BasebandQuirk> quirks = Set.of();

    @Option(names = "--no-modem-quirk", description = "an honest modem")
    private boolean honest;

    @Option(
            names = "--profile-state-change",
            paramLabel = "on|off",
            description = "whether the modem knows REFRESH by eUICC Profile State Change")
    private Optional<Switch> profileStateChange = Optional.empty();

    @Option(
            names = "--second-sim",
            paramLabel = "CARD",
            description = "into the second slot: HOST:PORT of a card in vpcd framing, pcsc:READER, or replay:FILE")
    private Optional<String> secondSim = Optional.empty();

    @Option(names = "--no-second-sim", description = "out of the second slot, and data by the first")
    private boolean noSecondSim;

    @Option(names = "--data-slot", paramLabel = "1|2", description = "which SIM carries the data")
    private Optional<Integer> dataSlot = Optional.empty();

    @Override
    int work() {
        change();
        return super.work();
    }

    private void change() {
        refuseBoth("--apn", apn.isPresent(), "--no-apn", noApn);
        refuseBoth("--modem-quirk", !quirks.isEmpty(), "--no-modem-quirk", honest);
        refuseBoth("--second-sim", secondSim.isPresent(), "--no-second-sim", noSecondSim);
        secondSim.ifPresent(CardOption::channel); // a name that is none is better told now
        endpoints(); // where nothing runs there is no device
        try (var folder = DeviceFolder.lock(folder(), "testbed lpa device", A_MOMENT)) {
            var memory = new MemoryFolder(folder.path());
            var before = asDelivered ? DeviceSetup.DELIVERED : DeviceSetup.kept(memory);
            var after = new DeviceSetup(
                    wifi.map(it -> it == Switch.on).orElse(before.wifi()),
                    noApn ? Optional.empty() : apn.or(before::apn),
                    honest ? Set.of() : quirks.isEmpty() ? before.modemQuirks() : quirks,
                    profileStateChange.map(it -> it == Switch.on).orElse(before.knowsProfileStateChange()),
                    noSecondSim ? Optional.empty() : secondSim.or(before::secondSim),
                    dataSlot.orElse(noSecondSim ? 1 : before.dataSlot()));
            if (!after.equals(before) || asDelivered) after.keep(memory);
        }
    }

    private static void refuseBoth(String one, boolean isOne, String other, boolean isOther) {
        if (isOne && isOther) throw new IllegalArgumentException(one + " and " + other + " exclude one another");
    }

    @Override
    int perform(Device device, PrintWriter out) {
        var facts = new LinkedHashMap<String, String>();
        switchOn(device);
        facts.put("Wi-Fi", setup().wifi() ? "on" : "off");
        facts.put("Access point", setup().apn().orElse("of the subscription"));
        facts.put("Modem", modem());
        facts.putAll(service(device, setup()));
        if (json.wanted) {
            json.print(out, facts);
        } else {
            facts.forEach((label, value) -> out.println("%-16s %s".formatted(label, value)));
        }
        return ExitCodes.DONE;
    }

    private String modem() {
        var misbehaves =
                setup().modemQuirks().stream().map(BasebandQuirk::word).sorted().collect(Collectors.joining(", "));
        return (misbehaves.isEmpty() ? "honest" : misbehaves)
                + (setup().knowsProfileStateChange() ? ", knows eUICC Profile State Change" : "");
    }
}
