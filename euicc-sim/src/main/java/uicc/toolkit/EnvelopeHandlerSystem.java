package uicc.toolkit;

import org.esimtestbed.euicc.runtime.toolkit.ToolkitContext;

/// Where an applet gets its [EnvelopeHandler].
public final class EnvelopeHandlerSystem {
    private EnvelopeHandlerSystem() {}

    /// The envelope that brought the event.
    ///
    /// @throws ToolkitException if there is none now
    public static EnvelopeHandler getTheHandler() throws ToolkitException {
        return ToolkitContext.current().envelopeHandler();
    }
}
