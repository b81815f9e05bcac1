package uicc.toolkit;

/// Builds a proactive command and sends it.
public interface ProactiveHandler extends EditHandler {
    /// Begins a command: its details and device identities.
    void init(byte type, byte qualifier, byte dstDevice) throws ToolkitException;

    void initDisplayText(byte qualifier, byte dcs, byte[] buffer, short offset, short length) throws ToolkitException;

    void initGetInkey(byte qualifier, byte dcs, byte[] buffer, short offset, short length) throws ToolkitException;

    void initGetInput(
            byte qualifier,
            byte dcs,
            byte[] buffer,
            short offset,
            short length,
            short minRespLength,
            short maxRespLength)
            throws ToolkitException;

    /// Waits until the terminal has answered.
    ///
    /// @return the general result of TERMINAL RESPONSE
    byte send() throws ToolkitException;
}
