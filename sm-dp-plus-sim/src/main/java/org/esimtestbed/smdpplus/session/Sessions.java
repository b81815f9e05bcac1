package org.esimtestbed.smdpplus.session;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The sessions, as rows that expire: an ongoing one after the session's life, one whose package was bound is kept
/// until its installation result has come, or comes no more.
public final class Sessions {
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Duration life;
    private final Duration resultLife;

    /// @param life       from InitiateAuthentication on
    /// @param resultLife how long an installation result is waited for
    public Sessions(JdbcClient jdbc, InstantSource clock, Duration life, Duration resultLife) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.life = life;
        this.resultLife = resultLife;
    }

    /// Keeps a new session.
    public void open(Session session) {
        var end = Timestamp.from(clock.instant().plus(life));
        jdbc.sql("insert into rsp_session (transaction_id, body, expires_at, forget_at, ver) values (?, ?, ?, ?, ?)")
                .param(session.transactionId().toString())
                .param(body(session))
                .param(end)
                .param(end)
                .param(session.version())
                .update();
    }

    /// The session a result may still come for.
    public Optional<Session> awaitingResult(TransactionId transactionId) {
        return find(transactionId, "forget_at").filter(Session::bound);
    }

    /// The session under that TransactionID.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if there is none
    public Session ongoing(TransactionId transactionId) {
        return find(transactionId, "expires_at")
                .orElseThrow(() ->
                        StatusCode.TRANSACTION_UNKNOWN.because("no session has the TransactionID " + transactionId));
    }

    private Optional<Session> find(TransactionId transactionId, String until) {
        return jdbc.sql("select body from rsp_session where transaction_id = ? and " + until + " > ?")
                .param(transactionId.toString())
                .param(Timestamp.from(clock.instant()))
                .query((row, number) -> RspJson.mapper().readValue(row.getString(1), Session.class))
                .optional();
    }

    /// Writes what a function has added.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void save(Session session) {
        var kept = Timestamp.from(clock.instant().plus(session.bound() ? resultLife : life));
        int rows = jdbc.sql("update rsp_session set body = ?, forget_at = ?, ver = ver + 1"
                        + " where transaction_id = ? and ver = ?")
                .param(body(session.stored()))
                .param(kept)
                .param(session.transactionId().toString())
                .param(session.version())
                .update();
        if (rows == 0) throw overtaken();
    }

    /// Ends a session that was cancelled. If a package was bound in it, its result may have been on the way before.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void giveUp(Session session) {
        var now = Timestamp.from(clock.instant());
        int rows = jdbc.sql("update rsp_session set expires_at = ?, forget_at = case when ? then forget_at else ? end,"
                        + " ver = ver + 1 where transaction_id = ? and ver = ?")
                .param(now)
                .param(session.bound())
                .param(now)
                .param(session.transactionId().toString())
                .param(session.version())
                .update();
        if (rows == 0) throw overtaken();
    }

    private static FunctionRefused overtaken() {
        return StatusCode.TRANSACTION_UNKNOWN.because("another request has moved the session on");
    }

    /// Ends a session; a second end is none.
    public void close(TransactionId transactionId) {
        jdbc.sql("delete from rsp_session where transaction_id = ?")
                .param(transactionId.toString())
                .update();
    }

    /// Drops what has expired.
    ///
    /// @return how many sessions there were
    public int forgetExpired() {
        return jdbc.sql("delete from rsp_session where forget_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private static String body(Session session) {
        return RspJson.mapper().writeValueAsString(session);
    }
}
