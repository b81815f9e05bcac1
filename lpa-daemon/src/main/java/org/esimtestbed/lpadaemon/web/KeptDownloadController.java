package org.esimtestbed.lpadaemon.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.explain.ExplainedFailure;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.Work;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The download that has begun and not ended, whatever broke it off: a kill, the loss of card or network.
@RestController
@RequestMapping(Paths.CARD + "/kept-download")
@Tag(name = "downloads")
final class KeptDownloadController {
    private final KnownCards cards;
    private final Jobs jobs;
    private final JsonBody bodies;

    KeptDownloadController(KnownCards cards, Jobs jobs, JsonBody bodies) {
        this.cards = cards;
        this.jobs = jobs;
        this.bodies = bodies;
    }

    @Schema(name = "KeptDownload")
    record KeptDownload(boolean underWay) {}

    @Schema(name = "GivenUp")
    record GivenUp(
            @Schema(description = "why the session was not cancelled")
            ExplainedFailure failure) {}

    @Schema(name = "Resume", description = "answers beforehand, as of a download")
    record Resume(Optional<String> consent, Optional<Boolean> acceptRules, Optional<String> confirmationCode) {
        static final Resume ASKING = new Resume(Optional.empty(), Optional.empty(), Optional.empty());

        @Override
        public String toString() {
            return "Resume[]"; // it may hold a Confirmation Code
        }
    }

    @GetMapping
    @Operation(summary = "Whether a download has begun and not ended")
    KeptDownload get(@PathVariable String card) {
        return new KeptDownload(cards.on(card, Device::hasDownloadUnderWay));
    }

    @PostMapping("/resume")
    @Operation(
            summary = "Brings it to its end; Location is the job",
            requestBody =
                    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Resume.class))))
    @ApiResponse(responseCode = "202", description = "it goes on")
    @ApiResponse(responseCode = "404", description = "none is under way")
    ResponseEntity<JobView> resume(@PathVariable String card, HttpServletRequest http) {
        cards.named(card);
        var body = bodies.readIfThere(http, Resume.class, Resume.ASKING);
        var said = AnswersBody.of(body.consent(), body.acceptRules(), body.confirmationCode());
        if (!cards.on(card, Device::hasDownloadUnderWay)) throw nothing(card);
        Work.Download work = Device::resume;
        return jobs.start(card, Job.Kind.RESUME, work, said, Language.of(http.getLocale()));
    }

    @DeleteMapping
    @Operation(summary = "Gives it up")
    @ApiResponse(responseCode = "204", description = "eUICC and SM-DP+ have cancelled its session, where it had one")
    @ApiResponse(
            responseCode = "200",
            description = "given up, but eUICC or SM-DP+ have not cancelled its session",
            content = @Content(schema = @Schema(implementation = GivenUp.class)))
    @ApiResponse(responseCode = "404", description = "none is under way")
    ResponseEntity<GivenUp> giveUp(
            @PathVariable String card,
            @Parameter(description = "endUserRejection, postponed or timeout, told where the SM-DP+ knows of it")
                    @RequestParam(defaultValue = "postponed")
                    String reason,
            HttpServletRequest http) {
        var why = AnswersBody.reason(reason);
        var trouble = new ArrayList<RuntimeException>();
        if (!cards.on(card, device -> device.giveUp(why, trouble::add))) throw nothing(card);
        return trouble.isEmpty()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok(new GivenUp(Problems.explained(trouble.getFirst(), http)));
    }

    private static Refusal nothing(String card) {
        return Refusal.notThere("no download is under way on card " + card);
    }
}
