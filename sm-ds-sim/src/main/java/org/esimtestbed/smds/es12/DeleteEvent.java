package org.esimtestbed.smds.es12;

import java.util.Optional;
import org.esimtestbed.rsp.es12.DeleteEvent.Request;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.EmptyResponse;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.smds.es15.RootSmDs;
import org.esimtestbed.smds.event.Events;

/// ES12.DeleteEvent and ES15.DeleteEvent (SGP.22 §5.9.2, §5.10.2). What was forwarded is deleted at the Root first: if
/// that fails, the event stays as it was, at both.
public final class DeleteEvent {
    private final Events events;
    private final Optional<RootSmDs> root;

    /// @param root absent: this is a Root
    public DeleteEvent(Events events, Optional<RootSmDs> root) {
        this.events = events;
        this.root = root;
    }

    /// @param owner SM-DP+ or Alternative SM-DS that asks; an event of another is none of its
    /// @throws FunctionRefused with 8.9.5/3.9, 8.9/5.1 or 8.9/4.2
    public EmptyResponse answer(Oid owner, Request request) {
        var event = events.find(owner, request.eventId())
                .filter(it -> it.eid().equals(request.eid()))
                .orElseThrow(() -> StatusCode.EVENT_UNKNOWN.because(
                        "the function requester has no event " + request.eventId() + " for that eUICC here"));
        if (event.forwardedId().isPresent() && root.isPresent()) root.get().delete(event);
        if (!events.remove(event.id())) {
            throw StatusCode.EVENT_UNKNOWN.because("the event was deleted this very moment");
        }
        return new EmptyResponse();
    }
}
