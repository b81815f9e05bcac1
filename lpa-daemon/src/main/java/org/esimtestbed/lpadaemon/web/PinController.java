package org.esimtestbed.lpadaemon.web;

import static org.esimtestbed.lpadaemon.web.KnownCards.required;
import static org.esimtestbed.lpadaemon.web.KnownCards.value;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.esimtestbed.lpa.baseband.Pin;
import org.esimtestbed.lpa.baseband.Puk;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The code a SIM wants before the device attaches (ETSI TS 102 221 §9.5).
@RestController
@Tag(name = "cards")
final class PinController {
    private final KnownCards cards;
    private final JsonBody bodies;

    PinController(KnownCards cards, JsonBody bodies) {
        this.cards = cards;
        this.bodies = bodies;
    }

    @Schema(name = "TypedPin")
    record Typed(
            @Schema(description = "4 to 8 digits; the new one beside a PUK")
            Optional<String> pin,

            @Schema(description = "8 digits, where the PIN is blocked")
            Optional<String> puk) {
        @Override
        public String toString() {
            return "Typed[masked]";
        }
    }

    @PostMapping(Paths.CARD + "/pin")
    @Operation(
            summary = "Types the PIN the SIM wants, or the PUK and a new PIN",
            description = "A wrong one is no error: wanted and attemptsLeft say what is wanted next.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Typed.class))))
    CardController.ServiceView type(@PathVariable String card, HttpServletRequest http) {
        cards.named(card);
        var body = bodies.read(http, Typed.class);
        var pin = value("pin", required("pin", body.pin()), Pin::new);
        var puk = body.puk().map(typed -> value("puk", typed, Puk::new));
        return cards.on(
                card,
                device -> CardController.ServiceView.of(
                        puk.isPresent() ? device.typePuk(puk.get(), pin) : device.typePin(pin)));
    }
}
