package org.esimtestbed.smdpplus.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rspserver.session.SessionRows;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The sessions, as rows that expire: an ongoing one after the session's life, one whose package was bound is kept
/// until its installation result has come, or comes no more.
public final class Sessions {
    private final SessionRows<Session> rows;
    private final InstantSource clock;
    private final Duration life;
    private final Duration resultLife;

    /// @param life       from InitiateAuthentication on
    /// @param resultLife how long an installation result is waited for
    public Sessions(JdbcClient jdbc, InstantSource clock, Duration life, Duration resultLife) {
        this.rows = new SessionRows<>(jdbc, clock, Session.class);
        this.clock = clock;
        this.life = life;
        this.resultLife = resultLife;
    }

    /// Keeps a new session.
    public void open(Session session) {
        rows.open(session.transactionId(), session, clock.instant().plus(life));
    }

    /// The session a result may still come for.
    public Optional<Session> awaitingResult(TransactionId transactionId) {
        return rows.kept(transactionId).filter(Session::bound);
    }

    /// The session under that TransactionID.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if there is none
    public Session ongoing(TransactionId transactionId) {
        return rows.ongoing(transactionId);
    }

    /// Writes what a function has added.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void save(Session session) {
        if (session.bound()) {
            var kept = clock.instant().plus(resultLife);
            rows.save(session.transactionId(), session.version(), session.stored(), kept);
        } else {
            rows.save(session.transactionId(), session.version(), session.stored());
        }
    }

    /// Ends a session that was cancelled. If a package was bound in it, its result may have been on the way before.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void giveUp(Session session) {
        rows.giveUp(session.transactionId(), session.version(), session.bound());
    }

    /// Ends a session; a second end is none.
    public void close(TransactionId transactionId) {
        rows.remove(transactionId);
    }

    /// Drops what has expired.
    ///
    /// @return how many sessions there were
    public int forgetExpired() {
        return rows.forgetExpired();
    }
}
