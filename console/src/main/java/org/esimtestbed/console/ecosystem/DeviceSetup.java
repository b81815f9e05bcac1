package org.esimtestbed.console.ecosystem;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.BasebandQuirk;
import org.esimtestbed.lpa.baseband.BasebandSettings;
import org.esimtestbed.lpa.baseband.DualSim.Slot;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// How the End User has set the device, and what kind of modem is in it; kept in its memory.
///
/// @param apn                     access point the End User has set, 1 to 100 characters (3GPP TS 23.003 §9.1); absent:
///                                that of the subscription
/// @param modemQuirks             how the modem misbehaves
/// @param knowsProfileStateChange whether the modem announces REFRESH by eUICC Profile State Change
/// @param secondSim               the card in the second slot, as the command line names cards
/// @param dataSlot                which SIM carries the data, 1 or 2
public record DeviceSetup(
        boolean wifi,
        Optional<String> apn,
        Set<BasebandQuirk> modemQuirks,
        boolean knowsProfileStateChange,
        Optional<String> secondSim,
        int dataSlot) {
    /// As it was delivered.
    public static final DeviceSetup DELIVERED =
            new DeviceSetup(true, Optional.empty(), Set.of(), false, Optional.empty(), 1);

    private static final String NAME = "device.json";
    private static final String ACCESS_POINT = "[A-Za-z0-9]([A-Za-z0-9.-]{0,98}[A-Za-z0-9])?";

    // sorted, so that a file is written the same each time
    private record Page(
            boolean wifi,
            Optional<String> apn,
            @Nullable List<BasebandQuirk> modemQuirks,
            boolean knowsProfileStateChange,
            Optional<String> secondSim,
            int dataSlot) {}

    /// @throws IllegalArgumentException naming what cannot be set
    public DeviceSetup {
        modemQuirks = Set.copyOf(modemQuirks);
        apn.filter(it -> !it.matches(ACCESS_POINT)).ifPresent(it -> {
            throw new IllegalArgumentException(
                    "an access point is letters, digits, - and . between them: \"" + it + '"');
        });
        if (dataSlot != 1 && dataSlot != 2) {
            throw new IllegalArgumentException("there are the slots 1 and 2, not " + dataSlot);
        }
        if (dataSlot == 2 && secondSim.isEmpty()) throw new IllegalArgumentException("no card is in slot 2");
    }

    /// What was set before.
    ///
    /// @throws IllegalArgumentException if the memory holds something else
    public static DeviceSetup kept(DeviceMemory memory) {
        return memory.read(NAME).map(DeviceSetup::read).orElse(DELIVERED);
    }

    private static DeviceSetup read(Bytes content) {
        try {
            var page = RspJson.mapper().readValue(content.toArray(), Page.class);
            var quirks = page.modemQuirks();
            if (quirks == null) throw new IllegalArgumentException("modemQuirks is missing");
            return new DeviceSetup(
                    page.wifi(),
                    page.apn(),
                    Set.copyOf(quirks),
                    page.knowsProfileStateChange(),
                    page.secondSim(),
                    page.dataSlot());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the device's memory " + NAME + " holds no setup (testbed lpa device --as-delivered makes one): "
                            + (e instanceof JacksonException json ? RspJson.complaint(json) : e.getMessage()),
                    e);
        }
    }

    public void keep(DeviceMemory memory) {
        if (equals(DELIVERED)) {
            memory.forget(NAME);
            return;
        }
        var sorted = modemQuirks.stream().sorted().toList();
        var page = new Page(wifi, apn, sorted, knowsProfileStateChange, secondSim, dataSlot);
        memory.write(NAME, Bytes.wrap(RspJson.mapper().writeValueAsBytes(page)));
    }

    public BasebandSettings modem() {
        return new BasebandSettings(knowsProfileStateChange, modemQuirks);
    }

    /// Sets a device that has just been made. One that is as delivered is left as it is; another one is switched on,
    /// because its modem has a part in what follows.
    ///
    /// @param second is the card in the second slot, where there is one; the device closes it
    public void apply(Device device, Optional<CardChannel> second) {
        if (equals(DELIVERED)) return;
        device.wifi(wifi);
        second.ifPresent(device::insertSecond);
        var sims = device.sims();
        sims.dataSlot(slot());
        sims.in(slot()).apn(apn);
        sims.switchOn();
    }

    public Slot slot() {
        return dataSlot == 1 ? Slot.FIRST : Slot.SECOND;
    }
}
