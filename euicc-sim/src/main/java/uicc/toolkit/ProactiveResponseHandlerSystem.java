package uicc.toolkit;

import org.esimtestbed.euicc.runtime.toolkit.ToolkitContext;

/// Where an applet gets its [ProactiveResponseHandler].
public final class ProactiveResponseHandlerSystem {
    private ProactiveResponseHandlerSystem() {}

    /// The response to the last command, once one was sent.
    ///
    /// @throws ToolkitException if there is none now
    public static ProactiveResponseHandler getTheHandler() throws ToolkitException {
        return ToolkitContext.current().responseHandler();
    }
}
