package org.esimtestbed.lpadaemon.web;

import static org.esimtestbed.lpadaemon.web.KnownCards.require;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Optional;
import org.esimtestbed.rsp.es10.EuiccMemoryReset.Option;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// eUICC Memory Reset (SGP.22 §3.3.2, §5.7.19).
@RestController
@Tag(name = "cards")
final class ResetController {
    private final KnownCards cards;
    private final JsonBody bodies;

    ResetController(KnownCards cards, JsonBody bodies) {
        this.cards = cards;
        this.bodies = bodies;
    }

    @Schema(name = "Reset")
    record Reset(
            @Schema(description = "delete operational Profiles")
            Optional<Boolean> operational,

            @Schema(description = "delete test Profiles loaded in the field")
            Optional<Boolean> test,

            @Schema(description = "set the default SM-DP+ to what the card was delivered with")
            Optional<Boolean> defaultAddress,

            @Schema(description = "yes: this cannot be undone")
            Optional<String> confirm) {}

    @PostMapping(Paths.CARD + "/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @io.swagger.v3.oas.annotations.Operation(
            summary = "Resets the card's memory: Profiles go, also an enabled one",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Reset.class))))
    void reset(@PathVariable String card, HttpServletRequest http) {
        cards.named(card);
        var body = bodies.read(http, Reset.class);
        var what = EnumSet.noneOf(Option.class);
        if (body.operational().orElse(false)) what.add(Option.DELETE_OPERATIONAL_PROFILES);
        if (body.test().orElse(false)) what.add(Option.DELETE_FIELD_LOADED_TEST_PROFILES);
        if (body.defaultAddress().orElse(false)) what.add(Option.RESET_DEFAULT_SMDP_ADDRESS);
        if (what.isEmpty()) throw Refusal.bad("operational", "nor test or defaultAddress is true: nothing to reset");
        require(cards.on(card, device -> device.reset(what, new StrongConfirmation(body.confirm()))));
    }
}
