package org.esimtestbed.smds.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.session.SessionRows;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The sessions, as rows that expire. Whatever ends one takes the row away, and with it all that tells the eUICC.
public final class Sessions {
    private final SessionRows<Session> rows;
    private final InstantSource clock;
    private final Duration life;

    /// @param life from InitiateAuthentication on
    public Sessions(JdbcClient jdbc, InstantSource clock, Duration life) {
        this.rows = new SessionRows<>(jdbc, clock, Session.class);
        this.clock = clock;
        this.life = life;
    }

    /// Keeps a new session.
    public void open(Session session) {
        rows.open(session.transactionId(), session, clock.instant().plus(life));
    }

    /// The session under that TransactionID.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if there is none
    public Session ongoing(TransactionId transactionId) {
        return rows.ongoing(transactionId);
    }

    /// The eUICC has proved itself and is refused its event; all it can do now is cancel.
    ///
    /// @param certificate CERT.EUICC, by which its cancellation is checked
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void refuse(Session session, Tlv certificate) {
        rows.save(session.transactionId(), session.version(), session.refused(certificate));
    }

    /// Ends a session. Of two requests that would end it one does.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void end(Session session) {
        rows.end(session.transactionId(), session.version());
    }

    /// Ends a session, however far it is.
    ///
    /// @return whether there was one
    public boolean remove(TransactionId transactionId) {
        return rows.remove(transactionId);
    }

    /// Sessions for those who look after the server.
    ///
    /// @param after TransactionID the page begins behind
    public List<SessionRows.Listed<Session>> page(String after, int limit) {
        return rows.page(after, limit);
    }

    /// Drops what has expired.
    ///
    /// @return how many sessions there were
    public int forgetExpired() {
        return rows.forgetExpired();
    }
}
