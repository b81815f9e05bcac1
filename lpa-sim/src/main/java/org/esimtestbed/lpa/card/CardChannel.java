package org.esimtestbed.lpa.card;

import org.esimtestbed.rsp.tlv.Bytes;

/// The electrical door of a card: command APDU in, response APDU with status word out.
public interface CardChannel extends AutoCloseable {
    /// @throws CardGone if the card does not answer
    Bytes transmit(Bytes command);

    /// Cold reset: everything the card held in volatile memory is gone.
    ///
    /// @return the ATR
    /// @throws CardGone if the card does not answer
    Bytes reset();

    @Override
    void close();
}
