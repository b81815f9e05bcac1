package org.esimtestbed.lpa.baseband;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.esimtestbed.lpa.bearer.Bearer;
import org.esimtestbed.lpa.bearer.NoBearer;
import org.esimtestbed.rsp.network.Telephony;

/// Dual SIM, dual standby: up to two SIMs, both attached, and one radio between them. One slot carries the data; while
/// the other one has a call, there is none.
public final class DualSim {
    /// Where a card can be.
    public enum Slot {
        FIRST,
        SECOND
    }

    private final Map<Slot, Baseband> basebands = new EnumMap<>(Slot.class);
    private Slot dataSlot = Slot.FIRST;
    private Optional<Slot> calling = Optional.empty();

    public DualSim(Baseband first) {
        basebands.put(Slot.FIRST, first);
    }

    /// A SIM into the second slot, in the place of the one that was there.
    public void insertSecond(Baseband second) {
        basebands.put(Slot.SECOND, second);
    }

    /// Power-on: each SIM attaches for itself.
    public void switchOn() {
        calling = Optional.empty();
        basebands.values().forEach(Baseband::switchOn);
    }

    /// @throws IllegalArgumentException if no card is in that slot
    public Baseband in(Slot slot) {
        return Optional.ofNullable(basebands.get(slot))
                .orElseThrow(() -> new IllegalArgumentException("no card is in slot " + slot));
    }

    /// Whether a card is in that slot.
    public boolean has(Slot slot) {
        return basebands.containsKey(slot);
    }

    /// Which slot carries the data.
    public Slot dataSlot() {
        return dataSlot;
    }

    /// @throws IllegalArgumentException if no card is in that slot
    public void dataSlot(Slot slot) {
        in(slot);
        dataSlot = slot;
    }

    /// The PDN connection of the slot that carries the data.
    ///
    /// @throws NoBearer if it has none, or the other slot has the radio
    public Bearer.Cellular bearer() {
        if (calling.isPresent() && calling.get() != dataSlot) {
            throw new NoBearer("slot " + calling.get() + " has a call, and there is one radio");
        }
        return in(dataSlot).bearer();
    }

    /// A call that goes on until [#hangUp], if it is accepted.
    ///
    /// @param number MSISDN, international, without +
    /// @throws NoBearer if that SIM is not attached, or there is a call already
    public Telephony.Result call(Slot slot, String number) {
        if (calling.isPresent()) throw new NoBearer("slot " + calling.get() + " has a call already");
        var result = in(slot).call(number);
        if (result.accepted()) calling = Optional.of(slot);
        return result;
    }

    public void hangUp() {
        calling = Optional.empty();
    }
}
