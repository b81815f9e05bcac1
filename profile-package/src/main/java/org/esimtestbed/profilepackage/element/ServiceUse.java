package org.esimtestbed.profilepackage.element;

import java.util.List;
import java.util.function.Predicate;
import org.esimtestbed.profilepackage.tree.Value;

/// Which of the services a profile header mandates the rest of the package has use for.
public final class ServiceUse {
    private static final int BER_TLV_DESCRIPTOR = 0x39;

    private ServiceUse() {}

    /// Services the header mandates and no element uses, in the order of the header. A service whose use cannot be
    /// seen in a package counts as used.
    ///
    /// @param elements from the header on
    public static List<String> unused(List<ProfileElement> elements) {
        if (elements.isEmpty() || !elements.getFirst().name().equals("header")) return List.of();
        return ProfileHeader.of(elements.getFirst()).mandatoryServices().stream()
                .filter(service -> !isUsed(service, elements))
                .toList();
    }

    private static boolean isUsed(String service, List<ProfileElement> elements) {
        return switch (service) {
            case "usim", "isim", "csim" -> count(elements, service) > 0;
            case "multiple-usim", "multiple-isim", "multiple-csim" ->
                count(elements, service.substring("multiple-".length())) > 1;
            case "milenage" -> hasAlgorithm(elements, Algorithm.MILENAGE, 16);
            case "tuak128" -> hasAlgorithm(elements, Algorithm.TUAK, 16);
            case "tuak256" -> hasAlgorithm(elements, Algorithm.TUAK, 32);
            case "usim-test-algorithm" -> hasAlgorithm(elements, Algorithm.USIM_TEST, 16);
            case "cave" -> count(elements, "cdmaParameter") > 0;
            case "eap" -> count(elements, "eap") > 0;
            case "javacard", "multos" -> count(elements, "application") > 0;
            case "ber-tlv" -> any(elements, ServiceUse::isBerTlv);
            case "dfLink" -> any(elements, value -> value.find("linkPath").isPresent());
            case "get-identity", "profile-a-x25519", "profile-b-p256" -> count(elements, "df-saip") > 0;
            default -> true;
        };
    }

    private static long count(List<ProfileElement> elements, String name) {
        return elements.stream().filter(it -> it.name().equals(name)).count();
    }

    private static boolean hasAlgorithm(List<ProfileElement> elements, Algorithm algorithm, int keyOctets) {
        return elements.stream()
                .filter(it -> it.name().equals("akaParameter"))
                .map(it -> AkaParameter.of(it).configuration())
                .anyMatch(it -> it instanceof AkaParameter.Parameters parameters
                        && parameters.algorithm() == algorithm
                        && parameters.key().size() == keyOctets);
    }

    private static boolean isBerTlv(Value value) {
        return value.find("fileDescriptor")
                .map(descriptor -> descriptor.tlv().value())
                .filter(octets -> !octets.isEmpty() && (octets.at(0) & 0x3F) == BER_TLV_DESCRIPTOR)
                .isPresent();
    }

    private static boolean any(List<ProfileElement> elements, Predicate<Value> test) {
        return elements.stream().anyMatch(it -> any(it.value(), test));
    }

    private static boolean any(Value value, Predicate<Value> test) {
        return test.test(value) || value.children().stream().anyMatch(child -> any(child.value(), test));
    }
}
