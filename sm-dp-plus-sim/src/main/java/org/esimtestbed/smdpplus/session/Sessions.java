package org.esimtestbed.smdpplus.session;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.status.StatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The sessions, as rows that expire.
public final class Sessions {
    /// How long an LPA may take from its first message to the installation result.
    private static final Duration LIFE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public Sessions(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps a new session, and drops those that have expired: as many as come, go.
    public void open(Session session) {
        expire();
        jdbc.sql("insert into rsp_session (transaction_id, body, expires_at, ver) values (?, ?, ?, ?)")
                .param(session.transactionId().toString())
                .param(body(session))
                .param(Timestamp.from(clock.instant().plus(LIFE)))
                .param(session.version())
                .update();
    }

    public Optional<Session> find(TransactionId transactionId) {
        return jdbc.sql("select body from rsp_session where transaction_id = ? and expires_at > ?")
                .param(transactionId.toString())
                .param(Timestamp.from(clock.instant()))
                .query((row, number) ->
                        RspJson.mapper().readerFor(Session.class).<Session>readValue(row.getString(1)))
                .optional();
    }

    /// The session under that TransactionID.
    ///
    /// @throws org.esimtestbed.rsp.status.FunctionRefused with 8.10.1/3.9 if there is none
    public Session ongoing(TransactionId transactionId) {
        return find(transactionId)
                .orElseThrow(() ->
                        StatusCode.TRANSACTION_UNKNOWN.because("no session has the TransactionID " + transactionId));
    }

    /// Writes what a function has added.
    ///
    /// @throws org.esimtestbed.rsp.status.FunctionRefused with 8.10.1/3.9 if another request has moved the session
    /// on
    public void save(Session session) {
        var next = new Session(
                session.transactionId(),
                session.serverChallenge(),
                session.serverAddress(),
                session.ciKey(),
                session.authenticated(),
                session.bound(),
                session.version() + 1);
        int rows = jdbc.sql("update rsp_session set body = ?, iccid = ?, ver = ? where transaction_id = ? and ver = ?")
                .param(body(next))
                .param(session.authenticated().map(it -> it.iccid().digits()).orElse(null))
                .param(next.version())
                .param(session.transactionId().toString())
                .param(session.version())
                .update();
        if (rows == 0) throw StatusCode.TRANSACTION_UNKNOWN.because("another request has moved the session on");
    }

    /// Ends a session; a second end is none.
    public void close(TransactionId transactionId) {
        jdbc.sql("delete from rsp_session where transaction_id = ?")
                .param(transactionId.toString())
                .update();
    }

    private void expire() {
        jdbc.sql("delete from rsp_session where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private static String body(Session session) {
        return RspJson.mapper().writeValueAsString(session);
    }
}
