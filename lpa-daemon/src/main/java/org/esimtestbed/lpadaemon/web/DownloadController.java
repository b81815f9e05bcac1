package org.esimtestbed.lpadaemon.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.esimtestbed.lpa.download.QrPicture;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.job.Answers;
import org.esimtestbed.lpadaemon.job.Job;
import org.esimtestbed.lpadaemon.job.Work;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Begins a download (SGP.22 §3.1.3) by an Activation Code, as text or as a picture, or at the default SM-DP+.
@RestController
@RequestMapping(Paths.CARD + "/downloads")
@Tag(name = "downloads")
final class DownloadController {
    private static final long MAX_PIXELS = 16_000_000;

    private final KnownCards cards;
    private final Jobs jobs;
    private final JsonBody bodies;
    private final org.esimtestbed.httpdoor.RequestBody pictures;
    private final OnePicture onePicture = new OnePicture();

    DownloadController(KnownCards cards, Jobs jobs, DaemonSettings settings) {
        this.cards = cards;
        this.jobs = jobs;
        this.bodies = new JsonBody(settings.limits()); // with room for a picture
        this.pictures = new org.esimtestbed.httpdoor.RequestBody(
                settings.limits(), MediaType.IMAGE_PNG_VALUE, MediaType.IMAGE_JPEG_VALUE);
    }

    @Schema(name = "Download", description = "one of activationCode, qrCode and defaultSmdp, and answers beforehand")
    record Download(
            @Schema(description = "with or without LPA: in front")
            Optional<String> activationCode,

            @Schema(description = "PNG or JPEG with one QR code in it, base64")
            Optional<String> qrCode,

            @Schema(description = "true: what waits at the default SM-DP+ for this card")
            Optional<Boolean> defaultSmdp,

            @Schema(description = "yes, no, later or silence; absent: the job asks")
            Optional<String> consent,

            @Schema(description = "whether yes is said to the Profile's policy rules too")
            Optional<Boolean> acceptRules,

            @Schema(description = "absent: the job asks where one is needed")
            Optional<String> confirmationCode) {
        @Override
        public String toString() {
            return "Download[]"; // it may hold a Confirmation Code
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Begins a download; Location is the job",
            requestBody =
                    @RequestBody(
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = Download.class)),
                                @Content(mediaType = MediaType.IMAGE_PNG_VALUE),
                                @Content(mediaType = MediaType.IMAGE_JPEG_VALUE)
                            }))
    @ApiResponse(responseCode = "202", description = "it goes on")
    @ApiResponse(responseCode = "400", description = "field names the place")
    @ApiResponse(responseCode = "409", description = "the card is busy with job")
    @ApiResponse(responseCode = "503", description = "another picture is being read, or the daemon stops")
    ResponseEntity<JobView> download(@PathVariable String card, HttpServletRequest http) {
        cards.named(card);
        var body = bodies.read(http, Download.class);
        var said = AnswersBody.of(body.consent(), body.acceptRules(), body.confirmationCode());
        return start(card, way(card, body), said, http);
    }

    @PostMapping(consumes = {MediaType.IMAGE_PNG_VALUE, MediaType.IMAGE_JPEG_VALUE})
    @Operation(summary = "Begins a download by the picture of a QR code; the job asks the End User")
    ResponseEntity<JobView> downloadScanned(@PathVariable String card, HttpServletRequest http) {
        cards.named(card);
        var code = scanned("body", Bytes.wrap(pictures.read(http)));
        return start(card, WayIn.by(code), Answers.NONE, http);
    }

    private ResponseEntity<JobView> start(String card, WayIn way, Answers said, HttpServletRequest http) {
        Work.Download work = (device, person) -> Optional.of(device.download(way, person));
        return jobs.start(card, Job.Kind.DOWNLOAD, work, said, Language.of(http.getLocale()));
    }

    private WayIn way(String card, Download body) {
        boolean byDefault = body.defaultSmdp().orElse(false);
        long ways = Stream.of(body.activationCode().isPresent(), body.qrCode().isPresent(), byDefault)
                .filter(it -> it)
                .count();
        if (ways != 1) throw Refusal.bad("activationCode", "exactly one of activationCode, qrCode, defaultSmdp: true");
        if (byDefault) return atDefaultSmdp(card);
        return WayIn.by(body.activationCode()
                .map(it -> KnownCards.value("activationCode", it, ActivationCode::parse))
                .orElseGet(() -> scanned(
                        "qrCode", KnownCards.value("qrCode", body.qrCode().orElse(""), Bytes::base64))));
    }

    private WayIn atDefaultSmdp(String card) {
        return cards.on(card, device -> device.addresses().defaultDpAddress())
                .map(WayIn::byDefaultSmdp)
                .orElseThrow(() -> Refusal.conflict("the card has no default SM-DP+"));
    }

    private ActivationCode scanned(String field, Bytes picture) {
        return onePicture.at(() -> KnownCards.value(field, field, name -> QrPicture.read(picture, name, MAX_PIXELS)));
    }
}
