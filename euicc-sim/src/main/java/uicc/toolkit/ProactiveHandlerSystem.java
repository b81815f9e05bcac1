package uicc.toolkit;

import org.esimtestbed.euicc.runtime.toolkit.ToolkitContext;

/// Where an applet gets its [ProactiveHandler].
public final class ProactiveHandlerSystem {
    private ProactiveHandlerSystem() {}

    /// The handler for proactive commands, while an event is processed.
    ///
    /// @throws ToolkitException if there is none now
    public static ProactiveHandler getTheHandler() throws ToolkitException {
        return ToolkitContext.current().proactiveHandler();
    }
}
