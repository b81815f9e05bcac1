package org.esimtestbed.lpadaemon.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpadaemon.job.JobEvent;
import org.esimtestbed.lpadaemon.job.JobLog;
import org.esimtestbed.lpadaemon.job.JobState;
import org.esimtestbed.rsp.json.RspJson;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The progress of a job as server-sent events (HTML, §9.2), from its first event or behind one. Each watcher is a
/// virtual thread that reads the job's log: one that reads slowly keeps nobody waiting, and is cut when it does not
/// read at all.
@RestController
@Tag(name = "jobs")
final class EventController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final KnownCards cards;

    EventController(KnownCards cards) {
        this.cards = cards;
    }

    @GetMapping(Paths.CARD + "/jobs/{id}/events")
    @Operation(
            summary = "Server-sent events: state, exchange, segment, discovered, and end, the last",
            parameters =
                    @Parameter(
                            name = LAST_EVENT_ID,
                            in = ParameterIn.HEADER,
                            description = "id of the event the answer begins behind",
                            schema = @Schema(type = "integer")))
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE))
    @ApiResponse(responseCode = "204", description = "nothing comes behind that event")
    void events(
            @PathVariable String card, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        var log = cards.job(card, id).log();
        long after = after(http, log);
        if (log.isOver() && after == log.last()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT); // a browser comes back no more
            return;
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (http.getMethod().equals(HttpMethod.HEAD.name())) return;
        try {
            response.flushBuffer();
            watch(log, after, response.getOutputStream(), Language.of(http.getLocale()));
        } catch (IOException gone) {
            // whoever watched does so no more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long after(HttpServletRequest http, JobLog log) {
        var given = Optional.ofNullable(http.getHeader(LAST_EVENT_ID)).map(String::strip);
        if (given.isEmpty()) return 0;
        if (!given.get().matches("[0-9]{1,18}") || Long.parseLong(given.get()) > log.last()) {
            throw Refusal.bad(LAST_EVENT_ID, "is the id of no event of this job");
        }
        return Long.parseLong(given.get());
    }

    private static void watch(JobLog log, long after, OutputStream out, Language language)
            throws IOException, InterruptedException {
        long told = after;
        while (true) {
            boolean over = log.isOver(); // looked at first: what came before is told below
            var entries = log.after(told, over ? Duration.ZERO : HEARTBEAT);
            for (var entry : entries) {
                out.write(text(entry, language).getBytes(UTF_8));
                told = entry.id();
            }
            if (over && entries.isEmpty()) return;
            if (entries.isEmpty()) out.write(": waiting\n\n".getBytes(UTF_8)); // finds out whether anybody reads
            out.flush();
        }
    }

    private static String text(JobLog.Entry entry, Language language) {
        var data = switch (entry.event()) {
            case JobEvent.Entered(JobState.Ended(var end)) -> JobView.End.of(end, language);
            case JobEvent.Entered(var state) -> JobView.State.of(state, language);
            case JobEvent.Exchanged it -> it;
            case JobEvent.Found(var it) -> JobView.Found.of(it, language);
            case JobEvent.Loaded it -> it;
        };
        var type = switch (entry.event()) {
            case JobEvent.Entered(JobState.Ended _) -> "end";
            case JobEvent.Entered _ -> "state";
            case JobEvent.Exchanged _ -> "exchange";
            case JobEvent.Found _ -> "discovered";
            case JobEvent.Loaded _ -> "segment";
        };
        // JSON in one line: it escapes every line break
        return "id: " + entry.id() + "\nevent: " + type + "\ndata: "
                + RspJson.mapper().writeValueAsString(data) + "\n\n";
    }
}
