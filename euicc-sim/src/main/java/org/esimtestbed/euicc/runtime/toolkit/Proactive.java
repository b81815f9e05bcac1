package org.esimtestbed.euicc.runtime.toolkit;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;
import uicc.toolkit.ProactiveHandler;
import uicc.toolkit.ToolkitConstants;
import uicc.toolkit.ToolkitException;

/// The command an applet is building. Its list begins behind device identities.
final class Proactive extends DataObjects implements ProactiveHandler {
    // What is left of 256 octets besides tag, length, command details and device identities.
    private static final int ROOM = 256 - 3 - 5 - 4;
    private static final int RESPONSE_LENGTH = 0x91;
    private static final int TEXT = 0x8D;

    private final ToolkitSession session;
    private int type = -1;
    private int qualifier;
    private int destination;

    Proactive(ToolkitSession session) {
        super(Bytes.EMPTY);
        this.session = session;
    }

    int type() {
        return type;
    }

    int qualifier() {
        return qualifier;
    }

    int destination() {
        return destination;
    }

    @Override
    public void init(byte newType, byte newQualifier, byte dstDevice) {
        type = newType & 0xFF;
        qualifier = newQualifier & 0xFF;
        destination = dstDevice & 0xFF;
        list(Bytes.EMPTY);
    }

    @Override
    public void initDisplayText(byte newQualifier, byte dcs, byte[] buffer, short offset, short length) {
        init(ToolkitConstants.PRO_CMD_DISPLAY_TEXT, newQualifier, ToolkitConstants.DEV_ID_DISPLAY);
        appendTLV((byte) TEXT, dcs, buffer, offset, length);
    }

    @Override
    public void initGetInkey(byte newQualifier, byte dcs, byte[] buffer, short offset, short length) {
        init(ToolkitConstants.PRO_CMD_GET_INKEY, newQualifier, ToolkitConstants.DEV_ID_TERMINAL);
        appendTLV((byte) TEXT, dcs, buffer, offset, length);
    }

    @Override
    public void initGetInput(
            byte newQualifier,
            byte dcs,
            byte[] buffer,
            short offset,
            short length,
            short minRespLength,
            short maxRespLength) {
        init(ToolkitConstants.PRO_CMD_GET_INPUT, newQualifier, ToolkitConstants.DEV_ID_TERMINAL);
        appendTLV((byte) TEXT, dcs, buffer, offset, length);
        appendTLV((byte) RESPONSE_LENGTH, (byte) minRespLength, (byte) maxRespLength);
    }

    @Override
    public void clear() {
        type = -1;
        list(Bytes.EMPTY);
    }

    @Override
    public void appendTLV(byte tag, byte value) {
        append(Tlv.of(tag & 0xFF, Bytes.of(value)).raw());
    }

    @Override
    public void appendTLV(byte tag, byte value1, byte value2) {
        append(Tlv.of(tag & 0xFF, Bytes.of(value1, value2)).raw());
    }

    @Override
    public void appendTLV(byte tag, byte[] value, short valueOffset, short valueLength) {
        append(Tlv.of(tag & 0xFF, part(value, valueOffset, valueLength)).raw());
    }

    @Override
    public void appendTLV(byte tag, byte value1, byte[] value2, short value2Offset, short value2Length) {
        append(Tlv.of(tag & 0xFF, Bytes.of(value1).plus(part(value2, value2Offset, value2Length)))
                .raw());
    }

    @Override
    public void appendArray(byte[] buffer, short offset, short length) {
        append(part(buffer, offset, length));
    }

    @Override
    public byte send() {
        require(type >= 0, ToolkitException.UNAVAILABLE_ELEMENT);
        // a REFRESH is the card's own affair, and 0x25 is the menu of all applets together
        boolean isTheirs = type != ToolkitConstants.PRO_CMD_REFRESH && type != ToolkitConstants.PRO_CMD_SET_UP_MENU;
        require(isTheirs && isWellFormed(), ToolkitException.COMMAND_NOT_ALLOWED);
        return session.send(this);
    }

    // appendArray takes whatever an applet gives it
    private boolean isWellFormed() {
        try {
            Tlv.parseAll(list());
            return true;
        } catch (MalformedTlv e) {
            return false;
        }
    }

    private void append(Bytes object) {
        require(list().size() + object.size() <= ROOM, ToolkitException.HANDLER_OVERFLOW);
        list(list().plus(object));
    }

    private static Bytes part(byte[] array, short offset, short length) {
        return Bytes.copyOf(array).slice(offset, offset + length);
    }
}
