package org.esimtestbed.rspserver.session;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rspserver.storage.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sessions as rows of `rsp_session`: what a role remembers, as JSON under a TransactionID; an end, from which on no
/// function is answered; another, not before the first, from which on the row may go; and a count of the changes, so
/// that of two requests that would move a session on one does.
///
/// @param <S> what a role remembers
public final class SessionRows<S> {
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Class<S> type;

    public SessionRows(JdbcClient jdbc, InstantSource clock, Class<S> type) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.type = type;
    }

    /// Keeps a new session, whose count of changes is 0.
    ///
    /// @param end of both kinds
    public void open(TransactionId id, S session, Instant end) {
        jdbc.sql("insert into rsp_session (transaction_id, body, expires_at, forget_at, ver) values (?, ?, ?, ?, 0)")
                .param(id.toString())
                .param(body(session))
                .param(Moments.of(end))
                .param(Moments.of(end))
                .update();
    }

    /// The session functions are answered in.
    ///
    /// @throws FunctionRefused with 8.10.1/3.9 if there is none
    public S ongoing(TransactionId id) {
        return find(id, "expires_at")
                .orElseThrow(() -> StatusCode.TRANSACTION_UNKNOWN.because("no session has the TransactionID " + id));
    }

    /// The session, whether functions are answered in it or not.
    public Optional<S> kept(TransactionId id) {
        return find(id, "forget_at");
    }

    private Optional<S> find(TransactionId id, String until) {
        return jdbc.sql("select body from rsp_session where transaction_id = ? and " + until + " > ?")
                .param(id.toString())
                .param(now())
                .query((row, number) -> RspJson.mapper().readValue(row.getString(1), type))
                .optional();
    }

    /// Writes what a function has added.
    ///
    /// @param version of the session the function began with
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void save(TransactionId id, int version, S session) {
        movedOn(jdbc.sql("update rsp_session set body = ?, ver = ver + 1 where transaction_id = ? and ver = ?")
                .param(body(session))
                .param(id.toString())
                .param(version)
                .update());
    }

    /// Writes what a function has added, and until when the row is kept.
    ///
    /// @param version of the session the function began with
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void save(TransactionId id, int version, S session, Instant keptUntil) {
        movedOn(jdbc.sql("update rsp_session set body = ?, forget_at = ?, ver = ver + 1"
                        + " where transaction_id = ? and ver = ?")
                .param(body(session))
                .param(Moments.of(keptUntil))
                .param(id.toString())
                .param(version)
                .update());
    }

    /// No function is answered any more.
    ///
    /// @param version of the session the function began with
    /// @param stays   whether the row is kept as long as before
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void giveUp(TransactionId id, int version, boolean stays) {
        movedOn(jdbc.sql("update rsp_session set expires_at = ?, forget_at = case when ? then forget_at else ? end,"
                        + " ver = ver + 1 where transaction_id = ? and ver = ?")
                .param(now())
                .param(stays)
                .param(now())
                .param(id.toString())
                .param(version)
                .update());
    }

    /// Takes the row away.
    ///
    /// @param version of the session the function began with
    /// @throws FunctionRefused with 8.10.1/3.9 if another request has moved the session on
    public void end(TransactionId id, int version) {
        movedOn(jdbc.sql("delete from rsp_session where transaction_id = ? and ver = ?")
                .param(id.toString())
                .param(version)
                .update());
    }

    private static void movedOn(int rows) {
        if (rows == 0) throw StatusCode.TRANSACTION_UNKNOWN.because("another request has moved the session on");
    }

    /// Takes the row away, however far the session is.
    ///
    /// @return whether there was one
    public boolean remove(TransactionId id) {
        return jdbc.sql("delete from rsp_session where transaction_id = ?")
                        .param(id.toString())
                        .update()
                == 1;
    }

    /// Drops what is kept no longer.
    ///
    /// @return how many sessions there were
    public int forgetExpired() {
        return jdbc.sql("delete from rsp_session where forget_at <= ?")
                .param(now())
                .update();
    }

    /// A session and its two ends.
    public record Listed<S>(S session, Instant expiresAt, Instant forgottenAt) {}

    /// Sessions in the order of their TransactionIDs, for those who look after the server.
    ///
    /// @param after TransactionID the page begins behind
    public List<Listed<S>> page(String after, int limit) {
        return jdbc.sql("select body, expires_at, forget_at from rsp_session where transaction_id > ?"
                        + " order by transaction_id fetch first " + limit + " rows only")
                .param(after)
                .query((row, number) -> new Listed<>(
                        RspJson.mapper().readValue(row.getString(1), type), Moments.in(row, 2), Moments.in(row, 3)))
                .list();
    }

    private OffsetDateTime now() {
        return Moments.of(clock.instant());
    }

    private static String body(Object session) {
        return RspJson.mapper().writeValueAsString(session);
    }
}
