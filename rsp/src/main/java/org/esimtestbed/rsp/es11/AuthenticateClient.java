package org.esimtestbed.rsp.es11;

import java.util.List;
import java.util.Objects;
import org.esimtestbed.rsp.id.TransactionId;

/// ES11.AuthenticateClient (SGP.22 §5.8.2): the eUICC proves who it is and learns what waits for it. Asked as on ES9+.
public final class AuthenticateClient {
    /// Last part of the path.
    public static final String PATH = "authenticateClient";

    private AuthenticateClient() {}

    /// @param eventEntries oldest first; none is an answer, too
    public record Response(TransactionId transactionId, List<EventEntry> eventEntries) {
        public Response {
            eventEntries = List.copyOf(eventEntries);
        }
    }

    /// Something that waits at a server.
    ///
    /// @param eventId          what to name there: a MatchingID, or another EventID where the server is an SM-DS
    /// @param rspServerAddress FQDN, which a port may follow
    public record EventEntry(String eventId, String rspServerAddress) {
        /// @throws NullPointerException naming the member that a message lacks
        public EventEntry {
            Objects.requireNonNull(eventId, "eventId");
            Objects.requireNonNull(rspServerAddress, "rspServerAddress");
        }
    }
}
