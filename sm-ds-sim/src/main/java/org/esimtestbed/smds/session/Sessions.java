package org.esimtestbed.smds.session;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Tlv;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The sessions, as rows that expire. Whatever ends one takes the row away, and with it all that tells the eUICC.
public final class Sessions {
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Duration life;

    /// @param life from InitiateAuthentication on
    public Sessions(JdbcClient jdbc, InstantSource clock, Duration life) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.life = life;
    }

    /// Keeps a new session.
    public void open(Session session) {
        jdbc.sql("insert into ds_session (transaction_id, body, expires_at, ver) values (?, ?, ?, ?)")
                .param(session.transactionId().toString())
                .param(body(session))
                .param(Timestamp.from(clock.instant().plus(life)))
                .param(session.version())
                .update();
    }

    /// The session under that TransactionID.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if there is none
    public Session ongoing(TransactionId transactionId) {
        Optional<Session> found = jdbc.sql("select body from ds_session where transaction_id = ? and expires_at > ?")
                .param(transactionId.toString())
                .param(Timestamp.from(clock.instant()))
                .query((row, number) -> RspJson.mapper().readValue(row.getString(1), Session.class))
                .optional();
        return found.orElseThrow(
                () -> StatusCode.TRANSACTION_UNKNOWN.because("no session has the TransactionID " + transactionId));
    }

    /// The eUICC has proved itself and is refused its event; all it can do now is cancel.
    ///
    /// @param certificate CERT.EUICC, by which its cancellation is checked
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void refuse(Session session, Tlv certificate) {
        int rows = jdbc.sql("update ds_session set body = ?, ver = ver + 1 where transaction_id = ? and ver = ?")
                .param(body(session.refused(certificate)))
                .param(session.transactionId().toString())
                .param(session.version())
                .update();
        if (rows == 0) throw overtaken();
    }

    /// Ends a session. Of two requests that would end it one does.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void end(Session session) {
        int rows = jdbc.sql("delete from ds_session where transaction_id = ? and ver = ?")
                .param(session.transactionId().toString())
                .param(session.version())
                .update();
        if (rows == 0) throw overtaken();
    }

    /// A session and when it is over.
    public record Listed(Session session, Instant expiresAt) {}

    /// Sessions for those who look after the server.
    ///
    /// @param after TransactionID the page begins behind
    public List<Listed> page(String after, int limit) {
        return jdbc.sql("select body, expires_at from ds_session where transaction_id > ? order by transaction_id"
                        + " fetch first " + limit + " rows only")
                .param(after)
                .query((row, number) -> new Listed(
                        RspJson.mapper().readValue(row.getString(1), Session.class),
                        row.getTimestamp(2).toInstant()))
                .list();
    }

    /// Ends a session, however far it is.
    ///
    /// @return whether there was one
    public boolean remove(TransactionId transactionId) {
        return jdbc.sql("delete from ds_session where transaction_id = ?")
                        .param(transactionId.toString())
                        .update()
                == 1;
    }

    private static FunctionRefused overtaken() {
        return StatusCode.TRANSACTION_UNKNOWN.because("another request has moved the session on");
    }

    /// Drops what has expired.
    ///
    /// @return how many sessions there were
    public int forgetExpired() {
        return jdbc.sql("delete from ds_session where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private static String body(Session session) {
        return RspJson.mapper().writeValueAsString(session);
    }
}
