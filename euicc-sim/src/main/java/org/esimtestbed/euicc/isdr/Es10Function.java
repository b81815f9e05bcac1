package org.esimtestbed.euicc.isdr;

import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// One function of ES10 on the card's side.
interface Es10Function {
    /// The tag of its request and of its response.
    int tag();

    /// @throws MalformedTlv if the request is none of this function; nothing has changed then
    Tlv answer(Tlv request);
}
