package org.esimtestbed.lpadaemon.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.Work;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Asks the card's Root SM-DS what waits for the card, and downloads it (SGP.22 §3.6.2).
@RestController
@Tag(name = "discovery")
final class DiscoveryController {
    private final KnownCards cards;
    private final Jobs jobs;
    private final JsonBody bodies;

    DiscoveryController(KnownCards cards, Jobs jobs, JsonBody bodies) {
        this.cards = cards;
        this.jobs = jobs;
        this.bodies = bodies;
    }

    @Schema(name = "Discovery", description = "answers beforehand, as of a download, to every Profile that waits")
    record Discovery(
            @Schema(description = "yes, no, later or silence; absent: the job asks for each Profile")
            Optional<String> consent,

            @Schema(description = "whether yes is said to the policy rules too")
            Optional<Boolean> acceptRules,

            @Schema(description = "absent: the job asks where one is needed")
            Optional<String> confirmationCode,

            @Schema(description = "true: also events that failed a moment ago")
            Optional<Boolean> now) {
        static final Discovery ASKING =
                new Discovery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        @Override
        public String toString() {
            return "Discovery[]"; // it may hold a Confirmation Code
        }
    }

    @PostMapping(Paths.CARD + "/discoveries")
    @Operation(
            summary = "Asks the card's Root SM-DS and downloads what waits there; Location is the job",
            requestBody =
                    @RequestBody(
                            required = false,
                            content = @Content(schema = @Schema(implementation = Discovery.class))))
    @ApiResponse(responseCode = "202", description = "it goes on")
    @ApiResponse(responseCode = "400", description = "field names the place")
    @ApiResponse(responseCode = "409", description = "the card is busy with job")
    ResponseEntity<JobView> discover(@PathVariable String card, HttpServletRequest http) {
        cards.named(card);
        var body = bodies.readIfThere(http, Discovery.class, Discovery.ASKING);
        var said = AnswersBody.of(body.consent(), body.acceptRules(), body.confirmationCode());
        boolean now = body.now().orElse(false);
        Work.Discover work = (device, person, told) -> device.discover(person, now, told);
        return jobs.start(card, Job.Kind.DISCOVERY, work, said, Language.of(http.getLocale()));
    }
}
