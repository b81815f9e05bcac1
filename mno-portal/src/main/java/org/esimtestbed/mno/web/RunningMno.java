package org.esimtestbed.mno.web;

import org.esimtestbed.httpdoor.RunningRole;
import org.esimtestbed.mno.MnoSettings;
import org.esimtestbed.mno.network.PacketGateway;

/// An operator that answers, until it is closed.
public final class RunningMno implements AutoCloseable {
    private final RunningRole role;

    private RunningMno(RunningRole role) {
        this.role = role;
    }

    /// Starts the operator and returns once it answers. ///
    /// @throws RuntimeException if a port is taken or the database cannot be opened; nothing is left running
    public static RunningMno start(MnoSettings settings) {
        return new RunningMno(RunningRole.start(
                MnoConfiguration.class, "mno-portal", settings, settings.databaseUrl(), "db/migration/mno"));
    }

    public int httpPort() {
        return role.port();
    }

    public int es2Port() {
        return role.otherPort(0);
    }

    /// Of the packet gateway.
    public int gatewayPort() {
        return role.part(PacketGateway.class).port();
    }

    @Override
    public void close() {
        role.close();
    }
}
