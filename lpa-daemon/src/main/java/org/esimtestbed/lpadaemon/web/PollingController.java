package org.esimtestbed.lpadaemon.web;

import static org.esimtestbed.lpadaemon.web.KnownCards.required;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.esimtestbed.lpadaemon.slot.CardPolling;
import org.esimtestbed.lpadaemon.slot.PollingOrder;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Whether, and how often, the card's Root SM-DS is asked without anybody's asking (SGP.22 §3.6.2).
@RestController
@RequestMapping(Paths.CARD + "/polling")
@Tag(name = "discovery")
final class PollingController {
    private final KnownCards cards;
    private final Polls polls;
    private final JsonBody bodies;

    PollingController(KnownCards cards, Polls polls, JsonBody bodies) {
        this.cards = cards;
        this.polls = polls;
        this.bodies = bodies;
    }

    @Schema(name = "PollingRequest", description = "how often, and answers beforehand as of a discovery")
    record Request(
            @Schema(description = "seconds, 1 to 2592000, give or take a tenth")
            Optional<Integer> every,

            Optional<String> consent,
            Optional<Boolean> acceptRules,
            Optional<String> confirmationCode) {
        @Override
        public String toString() {
            return "Request[]"; // it may hold a Confirmation Code
        }
    }

    @Schema(name = "Polling")
    record View(
            @Schema(description = "seconds") long every,

            @Schema(description = "absent while a poll goes on")
            Optional<Instant> next,

            @Schema(description = "path of the poll that goes on")
            Optional<String> job,

            @Schema(description = "the last time it was due")
            Optional<Turn> last) {
        static View of(String card, CardPolling polling) {
            var it = polling.standing();
            return new View(
                    it.every().toSeconds(),
                    it.next(),
                    it.running().map(job -> Paths.job(card, job)),
                    it.last().map(turn -> Turn.of(card, turn)));
        }
    }

    @Schema(name = "PollingTurn")
    record Turn(
            Instant at,

            @Schema(description = "how the job ended, or skipped: the card was busy")
            String outcome,

            String message,

            @Schema(description = "path of the job; a poll that found nothing is forgotten with the next")
            Optional<String> job) {
        static Turn of(String card, CardPolling.Turn turn) {
            return new Turn(
                    turn.at(),
                    turn.end().map(end -> JobView.word(end.outcome())).orElse("skipped"),
                    turn.message(),
                    turn.job().map(job -> Paths.job(card, job)));
        }
    }

    @GetMapping
    @Operation(summary = "How often the SM-DS is asked, when next, and what it came to")
    @ApiResponse(responseCode = "404", description = "it is off")
    View get(@PathVariable String card) {
        return cards.named(card).polling().map(it -> View.of(card, it)).orElseThrow(() -> off(card));
    }

    @PutMapping
    @Operation(
            summary = "Asks the SM-DS at once, and from then on at an interval, each time in a job",
            description =
                    "A daemon that is started anew goes on with it. It does not remember a Confirmation Code, and "
                            + "asks where one is needed.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Request.class))))
    @ApiResponse(responseCode = "400", description = "field names the place")
    View on(@PathVariable String card, HttpServletRequest http) {
        var slot = cards.named(card);
        var body = bodies.read(http, Request.class);
        int every = required("every", body.every());
        if (every < 1 || every > PollingOrder.LONGEST)
            throw Refusal.bad("every", "is 1 to " + PollingOrder.LONGEST + " seconds");
        var said = AnswersBody.of(body.consent(), body.acceptRules(), body.confirmationCode());
        var polling = polls.begin(slot, new PollingOrder(Duration.ofSeconds(every), said));
        return View.of(card, polling);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Switches it off for good; a poll that goes on comes to its own end")
    @ApiResponse(responseCode = "404", description = "it is off")
    void off(@PathVariable String card, HttpServletRequest http) {
        if (!cards.named(card).stopPolling()) throw off(card);
    }

    private static Refusal off(String card) {
        return Refusal.notThere("polling of card " + card + " is off");
    }
}
