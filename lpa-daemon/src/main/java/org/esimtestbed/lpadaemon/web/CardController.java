package org.esimtestbed.lpadaemon.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.ServiceState;
import org.esimtestbed.lpadaemon.DaemonSettings;
import org.esimtestbed.lpadaemon.slot.Slot;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.data.CardResource;
import org.esimtestbed.rsp.tlv.Bytes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Which cards there are, and what each says of itself.
@RestController
@Tag(name = "cards")
final class CardController {
    private final KnownCards cards;
    private final Optional<String> smdp;

    CardController(KnownCards cards, DaemonSettings settings) {
        this.cards = cards;
        this.smdp = settings.smdp();
    }

    @Schema(name = "Card")
    record CardView(
            String name,

            @Schema(description = "where it is: 127.0.0.1:9100")
            String card,

            @Schema(description = "whether it answered when it was last asked")
            boolean inserted,

            @Schema(description = "path of the job it is busy with")
            Optional<String> job) {
        static CardView of(Slot slot) {
            return new CardView(
                    slot.name(),
                    slot.card(),
                    slot.isInserted(),
                    slot.running().map(job -> Paths.job(slot.name(), job)));
        }
    }

    @Schema(name = "Eid")
    record EidView(@Schema(description = "32 digits") String eid) {}

    @Schema(name = "Memory", description = "octets; a member the card does not tell is absent")
    record MemoryView(
            Optional<Long> installedApplications, Optional<Long> freeNonVolatile, Optional<Long> freeVolatile) {
        static MemoryView of(CardResource it) {
            if (it.equals(CardResource.NOT_TOLD)) {
                return new MemoryView(Optional.empty(), Optional.empty(), Optional.empty());
            }
            return new MemoryView(
                    Optional.of(it.installedApplications()),
                    Optional.of(it.freeNonVolatile()),
                    Optional.of(it.freeVolatile()));
        }
    }

    @Schema(name = "Info")
    record InfoView(
            String eid,

            @Schema(description = "version of SGP.22") String svn,
            String profileVersion,
            String firmwareVersion,
            MemoryView memory,
            Optional<String> defaultDpAddress,
            Optional<String> rootDsAddress,
            List<String> ciKeysVerification,
            List<String> ciKeysSigning,

            @Schema(description = "of the device: attached to whom, or why not")
            String service) {
        static InfoView of(Device device) {
            var info = device.euiccInfo();
            var addresses = device.addresses();
            return new InfoView(
                    device.eid().digits(),
                    info.svn().toString(),
                    info.profileVersion().toString(),
                    info.firmwareVersion().toString(),
                    MemoryView.of(info.extCardResource()),
                    addresses.defaultDpAddress(),
                    Optional.of(addresses.rootDsAddress()).filter(it -> !it.isEmpty()),
                    hex(info.ciKeysVerification()),
                    hex(info.ciKeysSigning()),
                    device.serviceState().summary());
        }
    }

    @Schema(name = "Service")
    record ServiceView(
            boolean attached,
            String service,

            @Schema(description = "which code the SIM wants of the End User: pin, puk; absent: none")
            Optional<String> wanted,

            @Schema(description = "for that code; 0: none is left")
            Optional<Integer> attemptsLeft) {
        static ServiceView of(ServiceState state) {
            return switch (state) {
                case ServiceState.PinRequired(var left) -> wanting(state, "pin", left);
                case ServiceState.PukRequired(var left) -> wanting(state, "puk", left);
                case ServiceState.Attached _ ->
                    new ServiceView(true, state.summary(), Optional.empty(), Optional.empty());
                case ServiceState.NoService _ ->
                    new ServiceView(false, state.summary(), Optional.empty(), Optional.empty());
            };
        }

        private static ServiceView wanting(ServiceState state, String code, int attemptsLeft) {
            return new ServiceView(false, state.summary(), Optional.of(code), Optional.of(attemptsLeft));
        }
    }

    @Schema(name = "Certificate")
    record CertificateView(
            @Schema(description = "CERT.EUICC, CERT.EUM") String name,
            String subject,
            String issuer,

            @Schema(description = "hexadecimal") String serial,
            String notBefore,
            String notAfter) {
        static CertificateView of(String name, Certificate it) {
            return new CertificateView(
                    name,
                    it.subject(),
                    it.issuer(),
                    it.serialNumber().toString(16),
                    it.notBefore().toString(),
                    it.notAfter().toString());
        }
    }

    @Schema(name = "Certificates")
    record CertificatesView(
            List<String> ciKeysVerification, List<String> ciKeysSigning, List<CertificateView> certificates) {}

    @GetMapping(Paths.CARDS)
    @Operation(summary = "All cards")
    List<CardView> cards() {
        return cards.slots().all().stream().map(CardView::of).toList();
    }

    @GetMapping(Paths.CARD)
    @Operation(summary = "One card, without asking it")
    CardView card(@PathVariable String card) {
        return CardView.of(cards.named(card));
    }

    @GetMapping(Paths.CARD + "/info")
    @Operation(summary = "What the card says of itself")
    InfoView info(@PathVariable String card) {
        return cards.on(card, InfoView::of);
    }

    @GetMapping(Paths.CARD + "/eid")
    @Operation(summary = "Its EID")
    EidView eid(@PathVariable String card) {
        return cards.on(card, device -> new EidView(device.eid().digits()));
    }

    @GetMapping(Paths.CARD + "/memory")
    @Operation(summary = "How much memory it has left")
    MemoryView memory(@PathVariable String card) {
        return cards.on(card, device -> MemoryView.of(device.euiccInfo().extCardResource()));
    }

    @GetMapping(Paths.CARD + "/certificates")
    @Operation(
            summary = "How the card proves itself, and which CIs it believes",
            description = "A card shows its certificates with what it signs: a notification that waits, or its answer "
                    + "to an SM-DP+.")
    CertificatesView certificates(
            @PathVariable String card,
            @Parameter(description = "to whom it proves itself; absent: the SM-DP+ of the settings") @RequestParam
                    Optional<String> smdp) {
        var to = smdp.map(it -> KnownCards.address("smdp", it)).or(() -> this.smdp);
        var found = cards.on(card, device -> device.certificates(to));
        var own = found.own()
                .map(it ->
                        List.of(CertificateView.of("CERT.EUICC", it.euicc()), CertificateView.of("CERT.EUM", it.eum())))
                .orElse(List.of());
        return new CertificatesView(hex(found.ciKeysVerification()), hex(found.ciKeysSigning()), own);
    }

    @PostMapping(Paths.CARD + "/switch-on")
    @Operation(summary = "Resets the card, reads the SIM and attaches")
    ServiceView switchOn(@PathVariable String card) {
        return cards.on(card, device -> ServiceView.of(device.switchOn()));
    }

    private static List<String> hex(List<Bytes> keys) {
        return keys.stream().map(Bytes::hex).toList();
    }
}
