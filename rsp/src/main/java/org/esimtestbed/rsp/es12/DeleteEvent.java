package org.esimtestbed.rsp.es12;

import org.esimtestbed.rsp.id.Eid;

/// ES12.DeleteEvent (SGP.22 §5.9.2), ES15.DeleteEvent (§5.10.2): nothing waits for the eUICC any more.
public final class DeleteEvent {
    public static final String PATH = "deleteEvent";

    private DeleteEvent() {}

    /// @param eventId as it was registered
    public record Request(Eid eid, String eventId) {}
}
