package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The result of a function that answers with nothing but a number, tag 80 within the function's own.
interface ResultCode {
    int number();

    static Tlv encode(int tag, ResultCode code) {
        return Tlv.of(tag, Tlv.number(0x80, code.number()));
    }

    /// @throws MalformedTlv for a number the function does not have
    static <C extends ResultCode> C of(Tlv response, C[] codes) {
        var result = response.child(0x80);
        for (var code : codes) if (code.number() == result.asInt()) return code;
        throw result.malformed("is no result of this function: " + result.asInt());
    }
}
