package uicc.toolkit;

/// A list of simple TLV data objects, one of which is current.
public interface ViewHandler {
    /// Octets of the whole list.
    short getLength() throws ToolkitException;

    /// Makes the data object current: the first with that tag is occurrence 1.
    ///
    /// @return one of the TLV_ constants of [ToolkitConstants]
    byte findTLV(byte tag, byte occurrence) throws ToolkitException;

    /// Octets of the current data object's value.
    short getValueLength() throws ToolkitException;

    byte getValueByte(short valueOffset) throws ToolkitException;

    /// Copies a part of the current value.
    ///
    /// @return the offset behind what was copied
    short copyValue(short valueOffset, byte[] dstBuffer, short dstOffset, short dstLength) throws ToolkitException;

    /// Finds the first data object with that tag and copies its value.
    ///
    /// @return the offset behind what was copied
    short findAndCopyValue(byte tag, byte[] dstBuffer, short dstOffset) throws ToolkitException;

    /// Copies a part of the list from its start.
    ///
    /// @return the offset behind what was copied
    short copy(byte[] dstBuffer, short dstOffset, short dstLength) throws ToolkitException;
}
