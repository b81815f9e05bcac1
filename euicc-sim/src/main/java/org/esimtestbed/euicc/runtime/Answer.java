package org.esimtestbed.euicc.runtime;

import org.esimtestbed.rsp.tlv.Bytes;

/// A response APDU before it is cut to what the terminal expects.
///
/// @param data       any size
/// @param statusWord 6xxx or 9xxx
public record Answer(Bytes data, int statusWord) {
    public static final Answer OK = new Answer(Bytes.EMPTY, StatusWord.OK);

    public static Answer of(Bytes data) {
        return new Answer(data, StatusWord.OK);
    }

    public static Answer of(int statusWord) {
        return new Answer(Bytes.EMPTY, statusWord);
    }

    /// The response as it leaves the card.
    public Bytes bytes() {
        return data.plus(Bytes.of(statusWord >> 8, statusWord));
    }

    @Override
    public String toString() {
        // The data may be session keys.
        return "Answer[%d octets of data, %04X]".formatted(data.size(), statusWord);
    }
}
