package org.esimtestbed.lpadaemon.web;

import static org.esimtestbed.lpadaemon.web.KnownCards.profile;
import static org.esimtestbed.lpadaemon.web.KnownCards.require;
import static org.esimtestbed.lpadaemon.web.KnownCards.required;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.lpadaemon.web.CardController.ServiceView;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ProfileInfo;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Local profile management (SGP.22 §3.2). A Profile is named by its ICCID or by the AID of its ISD-P.
@RestController
@RequestMapping(Paths.CARD + "/profiles")
@Tag(name = "profiles", description = "A Profile is named by its ICCID of 18 to 20 digits, or by the AID of its ISD-P.")
final class ProfileController {
    private static final int LONGEST_NICKNAME = 64;

    private final KnownCards cards;
    private final JsonBody bodies;

    ProfileController(KnownCards cards, JsonBody bodies) {
        this.cards = cards;
        this.bodies = bodies;
    }

    @Schema(name = "Profile", description = "members the card does not tell are absent")
    record ProfileView(
            Optional<String> iccid,

            @Schema(description = "hexadecimal") Optional<String> isdpAid,

            @Schema(description = "enabled or disabled") Optional<String> state,
            Optional<String> nickname,
            Optional<String> serviceProviderName,
            Optional<String> profileName,

            @Schema(description = "operational, provisioning or test")
            Optional<String> profileClass,

            List<String> policyRules) {
        static ProfileView of(ProfileInfo it) {
            return new ProfileView(
                    it.iccid().map(Iccid::digits),
                    it.isdpAid().map(Aid::toString),
                    it.state().map(state -> state.name().toLowerCase(Locale.ROOT)),
                    it.nickname().filter(name -> !name.isEmpty()),
                    it.serviceProviderName(),
                    it.profileName(),
                    it.profileClass().map(profileClass -> profileClass.name().toLowerCase(Locale.ROOT)),
                    it.policyRules().stream().map(Enum::name).sorted().toList());
        }
    }

    @Schema(name = "Nickname")
    record Nickname(
            @Schema(description = "at most 64 octets of UTF-8; empty removes it")
            Optional<String> nickname) {}

    @GetMapping
    @Operation(summary = "All Profiles on the card")
    List<ProfileView> profiles(@PathVariable String card) {
        return cards.on(
                card, device -> device.profiles().stream().map(ProfileView::of).toList());
    }

    @GetMapping("/{profile}")
    @Operation(summary = "One Profile")
    ProfileView one(@PathVariable String card, @PathVariable String profile) {
        var name = profile(profile);
        return cards.on(
                        card,
                        device -> device.profiles().stream()
                                .filter(it -> isCalled(it, name))
                                .map(ProfileView::of)
                                .findFirst())
                .orElseThrow(() -> Refusal.notThere("card " + card + " has no Profile " + profile));
    }

    private static boolean isCalled(ProfileInfo info, ProfileIdentifier name) {
        return switch (name) {
            case ProfileIdentifier.ByIccid(var iccid) ->
                info.iccid().filter(iccid::equals).isPresent();
            case ProfileIdentifier.ByAid(var aid) ->
                info.isdpAid().filter(aid::equals).isPresent();
        };
    }

    @PostMapping("/{profile}/enable")
    @Operation(summary = "Enables a Profile; the one before it is disabled")
    ServiceView enable(
            @PathVariable String card,
            @PathVariable String profile,
            @Parameter(description = "whether the eUICC is asked for a REFRESH") @RequestParam(defaultValue = "true")
                    boolean refresh) {
        var name = profile(profile);
        return cards.on(card, device -> {
            require(device.enable(name, refresh));
            return ServiceView.of(device.serviceState());
        });
    }

    @PostMapping("/{profile}/disable")
    @Operation(summary = "Disables the enabled Profile")
    ServiceView disable(
            @PathVariable String card,
            @PathVariable String profile,
            @Parameter(description = "whether the eUICC is asked for a REFRESH") @RequestParam(defaultValue = "true")
                    boolean refresh) {
        var name = profile(profile);
        return cards.on(card, device -> {
            require(device.disable(name, refresh));
            return ServiceView.of(device.serviceState());
        });
    }

    @DeleteMapping("/{profile}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a disabled Profile")
    void delete(
            @PathVariable String card,
            @PathVariable String profile,
            @Parameter(description = "yes: this cannot be undone") @RequestParam Optional<String> confirm) {
        var name = profile(profile);
        require(cards.on(card, device -> device.delete(name, new StrongConfirmation(confirm))));
    }

    @PutMapping("/{profile}/nickname")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Gives a Profile a nickname, or takes it away",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Nickname.class))))
    void nickname(@PathVariable String card, @PathVariable String profile, HttpServletRequest http) {
        cards.named(card);
        var name = profile(profile);
        var nickname = required("nickname", bodies.read(http, Nickname.class).nickname());
        int octets = Bytes.utf8(nickname).size();
        if (octets > LONGEST_NICKNAME) {
            throw Refusal.bad("nickname", "at most " + LONGEST_NICKNAME + " octets, this one has " + octets);
        }
        require(cards.on(card, device -> device.nickname(name, nickname)));
    }
}
