package uicc.toolkit;

/// The TERMINAL RESPONSE to the command sent last.
public interface ProactiveResponseHandler extends ViewHandler {
    byte getGeneralResult() throws ToolkitException;

    byte getItemIdentifier() throws ToolkitException;

    short getTextStringLength() throws ToolkitException;

    byte getTextStringCodingScheme() throws ToolkitException;

    /// @return the offset behind what was copied
    short copyTextString(byte[] dstBuffer, short dstOffset) throws ToolkitException;
}
