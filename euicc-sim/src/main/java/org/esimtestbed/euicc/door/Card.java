package org.esimtestbed.euicc.door;

import java.util.Optional;
import org.esimtestbed.euicc.runtime.CardRuntime;
import org.esimtestbed.rsp.tlv.Bytes;

/// A card in a reader, in process. Safe for use by many threads: one APDU after another.
public final class Card {
    private final CardRuntime runtime;
    private final Timing timing;
    private final Bytes atr = Atr.euicc();
    private boolean powered;
    private int readers;

    /// A card without power that answers at once.
    public Card(CardRuntime runtime) {
        this(runtime, Timing.IMMEDIATE);
    }

    /// A card without power.
    public Card(CardRuntime runtime, Timing timing) {
        this.runtime = runtime;
        this.timing = timing;
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
        if (isPowered()) runtime.reset();
        return atr;
    }

    /// Takes the power that [#powerOn] gave. A reader that still holds the card keeps it alive.
    public synchronized void powerOff() {
        boolean had = isPowered();
        powered = false;
        if (had && !isPowered()) runtime.reset();
    }

    /// One more reader gives power; the card begins anew only if it had none.
    public synchronized void insert() {
        if (!isPowered()) runtime.reset();
        readers++;
    }

    /// A reader takes its power away; what others give stays.
    public synchronized void remove() {
        readers--;
        if (!isPowered()) runtime.reset();
    }

    public synchronized boolean isPowered() {
        return powered || readers > 0;
    }

    /// One command APDU, one response APDU. Whatever the octets are, the answer is at least a status word.
    ///
    /// @throws IllegalStateException without power
    public synchronized Bytes transmit(Bytes command) {
        if (!isPowered()) throw new IllegalStateException("the card has no power");
        timing.take(command);
        return runtime.transmit(command).bytes();
    }

    /// Why the last status word 6F00 was answered, if one was.
    public synchronized Optional<Throwable> lastFailure() {
        return runtime.lastFailure();
    }
}
