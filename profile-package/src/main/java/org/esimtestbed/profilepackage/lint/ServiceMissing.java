package org.esimtestbed.profilepackage.lint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.ElementRefused;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.ProfileHeader;
import org.esimtestbed.profilepackage.file.FileKind;

/// The header mandates every service that the elements need.
record ServiceMissing() implements LintRule {
    @Override
    public Facts facts() {
        return new Facts(
                "service-missing",
                Severity.ERROR,
                "TCA 3.3.1 \u00a78.2",
                "An element needs a service that the header does not mandate: a card without it fails half-way instead of at once.");
    }

    @Override
    public void check(Inspection profile, Found found) {
        var header = profile.header();
        if (header.isEmpty()) return;
        var mandated = header.get().mandatoryServices();
        needed(profile).forEach((service, place) -> {
            if (!mandated.contains(service))
                found.at(place, "needs " + service + ", which the header does not mandate");
        });
    }

    /// Each service with the first place that needs it.
    private static Map<String, String> needed(Inspection profile) {
        var needed = new LinkedHashMap<String, String>();
        for (var element : profile.elements()) {
            var place = profile.place(element);
            switch (element.name()) {
                case "usim", "isim", "csim" -> {
                    if (needed.putIfAbsent(element.name(), place) != null) {
                        needed.putIfAbsent("multiple-" + element.name(), place);
                    }
                }
                case "akaParameter" -> algorithm(element).ifPresent(service -> needed.putIfAbsent(service, place));
                case "eap" -> needed.putIfAbsent("eap", place);
                case "df-saip" -> needed.putIfAbsent("get-identity", place);
                case "securityDomain" -> {
                    if (element.find("catTpParameters").isPresent()) needed.putIfAbsent("cat-tp", place);
                }
                case "application" -> {
                    var services = profile.header()
                            .map(ProfileHeader::mandatoryServices)
                            .orElse(Set.of());
                    if (!services.contains("multos")) needed.putIfAbsent("javacard", place);
                }
                default -> {}
            }
        }
        for (var file : profile.files().all()) {
            if (file.kind() == FileKind.BER_TLV) needed.putIfAbsent("ber-tlv", profile.place(file));
            if (file.kind().isDirectory() && file.link().isPresent()) needed.putIfAbsent("dfLink", profile.place(file));
        }
        return needed;
    }

    private static Optional<String> algorithm(ProfileElement element) {
        try {
            return AkaParameter.of(element).configuration() instanceof AkaParameter.Parameters parameters
                    ? Optional.of(
                            switch (parameters.algorithm()) {
                                case MILENAGE -> "milenage";
                                case TUAK -> parameters.key().size() == 32 ? "tuak256" : "tuak128";
                                case USIM_TEST -> "usim-test-algorithm";
                            })
                    : Optional.empty();
        } catch (ElementRefused e) {
            return Optional.empty(); // aka-parameter-size says why
        }
    }
}
