package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rspserver.admin.AdminRefused;
import org.esimtestbed.rspserver.storage.Moments;
import org.esimtestbed.smdpplus.session.Session;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// RSP sessions: those that go on, and those whose result is still waited for.
@RestController
@RequestMapping("/admin/sessions")
@Tag(name = "sessions")
final class SessionController {
    private final JdbcClient jdbc;

    SessionController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Schema(name = "Session")
    record SessionView(
            String transactionId,
            String serverAddress,

            @Schema(description = "from AuthenticateClient on")
            Optional<String> eid,

            Optional<String> iccid,

            @Schema(description = "whether a package was bound in it")
            boolean bound,

            @Schema(description = "from then on no function is answered")
            Instant expiresAt,

            @Schema(description = "from then on no result is taken")
            Instant forgottenAt) {
        static SessionView of(Session session, Instant expires, Instant forgotten) {
            return new SessionView(
                    session.transactionId().toString(),
                    session.serverAddress(),
                    session.authenticated().map(it -> it.eid().digits()),
                    session.authenticated().map(it -> it.iccid().digits()),
                    session.bound(),
                    expires,
                    forgotten);
        }
    }

    @GetMapping
    @Operation(summary = "Sessions, by TransactionID; the next page begins after the last of this one")
    List<SessionView> sessions(
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "100") int limit) {
        return jdbc.sql("select body, expires_at, forget_at from rsp_session where transaction_id > ?"
                        + " order by transaction_id fetch first " + AdminRefused.limit(limit) + " rows only")
                .param(after)
                .query((row, number) -> SessionView.of(
                        RspJson.mapper().readValue(row.getString(1), Session.class),
                        Moments.in(row, 2),
                        Moments.in(row, 3)))
                .list();
    }

    @DeleteMapping("/{transactionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends a session: from now on its TransactionID is unknown (8.10.1/3.9)")
    @ApiResponse(responseCode = "404", description = "there is no such session")
    void end(@PathVariable String transactionId) {
        var which = AdminRefused.value("transactionId", transactionId, TransactionId::of);
        int ended = jdbc.sql("delete from rsp_session where transaction_id = ?")
                .param(which.toString())
                .update();
        if (ended == 0) throw AdminRefused.notThere("no session has the TransactionID " + which);
    }
}
