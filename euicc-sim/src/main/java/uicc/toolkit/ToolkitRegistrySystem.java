package uicc.toolkit;

import org.esimtestbed.euicc.runtime.toolkit.ToolkitContext;

/// Where an applet gets its [ToolkitRegistry].
public final class ToolkitRegistrySystem {
    private ToolkitRegistrySystem() {}

    /// The registry entry of the applet that runs.
    ///
    /// @throws ToolkitException if there is none now
    public static ToolkitRegistry getEntry() throws ToolkitException {
        return ToolkitContext.current().registry();
    }
}
