package org.esimtestbed.euicc.runtime;

import java.util.List;
import java.util.function.Consumer;
import org.esimtestbed.euicc.runtime.toolkit.ProactivePort;
import org.esimtestbed.euicc.runtime.toolkit.ToolkitEvents;
import org.esimtestbed.rsp.tlv.Bytes;

/// The application every channel begins with, the UICC itself: it also takes the commands that belong to no
/// application (ETSI TS 102 221 §11.2) and may put a proactive command behind any answer.
public interface Platform extends Application, ProactivePort {
    /// The Java Card applets that are to run at present; the same list for as long as they are the same.
    default List<JavaCardInstance> javaCards() {
        return List.of();
    }

    /// Whom to tell of events for toolkit applets.
    default void connect(ToolkitEvents toolkit) {}

    /// A toolkit applet sends a proactive command.
    @Override
    void raise(int type, int qualifier, int destination, Bytes more, Consumer<Bytes> answered);

    /// Whether this command is the platform's, whatever is selected on its channel.
    boolean takes(Command command);

    /// A channel was opened from another one and begins with what TS 102 221 §11.1.17 says.
    void opened(int channel, int from);

    /// The answer as it shall leave, 91xx instead of 9000 while a proactive command waits.
    Answer outgoing(Answer answer);
}
