package org.esimtestbed.lpa.quirk;

import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.rsp.tlv.Bytes;

/// The card's door with a quirk before it.
record QuirkyChannel(CardChannel honest, CardQuirk quirk) implements CardChannel {
    @Override
    public Bytes transmit(Bytes command) {
        return quirk.transmit(command, honest);
    }

    @Override
    public Bytes reset() {
        return honest.reset();
    }

    @Override
    public void close() {
        honest.close();
    }
}
