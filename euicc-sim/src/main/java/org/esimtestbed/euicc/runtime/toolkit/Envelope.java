package org.esimtestbed.euicc.runtime.toolkit;

import org.esimtestbed.rsp.tlv.Tlv;
import uicc.toolkit.EnvelopeHandler;
import uicc.toolkit.ToolkitConstants;

/// The envelope an event came in.
final class Envelope extends DataObjects implements EnvelopeHandler {
    private final int tag;

    Envelope(Tlv envelope) {
        super(envelope.value());
        this.tag = envelope.tag();
    }

    @Override
    public byte getEnvelopeTag() {
        return (byte) tag;
    }

    @Override
    public byte getItemIdentifier() {
        return octet(ToolkitConstants.TAG_ITEM_IDENTIFIER);
    }
}
