package org.esimtestbed.lpadaemon.web;

import static org.esimtestbed.lpadaemon.web.KnownCards.required;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.explain.Language;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Looks at jobs, and says to them what the End User says.
@RestController
@RequestMapping(Paths.CARD + "/jobs")
@Tag(name = "jobs")
final class JobController {
    private final KnownCards cards;
    private final JsonBody bodies;

    JobController(KnownCards cards, JsonBody bodies) {
        this.cards = cards;
        this.bodies = bodies;
    }

    @Schema(name = "Consent")
    record Consent(
            @Schema(description = "yes, no, later or silence")
            Optional<String> answer,

            @Schema(description = "whether yes is said to the Profile's policy rules too")
            Optional<Boolean> acceptRules) {}

    @Schema(name = "ConfirmationCode")
    record Code(Optional<String> confirmationCode) {
        @Override
        public String toString() {
            return "Code[]";
        }
    }

    @Schema(name = "Cancel")
    record Cancel(
            @Schema(description = "endUserRejection, postponed or timeout")
            Optional<String> reason) {}

    @GetMapping
    @Operation(summary = "Its jobs since the daemon was started, newest first; 32 are remembered")
    List<JobView> jobs(@PathVariable String card, HttpServletRequest http) {
        var language = Language.of(http.getLocale());
        return cards.named(card).jobs().stream()
                .map(job -> JobView.of(card, job, language))
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "What a job has come to")
    JobView job(@PathVariable String card, @PathVariable String id, HttpServletRequest http) {
        return JobView.of(card, cards.job(card, id), Language.of(http.getLocale()));
    }

    @PostMapping("/{id}/consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Answers what the job offers",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Consent.class))))
    @ApiResponse(responseCode = "409", description = "it does not ask for consent")
    void consent(@PathVariable String card, @PathVariable String id, HttpServletRequest http) {
        var job = cards.job(card, id);
        var body = bodies.read(http, Consent.class);
        var answer = AnswersBody.answer("answer", required("answer", body.answer()));
        try {
            job.consent(answer, body.acceptRules().orElse(false));
        } catch (IllegalArgumentException rulesLeftOut) {
            throw Refusal.bad("acceptRules", String.valueOf(rulesLeftOut.getMessage()));
        }
    }

    @PostMapping("/{id}/confirmation-code")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Types the Confirmation Code",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Code.class))))
    @ApiResponse(responseCode = "409", description = "it does not ask for one")
    void confirmationCode(@PathVariable String card, @PathVariable String id, HttpServletRequest http) {
        var job = cards.job(card, id);
        var code = required("confirmationCode", bodies.read(http, Code.class).confirmationCode());
        job.confirmationCode(AnswersBody.code(code));
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Ends the session with that reason, at the next step that leaves the choice",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Cancel.class))))
    @ApiResponse(responseCode = "409", description = "the package goes to the eUICC already, or the job has ended")
    void cancel(@PathVariable String card, @PathVariable String id, HttpServletRequest http) {
        var job = cards.job(card, id);
        var reason = AnswersBody.reason(
                required("reason", bodies.read(http, Cancel.class).reason()));
        job.cancel(reason);
    }
}
