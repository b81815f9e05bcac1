package org.esimtestbed.smds.web;

import org.esimtestbed.httpdoor.RunningRole;
import org.esimtestbed.rspserver.storage.Durability;
import org.esimtestbed.smds.DsIdentity;
import org.esimtestbed.smds.SmDsSettings;
import org.esimtestbed.smds.event.Events;

/// An SM-DS that answers, until it is closed.
public final class RunningSmDs implements AutoCloseable {
    private final RunningRole role;

    private RunningSmDs(RunningRole role) {
        this.role = role;
    }

    /// Starts a server and returns once it answers: a Root, or an Alternative where the settings name its Root.
    ///
    /// @throws RuntimeException if a port is taken or the database cannot be opened; nothing is left running
    public static RunningSmDs start(SmDsSettings settings) {
        return new RunningSmDs(RunningRole.start(
                settings.root().isPresent() ? AlternativeConfiguration.class : RootConfiguration.class,
                "sm-ds",
                settings,
                Durability.url(settings.databaseUrl()),
                "db/migration/smds",
                settings.operation()));
    }

    public int es11Port() {
        return role.port();
    }

    /// The ES11 port of one of the identities.
    public int es11Port(int identity) {
        return identity == 0 ? role.port() : role.otherPort(identity);
    }

    /// The port of ES12 and, at a Root, of ES15.
    public int es12Port() {
        return role.otherPort(0);
    }

    /// The port for operation.
    ///
    /// @throws IllegalStateException if there is none
    public int adminPort() {
        return role.adminPort();
    }

    /// Who this server is under the first of its CIs.
    public DsIdentity identity() {
        return role.part(SmDsSettings.class).identity();
    }

    /// The events, for those who look into the server from beside it.
    public Events events() {
        return role.part(Events.class);
    }

    @Override
    public void close() {
        role.close();
    }
}
