package org.esimtestbed.smds.event;

import java.time.Instant;
import java.util.Optional;
import org.esimtestbed.rsp.es11.AuthenticateClient.EventEntry;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;

/// An Event Record.
///
/// @param id          of the row; 0 while there is none
/// @param owner       SM-DP+ or Alternative SM-DS that registered it, and alone may delete it
/// @param eventId     no other event of the owner has it
/// @param address     rspServerAddress: where it waits
/// @param forwarding  forwardingIndicator as it was asked
/// @param forwardedId EventID under which this SM-DS has registered it at its Root
/// @param expiresAt   from then on it is gone
public record Event(
        long id,
        Oid owner,
        String eventId,
        Eid eid,
        String address,
        boolean forwarding,
        Optional<String> forwardedId,
        State state,
        Instant registeredAt,
        Instant expiresAt) {

    public enum State {
        /// The Root SM-DS is to learn of it first; no LPA does before.
        FORWARDING,
        REGISTERED
    }

    /// Whether somebody asks once more for what this event is.
    public boolean isSameAs(Event asked) {
        return owner.equals(asked.owner)
                && eventId.equals(asked.eventId)
                && eid.equals(asked.eid)
                && address.equals(asked.address);
    }

    public EventEntry entry() {
        return new EventEntry(eventId, address);
    }
}
