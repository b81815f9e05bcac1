package org.esimtestbed.smdpplus.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.operator.Operators;
import org.esimtestbed.smdpplus.profile.ProfileType;
import org.esimtestbed.smdpplus.profile.ProfileTypes;
import org.esimtestbed.smdpplus.profile.Protection;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who may order, and what. Fixtures put both.
@RestController
@RequestMapping("/admin")
@Tag(name = "catalogue")
final class CatalogueController {
    private final Operators operators;
    private final ProfileTypes types;

    CatalogueController(Operators operators, ProfileTypes types) {
        this.operators = operators;
        this.types = types;
    }

    @Schema(name = "Operator")
    record OperatorView(
            @Schema(description = "functionRequesterIdentifier")
            String identifier,

            @Schema(description = "of its TLS certificate") String oid,

            @Schema(description = "where its ES2+ listens; absent: it is not told how downloads go on")
            Optional<String> callback,

            @Schema(description = "SHA-256 of certificates that are its, hexadecimal")
            List<String> certificates) {
        static OperatorView of(Operator it) {
            return new OperatorView(
                    it.identifier(),
                    it.oid().dotted(),
                    it.callback().map(URI::toString),
                    it.pinnedCertificates().stream().map(Bytes::hex).sorted().toList());
        }
    }

    @Schema(name = "ProfileType")
    record TypeView(
            String name,
            String serviceProviderName,
            String profileName,

            @Schema(description = "operational, test or provisioning")
            String profileClass,

            @Schema(description = "MCC and MNC") Optional<String> owner,
            List<String> policyRules,

            @Schema(description = "octets of the package before it is personalised")
            int octets,

            @Schema(description = "whether its elements go under keys of their own (ReplaceSessionKeys)")
            boolean ownKeys,

            @Schema(description = "who may order it; none: everybody")
            List<String> operators) {
        static TypeView of(ProfileType it) {
            var shown = it.appearance();
            return new TypeView(
                    it.name(),
                    shown.serviceProviderName(),
                    shown.profileName(),
                    shown.profileClass().name().toLowerCase(Locale.ROOT),
                    shown.owner().map(OperatorId::digits),
                    shown.policyRules().stream().map(Enum::name).sorted().toList(),
                    it.template().encode().size(),
                    it.protection() == Protection.PROFILE_KEYS,
                    it.operators().stream().sorted().toList());
        }
    }

    @GetMapping("/operators")
    @Operation(summary = "The operators that may order")
    List<OperatorView> operators() {
        return operators.all().stream().map(OperatorView::of).toList();
    }

    @GetMapping("/profile-types")
    @Operation(summary = "What they may order")
    List<TypeView> profileTypes() {
        return types.all().stream().map(TypeView::of).toList();
    }
}
