package uicc.toolkit;

/// What one toolkit applet registered for.
public interface ToolkitRegistry {
    void setEvent(short event) throws ToolkitException;

    void setEventList(short[] eventList, short offset, short length) throws ToolkitException;

    void clearEvent(short event) throws ToolkitException;

    boolean isEventSet(short event);

    /// Adds an entry to the menu and registers for its selection.
    ///
    /// @return its identifier
    byte initMenuEntry(
            byte[] menuEntry,
            short offset,
            short length,
            byte nextAction,
            boolean helpSupported,
            byte iconQualifier,
            short iconIdentifier)
            throws ToolkitException;

    void changeMenuEntry(
            byte id,
            byte[] menuEntry,
            short offset,
            short length,
            byte nextAction,
            boolean helpSupported,
            byte iconQualifier,
            short iconIdentifier)
            throws ToolkitException;

    void enableMenuEntry(byte id) throws ToolkitException;

    void disableMenuEntry(byte id) throws ToolkitException;
}
