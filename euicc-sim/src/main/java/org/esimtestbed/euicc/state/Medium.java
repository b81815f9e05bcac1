package org.esimtestbed.euicc.state;

import java.io.IOException;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// What a card's memory is written to: octets that survive the loss of power.
interface Medium {
    /// Everything that is there; empty if nothing was ever written.
    Optional<Bytes> read() throws IOException;

    /// Writes behind what is there. When this returns, it is there for good; where it throws, any part of it may be.
    void append(Bytes octets) throws IOException;

    /// Puts this in the place of everything, wholly or not at all.
    void replace(Bytes octets) throws IOException;
}
