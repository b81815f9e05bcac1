package org.esimtestbed.smdpplus.web;

import org.esimtestbed.httpdoor.RunningRole;
import org.esimtestbed.rspserver.storage.Durability;
import org.esimtestbed.smdpplus.ServerIdentity;
import org.esimtestbed.smdpplus.SmDpPlusSettings;
import org.esimtestbed.smdpplus.callback.CallbackRows;
import org.esimtestbed.smdpplus.fixture.Fixtures;
import org.esimtestbed.smdpplus.operator.Operators;
import org.esimtestbed.smdpplus.order.Intake;
import org.esimtestbed.smdpplus.order.Orders;
import org.esimtestbed.smdpplus.profile.Contents;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.quirk.Script;

/// An SM-DP+ that answers, until it is closed.
public final class RunningSmDpPlus implements AutoCloseable {
    private final RunningRole role;

    private RunningSmDpPlus(RunningRole role) {
        this.role = role;
    }

    /// Starts a server and returns once it answers.
    ///
    /// @throws RuntimeException if a port is taken or the database cannot be opened; nothing is left running
    public static RunningSmDpPlus start(SmDpPlusSettings settings) {
        return new RunningSmDpPlus(RunningRole.start(
                SmDpPlusConfiguration.class,
                "sm-dp-plus",
                settings,
                Durability.url(settings.databaseUrl()),
                "db/migration/smdpplus",
                settings.operation()));
    }

    public int es9Port() {
        return role.port();
    }

    /// The ES9+ port of one of the identities.
    public int es9Port(int identity) {
        return identity == 0 ? role.port() : role.otherPort(identity);
    }

    /// The port for operation.
    ///
    /// @throws IllegalStateException if there is none
    public int adminPort() {
        return role.adminPort();
    }

    public int es2Port() {
        return role.otherPort(0);
    }

    /// Who this server is under the first of its CIs.
    public ServerIdentity identity() {
        return role.part(SmDpPlusSettings.class).identity();
    }

    /// The orders, for those who look into the server from beside it.
    public Orders orders() {
        return role.part(Orders.class);
    }

    /// Where Profiles come into stock.
    public Intake intake() {
        return role.part(Intake.class);
    }

    /// What ordered Profiles are made of.
    public Contents contents() {
        return role.part(Contents.class);
    }

    /// What operators have not been told yet.
    public CallbackRows callbacks() {
        return role.part(CallbackRows.class);
    }

    /// What it does wrong.
    public Script script() {
        return role.part(Script.class);
    }

    /// Puts the server into known states.
    public Fixtures fixtures() {
        return role.part(Fixtures.class);
    }

    /// Who may order.
    public Operators operators() {
        return role.part(Operators.class);
    }

    /// What they may order.
    public ProfileTypes profileTypes() {
        return role.part(ProfileTypes.class);
    }

    @Override
    public void close() {
        role.close();
    }
}
