package org.esimtestbed.console.ecosystem;

import org.esimtestbed.euicc.door.Card;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.rsp.tlv.Bytes;

/// A card in the same JVM, as the device sees it: APDUs and nothing else.
public final class InProcess implements CardChannel {
    private final Card card;

    /// Switches the card on.
    public InProcess(Card card) {
        this.card = card;
        card.powerOn();
    }

    @Override
    public Bytes transmit(Bytes command) {
        return card.transmit(command);
    }

    @Override
    public Bytes reset() {
        return card.reset();
    }

    @Override
    public void close() {
        card.powerOff();
    }
}
