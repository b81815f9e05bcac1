package org.esimtestbed.lpadaemon.web;

import org.esimtestbed.httpdoor.Operation;
import org.esimtestbed.httpdoor.RunningRole;
import org.esimtestbed.lpadaemon.DaemonSettings;

/// A daemon that answers, until it is closed.
public final class RunningLpaDaemon implements AutoCloseable {
    private final RunningRole role;

    private RunningLpaDaemon(RunningRole role) {
        this.role = role;
    }

    /// Starts a daemon and returns once it answers; cards are inserted when they are first needed.
    ///
    /// @throws RuntimeException if the port is taken; nothing is left running
    public static RunningLpaDaemon start(DaemonSettings settings) {
        var operation = Operation.ofOnePort(settings.limits(), Paths.CARDS + "/**", Paths.EXPLANATIONS + "/**");
        return new RunningLpaDaemon(RunningRole.start(LpaDaemonConfiguration.class, "lpa-daemon", settings, operation));
    }

    public int port() {
        return role.port();
    }

    /// A part of the role, for those who look into it from beside.
    <T> T part(Class<T> type) {
        return role.part(type);
    }

    /// Begins nothing new; jobs end or are kept, then the port closes.
    @Override
    public void close() {
        role.close();
    }
}
