package org.esimtestbed.euicc.runtime.toolkit;

import java.util.Optional;
import uicc.toolkit.EnvelopeHandler;
import uicc.toolkit.ProactiveHandler;
import uicc.toolkit.ProactiveResponseHandler;
import uicc.toolkit.ToolkitException;
import uicc.toolkit.ToolkitRegistry;

/// What the static methods of the API reach for the applet that runs on this thread.
public final class ToolkitContext {
    private static final ThreadLocal<ToolkitContext> CURRENT = new ThreadLocal<>();

    private final ToolkitEntry entry;
    private final Optional<ToolkitSession> session;

    ToolkitContext(ToolkitEntry entry, Optional<ToolkitSession> session) {
        this.entry = entry;
        this.session = session;
    }

    /// @throws ToolkitException with REGISTRY_ERROR if no applet runs here
    public static ToolkitContext current() {
        var current = CURRENT.get();
        if (current == null) throw new ToolkitException(ToolkitException.REGISTRY_ERROR);
        return current;
    }

    /// Runs an applet's code with this as its context.
    void run(Runnable applet) {
        CURRENT.set(this);
        try {
            applet.run();
        } finally {
            CURRENT.remove();
        }
    }

    public ToolkitRegistry registry() {
        return entry;
    }

    public ProactiveHandler proactiveHandler() {
        return session().proactive();
    }

    public ProactiveResponseHandler responseHandler() {
        return session().response().orElseThrow(ToolkitContext::notAvailable);
    }

    public EnvelopeHandler envelopeHandler() {
        return session().envelope().orElseThrow(ToolkitContext::notAvailable);
    }

    private ToolkitSession session() {
        return session.orElseThrow(ToolkitContext::notAvailable);
    }

    private static ToolkitException notAvailable() {
        return new ToolkitException(ToolkitException.HANDLER_NOT_AVAILABLE);
    }
}
