package org.esimtestbed.euicc.runtime.toolkit;

import java.util.function.Consumer;
import org.esimtestbed.rsp.tlv.Bytes;

/// Where the framework leaves a proactive command for the terminal.
@FunctionalInterface
public interface ProactivePort {
    /// @param type        of command (ETSI TS 102 223 §9.4)
    /// @param qualifier   §8.6
    /// @param destination device identity
    /// @param more        the data objects behind command details and device identities
    /// @param answered    gets the data objects of TERMINAL RESPONSE
    /// @throws IllegalArgumentException if the command is too long for one FETCH
    void raise(int type, int qualifier, int destination, Bytes more, Consumer<Bytes> answered);
}
