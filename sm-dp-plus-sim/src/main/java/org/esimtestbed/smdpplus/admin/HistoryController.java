package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rspserver.admin.AdminRefused;
import org.esimtestbed.rspserver.storage.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What has happened, and what operators are still to be told of it.
@RestController
@RequestMapping("/admin")
@Tag(name = "history")
final class HistoryController {
    private final JdbcClient jdbc;

    HistoryController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Schema(name = "Callback")
    record CallbackView(
            long id,
            String operator,
            String iccid,

            @Schema(description = "functionCallIdentifier, the same at each attempt")
            String callId,

            @Schema(description = "that failed") int attempts,
            Instant createdAt,
            @Schema(description = "of the next attempt") Instant dueAt) {}

    @Schema(name = "Event")
    record EventView(
            long id,
            @Schema(description = "of the SM-DS") String address,
            String iccid,
            String eid,
            @Schema(description = "the MatchingID") String eventId,

            @Schema(description = "REGISTERING, REGISTERED or DELETING")
            String state,

            @Schema(description = "that failed, to do what the state says")
            int attempts,

            @Schema(description = "of the state") Instant since,

            @Schema(description = "of the next attempt; absent if there is nothing to do")
            Optional<Instant> dueAt) {}

    @GetMapping("/audit")
    @Operation(summary = "Changes of all orders, oldest first; the next page begins after the last of this one")
    List<AuditView> audit(
            @Parameter(description = "2026-12-01T00:00:00Z") @RequestParam Optional<String> since,
            @Parameter(description = "id the page begins behind") @RequestParam(defaultValue = "0") long after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int limit) {
        var begin =
                since.map(it -> AdminRefused.value("since", it, Instant::parse)).orElse(Instant.EPOCH);
        return jdbc.sql("select " + AuditView.COLUMNS + " from order_audit where at >= ? and id > ?"
                        + " order by id fetch first " + AdminRefused.limit(limit) + " rows only")
                .param(Moments.of(begin))
                .param(after)
                .query(AuditView::of)
                .list();
    }

    @GetMapping("/callbacks")
    @Operation(summary = "What operators are still to be told, oldest first")
    List<CallbackView> callbacks(
            @Parameter(description = "id the page begins behind") @RequestParam(defaultValue = "0") long after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int limit) {
        return jdbc.sql("select id, operator, iccid, call_id, attempts, created_at, due_at from callback"
                        + " where id > ? order by id fetch first " + AdminRefused.limit(limit) + " rows only")
                .param(after)
                .query((row, number) -> new CallbackView(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        Moments.in(row, 6),
                        Moments.in(row, 7)))
                .list();
    }

    @GetMapping("/events")
    @Operation(summary = "Events that SM-DSs have, or are still to be told of, oldest first")
    List<EventView> events(
            @Parameter(description = "id the page begins behind") @RequestParam(defaultValue = "0") long after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int limit) {
        return jdbc.sql("select id, address, iccid, eid, event_id, state, attempts, since, due_at from smds_event"
                        + " where id > ? order by id fetch first " + AdminRefused.limit(limit) + " rows only")
                .param(after)
                .query((row, number) -> new EventView(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7),
                        Moments.in(row, 8),
                        Moments.maybeIn(row, 9)))
                .list();
    }
}
