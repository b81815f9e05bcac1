package org.esimtestbed.rsp.es12;

import org.esimtestbed.rsp.id.Eid;

/// ES12.RegisterEvent (SGP.22 §5.9.1), ES15.RegisterEvent (§5.10.1): something waits for an eUICC at a server.
public final class RegisterEvent {
    public static final String PATH = "registerEvent";

    private RegisterEvent() {}

    /// @param rspServerAddress    FQDN of the SM-DP+ where it waits; on ES15 of the Alternative SM-DS that knows where
    /// @param eventId             what the LPA is to name there: the MatchingID of the order (§3.6.1)
    /// @param forwardingIndicator whether an Alternative SM-DS is to register the event at the Root SM-DS as well
    public record Request(Eid eid, String rspServerAddress, String eventId, boolean forwardingIndicator) {}
}
