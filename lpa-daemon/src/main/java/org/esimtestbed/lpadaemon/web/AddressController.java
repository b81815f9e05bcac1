package org.esimtestbed.lpadaemon.web;

import static org.esimtestbed.lpadaemon.web.KnownCards.require;
import static org.esimtestbed.lpadaemon.web.KnownCards.required;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The default SM-DP+ (SGP.22 §5.7.3, §5.7.4).
@RestController
@RequestMapping(Paths.CARD + "/default-address")
@Tag(name = "cards")
final class AddressController {
    private final KnownCards cards;
    private final JsonBody bodies;

    AddressController(KnownCards cards, JsonBody bodies) {
        this.cards = cards;
        this.bodies = bodies;
    }

    @Schema(name = "DefaultAddress")
    record Address(
            @Schema(description = "FQDN, with :port where it is not 443; absent: none")
            Optional<String> defaultDpAddress) {}

    @GetMapping
    @Operation(summary = "The default SM-DP+")
    Address get(@PathVariable String card) {
        return cards.on(card, device -> new Address(device.addresses().defaultDpAddress()));
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Sets the default SM-DP+",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Address.class))))
    void set(@PathVariable String card, HttpServletRequest http) {
        cards.named(card);
        var body = bodies.read(http, Address.class);
        var address = KnownCards.address("defaultDpAddress", required("defaultDpAddress", body.defaultDpAddress()));
        require(cards.on(card, device -> device.defaultDpAddress(address)));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes the default SM-DP+ away")
    void remove(@PathVariable String card) {
        require(cards.on(card, device -> device.defaultDpAddress("")));
    }
}
