package org.esimtestbed.lpadaemon.web;

import static org.esimtestbed.lpadaemon.web.KnownCards.require;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.lpa.explain.ExplainedFailure;
import org.esimtestbed.lpa.explain.Language;
import org.esimtestbed.lpa.explain.StepFailure;
import org.esimtestbed.lpa.management.Notifications;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.id.Iccid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What the card has to tell (SGP.22 §3.5).
@RestController
@RequestMapping(Paths.CARD + "/notifications")
@Tag(name = "notifications")
final class NotificationController {
    private final KnownCards cards;

    NotificationController(KnownCards cards) {
        this.cards = cards;
    }

    @Schema(name = "Notification")
    record NotificationView(
            long seqNumber,

            @Schema(description = "install, enable, disable or delete; absent where the card says none, or several")
            Optional<String> event,

            Optional<String> iccid,

            @Schema(description = "of its recipient") String address) {
        static NotificationView of(NotificationMetadata it) {
            return new NotificationView(
                    it.seqNumber(),
                    it.events().size() == 1
                            ? Optional.of(it.event().name().toLowerCase(Locale.ROOT))
                            : Optional.empty(),
                    it.iccid().map(Iccid::digits),
                    it.address());
        }
    }

    @Schema(name = "Delivery")
    record DeliveryView(
            NotificationView notification,
            boolean delivered,

            @Schema(description = "why it is still on the card")
            Optional<String> reason,

            @Schema(description = "with its five faces, where it was tried")
            Optional<ExplainedFailure> failure) {
        static DeliveryView of(Notifications.Delivery it, Language language) {
            return new DeliveryView(
                    NotificationView.of(it.notification()),
                    it.failure().isEmpty(),
                    it.failure(),
                    it.cause().flatMap(StepFailure::of).map(failure -> ExplainedFailure.of(failure, language)));
        }
    }

    @GetMapping
    @Operation(summary = "What waits to be delivered")
    List<NotificationView> list(@PathVariable String card) {
        return cards.on(
                card,
                device -> device.notifications().stream()
                        .map(NotificationView::of)
                        .toList());
    }

    @PostMapping("/deliver")
    @Operation(
            summary = "Delivers what waits, oldest first",
            description = "Who cannot be reached is tried again after a minute, then after twice as long each time.")
    List<DeliveryView> deliver(
            @PathVariable String card,
            @Parameter(description = "try also those who could not be reached a moment ago")
                    @RequestParam(defaultValue = "false")
                    boolean now,
            Locale locale) {
        return cards.on(
                card,
                device -> (now ? device.deliverNotificationsNow() : device.deliverNotifications())
                        .stream()
                                .map(it -> DeliveryView.of(it, Language.of(locale)))
                                .toList());
    }

    @DeleteMapping("/{seqNumber}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes a notification away: its recipient never hears of it")
    void remove(@PathVariable String card, @PathVariable long seqNumber) {
        if (seqNumber < 0) throw Refusal.bad("seqNumber", "0 or more");
        require(cards.on(card, device -> device.removeNotification(seqNumber)));
    }
}
