package org.esimtestbed.smds.es11;

import java.util.List;
import org.esimtestbed.rsp.es11.AuthenticateClient.Response;
import org.esimtestbed.rsp.es9plus.AuthenticateClient.Request;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.authentication.EuiccAuthentication;
import org.esimtestbed.smds.event.Event;
import org.esimtestbed.smds.event.Events;
import org.esimtestbed.smds.session.Sessions;

/// ES11.AuthenticateClient (SGP.22 §5.8.2): the eUICC proves who it is and learns what waits for it. Answered, the
/// session is over.
public final class AuthenticateClient {
    private final Sessions sessions;
    private final Events events;
    private final EuiccAuthentication authentication;

    public AuthenticateClient(Sessions sessions, Events events, EuiccAuthentication authentication) {
        this.sessions = sessions;
        this.events = events;
        this.authentication = authentication;
    }

    /// All events of the eUICC, or those under the EventID it names in MatchingID.
    ///
    /// @throws FunctionRefused with the code of the first check that fails, in the order of §5.8.2
    public Response answer(Request request) {
        var session = sessions.ongoing(request.transactionId()); // else 8.10.1 / 3.9
        if (session.euicc().isPresent()) {
            throw StatusCode.TRANSACTION_UNKNOWN.because("the session has had its answer");
        }
        var ok = EuiccAuthentication.answer(request.authenticateServerResponse()); // else 8.1 / 6.1
        var eid = authentication.verify(session.pending(), ok); // else 8.11.1, 8.1.2, 8.1.3, 8.1
        var wanted = ok.euiccSigned1().value().ctxParams1().matchingId().filter(id -> !id.isEmpty());
        var waiting = wanted.map(id -> under(id, eid)).orElseGet(() -> events.of(eid));
        if (wanted.isPresent() && waiting.isEmpty()) {
            sessions.refuse(session, ok.euicc().tlv());
            throw StatusCode.EVENT_UNKNOWN.because("nothing waits for this eUICC under that EventID");
        }
        sessions.end(session);
        return new Response(
                session.transactionId(), waiting.stream().map(Event::entry).toList());
    }

    // What cannot be registered waits for nobody; a database might choke on it.
    private List<Event> under(String eventId, Eid eid) {
        return eventId.matches("[!-~]{1,255}") ? events.of(eid, eventId) : List.of();
    }
}
