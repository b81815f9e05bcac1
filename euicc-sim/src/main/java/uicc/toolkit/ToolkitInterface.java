package uicc.toolkit;

import javacard.framework.Shareable;

/// A toolkit applet as the framework meets it. The framework asks the applet's `getShareableInterfaceObject` for it,
/// with no client AID and parameter 1, or takes the applet itself.
public interface ToolkitInterface extends Shareable {
    /// An event the applet registered for has come.
    void processToolkit(short event) throws ToolkitException;
}
