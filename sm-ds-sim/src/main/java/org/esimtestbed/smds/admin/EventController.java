package org.esimtestbed.smds.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rspserver.admin.AdminRefused;
import org.esimtestbed.smds.event.Event;
import org.esimtestbed.smds.event.Events;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Event Records, looked at and taken away by hand.
@RestController
@RequestMapping("/admin/events")
@Tag(name = "events")
final class EventController {
    private final Events events;

    EventController(Events events) {
        this.events = events;
    }

    @Schema(name = "Event")
    record EventView(
            long id,

            @Schema(description = "OID of the SM-DP+ or Alternative SM-DS that registered it")
            String owner,

            String eventId,
            String eid,
            String rspServerAddress,
            boolean forwardingIndicator,

            @Schema(description = "its EventID at the Root SM-DS; null: the Root is not told of it")
            Optional<String> forwardedId,

            @Schema(description = "Forwarding until the Root SM-DS knows of it, then Registered")
            String state,

            Instant registeredAt,
            Instant expiresAt) {
        static EventView of(Event event) {
            return new EventView(
                    event.id(),
                    event.owner().dotted(),
                    event.eventId(),
                    event.eid().digits(),
                    event.address(),
                    event.forwarding(),
                    event.forwardedId(),
                    switch (event.state()) {
                        case FORWARDING -> "Forwarding";
                        case REGISTERED -> "Registered";
                    },
                    event.registeredAt(),
                    event.expiresAt());
        }
    }

    @GetMapping
    @Operation(summary = "Events, oldest first; the next page begins after the last of this one")
    List<EventView> events(
            @RequestParam Optional<String> eid,
            @Parameter(description = "OID") @RequestParam Optional<String> owner,
            @Parameter(description = "id the page begins behind") @RequestParam(defaultValue = "0") long after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int limit) {
        return events
                .page(
                        eid.map(it -> AdminRefused.value("eid", it, Eid::new)),
                        owner.map(it -> AdminRefused.value("owner", it, Oid::new)),
                        after,
                        AdminRefused.limit(limit))
                .stream()
                .map(EventView::of)
                .toList();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes an event away; neither its owner nor the Root SM-DS is told")
    @ApiResponse(responseCode = "404", description = "there is no such event")
    void remove(@PathVariable long id) {
        if (!events.remove(id)) throw AdminRefused.notThere("no event has the id " + id);
    }
}
