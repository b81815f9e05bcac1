package org.esimtestbed.lpa.baseband;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// A proactive command as FETCH gives it (ETSI TS 102 223 §6.6).
///
/// @param details number, type, qualifier
record ProactiveCommand(Tlv details) {
    private static final int PROACTIVE = 0xD0;
    static final int REFRESH = 0x01;

    /// @throws MalformedTlv if the data is no proactive command
    static ProactiveCommand of(Bytes fetched) {
        for (var object : Tlv.parseAll(Tlv.parse(fetched).expect(PROACTIVE).value())) {
            if ((object.tag() & 0x7F) == 0x01) {
                object.sized(3);
                return new ProactiveCommand(object);
            }
        }
        throw new MalformedTlv(0, "a proactive command without command details");
    }

    int type() {
        return details.value().at(1);
    }

    int qualifier() {
        return details.value().at(2);
    }

    /// TERMINAL RESPONSE: done (§6.8).
    Bytes performed() {
        return response(0x00);
    }

    /// TERMINAL RESPONSE: beyond this terminal's capabilities.
    Bytes beyondCapabilities() {
        return response(0x30);
    }

    private Bytes response(int result) {
        var objects = Bytes.concat(
                details.raw(),
                Bytes.of(0x82, 0x02, 0x82, 0x81), // from terminal to UICC
                Bytes.of(0x83, 0x01, result));
        return Bytes.concat(Bytes.of(0x80, 0x14, 0x00, 0x00, objects.size()), objects);
    }
}
