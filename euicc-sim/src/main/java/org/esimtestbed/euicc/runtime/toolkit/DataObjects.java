package org.esimtestbed.euicc.runtime.toolkit;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;
import uicc.toolkit.ToolkitConstants;
import uicc.toolkit.ToolkitException;
import uicc.toolkit.ViewHandler;

/// A list of data objects, read through Java Card's arrays.
class DataObjects implements ViewHandler {
    private static final int WITHOUT_COMPREHENSION = 0x7F;

    private Bytes list;
    private Bytes current = Bytes.EMPTY;
    private boolean found;

    DataObjects(Bytes list) {
        this.list = list;
    }

    final Bytes list() {
        return list;
    }

    final void list(Bytes objects) {
        list = objects;
        found = false;
    }

    @Override
    public short getLength() {
        return (short) list.size();
    }

    @Override
    public byte findTLV(byte tag, byte occurrence) {
        found = false;
        int wanted = tag & WITHOUT_COMPREHENSION;
        int left = occurrence;
        try {
            for (var tlv : Tlv.parseAll(list)) {
                if ((tlv.tag() & WITHOUT_COMPREHENSION) != wanted || --left > 0) continue;
                current = tlv.value();
                found = true;
                return (tlv.tag() & 0x80) != 0
                        ? ToolkitConstants.TLV_FOUND_CR_SET
                        : ToolkitConstants.TLV_FOUND_CR_NOT_SET;
            }
        } catch (MalformedTlv e) {
            return ToolkitConstants.TLV_NOT_FOUND;
        }
        return ToolkitConstants.TLV_NOT_FOUND;
    }

    @Override
    public short getValueLength() {
        return (short) value().size();
    }

    @Override
    public byte getValueByte(short valueOffset) {
        return part(value(), valueOffset, 1).toArray()[0];
    }

    @Override
    public short copyValue(short valueOffset, byte[] dstBuffer, short dstOffset, short dstLength) {
        return copied(part(value(), valueOffset, dstLength), dstBuffer, dstOffset);
    }

    @Override
    public short findAndCopyValue(byte tag, byte[] dstBuffer, short dstOffset) {
        require(findTLV(tag, (byte) 1) != ToolkitConstants.TLV_NOT_FOUND, ToolkitException.UNAVAILABLE_ELEMENT);
        return copied(value(), dstBuffer, dstOffset);
    }

    @Override
    public short copy(byte[] dstBuffer, short dstOffset, short dstLength) {
        return copied(part(list, 0, dstLength), dstBuffer, dstOffset);
    }

    /// The first octet of the data object with that tag.
    final byte octet(byte tag) {
        require(findTLV(tag, (byte) 1) != ToolkitConstants.TLV_NOT_FOUND, ToolkitException.UNAVAILABLE_ELEMENT);
        return getValueByte((short) 0);
    }

    private Bytes value() {
        require(found, ToolkitException.UNAVAILABLE_ELEMENT);
        return current;
    }

    private static Bytes part(Bytes octets, int offset, int length) {
        boolean isWithin = offset >= 0 && length >= 0 && offset + length <= octets.size();
        require(isWithin, ToolkitException.OUT_OF_TLV_BOUNDARIES);
        return octets.slice(offset, offset + length);
    }

    private static short copied(Bytes octets, byte[] dstBuffer, short dstOffset) {
        octets.copyTo(dstBuffer, dstOffset); // beyond the array it is Java's exception, as on any card
        return (short) (dstOffset + octets.size());
    }

    static void require(boolean condition, short reason) {
        if (!condition) ToolkitException.throwIt(reason);
    }
}
