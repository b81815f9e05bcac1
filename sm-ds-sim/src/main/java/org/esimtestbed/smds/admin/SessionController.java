package org.esimtestbed.smds.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rspserver.admin.AdminRefused;
import org.esimtestbed.rspserver.session.SessionRows;
import org.esimtestbed.smds.session.Session;
import org.esimtestbed.smds.session.Sessions;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Sessions of ES11 that go on. Whose eUICC it is they do not tell.
@RestController
@RequestMapping("/admin/sessions")
@Tag(name = "sessions")
final class SessionController {
    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    @Schema(name = "Session")
    record SessionView(
            String transactionId,
            String serverAddress,

            @Schema(description = "whether the eUICC has been refused its event and may still cancel")
            boolean refused,

            @Schema(description = "from then on no function is answered")
            Instant expiresAt) {
        static SessionView of(SessionRows.Listed<Session> listed) {
            var session = listed.session();
            return new SessionView(
                    session.transactionId().toString(),
                    session.pending().serverAddress(),
                    session.euicc().isPresent(),
                    listed.expiresAt());
        }
    }

    @GetMapping
    @Operation(summary = "Sessions, by TransactionID; the next page begins after the last of this one")
    List<SessionView> sessions(
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "100") int limit) {
        var begin = after.isEmpty()
                ? ""
                : AdminRefused.value("after", after, TransactionId::of).toString();
        return sessions.page(begin, AdminRefused.limit(limit)).stream()
                .map(SessionView::of)
                .toList();
    }

    @DeleteMapping("/{transactionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends a session: from now on its TransactionID is unknown (8.10.1/3.9)")
    @ApiResponse(responseCode = "404", description = "there is no such session")
    void end(@PathVariable String transactionId) {
        var which = AdminRefused.value("transactionId", transactionId, TransactionId::of);
        if (!sessions.remove(which)) throw AdminRefused.notThere("no session has the TransactionID " + which);
    }
}
