package org.esimtestbed.euicc.door;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.CardRuntime;
import org.esimtestbed.rsp.tlv.Bytes;

/// A card in a reader, in process. Safe for use by many threads: one APDU after another.
public final class Card {
    private final CardRuntime runtime;
    private final Bytes atr = Atr.euicc();
    private boolean powered;

    /// A card without power.
    public Card(CardRuntime runtime) {
        this.runtime = runtime;
    }

    /// The Answer To Reset, whether there is power or not.
    public Bytes atr() {
        return atr;
    }

    /// Gives power, which resets the card, and returns the ATR.
    public synchronized Bytes powerOn() {
        powered = true;
        runtime.reset();
        return atr;
    }

    /// A warm reset: everything volatile is gone. A card without power stays without.
    public synchronized Bytes reset() {
        if (powered) runtime.reset();
        return atr;
    }

    public synchronized void powerOff() {
        if (powered) runtime.reset();
        powered = false;
    }

    public synchronized boolean isPowered() {
        return powered;
    }

    /// One command APDU, one response APDU. Whatever the octets are, the answer is at least a status word.
    ///
    /// @throws IllegalStateException without power
    public synchronized Bytes transmit(Bytes command) {
        if (!powered) throw new IllegalStateException("the card has no power");
        return runtime.transmit(command).bytes();
    }

    /// Why the last status word 6F00 was answered, if one was.
    public synchronized Optional<Throwable> lastFailure() {
        return runtime.lastFailure();
    }
}
