package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// One function of ES10 on the card's side.
interface Es10Function {
    /// The tag of its request and of its response.
    int tag();

    /// What the function answers to a request that lacks something or has it in the wrong place; nothing for a
    /// function whose response has no such error, or where the request does not say enough to name it.
    default Optional<Tlv> undefinedError(Tlv request) {
        return Optional.empty();
    }

    /// @throws MalformedTlv if the request is none of this function; nothing has changed then
    Tlv answer(Tlv request);
}
