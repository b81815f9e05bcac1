package org.esimtestbed.euicc.runtime.toolkit;

import org.esimtestbed.rsp.tlv.Bytes;
import uicc.toolkit.ProactiveResponseHandler;
import uicc.toolkit.ToolkitConstants;

/// A TERMINAL RESPONSE.
final class Response extends DataObjects implements ProactiveResponseHandler {
    Response(Bytes objects) {
        super(objects);
    }

    @Override
    public byte getGeneralResult() {
        return octet(ToolkitConstants.TAG_RESULT);
    }

    @Override
    public byte getItemIdentifier() {
        return octet(ToolkitConstants.TAG_ITEM_IDENTIFIER);
    }

    @Override
    public byte getTextStringCodingScheme() {
        return octet(ToolkitConstants.TAG_TEXT_STRING);
    }

    /// Without the octet of the coding scheme.
    @Override
    public short getTextStringLength() {
        octet(ToolkitConstants.TAG_TEXT_STRING);
        return (short) (getValueLength() - 1);
    }

    @Override
    public short copyTextString(byte[] dstBuffer, short dstOffset) {
        return copyValue((short) 1, dstBuffer, dstOffset, getTextStringLength());
    }
}
