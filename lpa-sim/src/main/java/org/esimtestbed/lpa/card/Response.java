package org.esimtestbed.lpa.card;

import org.esimtestbed.rsp.tlv.Bytes;

/// A whole response: data of all GET RESPONSEs together, and the last status word.
public record Response(Bytes data, int statusWord) {
    static Response of(Bytes apdu) {
        if (apdu.size() < 2) throw new IllegalArgumentException("a response APDU has a status word: " + apdu.hex());
        var status = apdu.last(2);
        return new Response(apdu.first(apdu.size() - 2), status.at(0) << 8 | status.at(1));
    }

    /// 9000, or 91xx: done, and the card has something to say.
    public boolean isOk() {
        return statusWord == 0x9000 || statusWord >>> 8 == 0x91;
    }

    int sw1() {
        return statusWord >>> 8;
    }

    int sw2() {
        return statusWord & 0xFF;
    }
}
