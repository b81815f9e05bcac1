package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.listOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.numberOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.tlv.Bytes;

/// PE-AKAParameter: how the application created before it authenticates, and from which sequence numbers on.
///
/// @param sqnOptions  1 octet
/// @param sqnDelta    6 octets, the largest step the card accepts (TS 33.102 §C.2.1)
/// @param sqnAgeLimit 6 octets
/// @param sqnInit     32 times 6 octets, without the index
public record AkaParameter(
        Configuration configuration, int sqnOptions, Bytes sqnDelta, Bytes sqnAgeLimit, List<Bytes> sqnInit) {
    private static final Bytes DEFAULT_SQN_LIMIT = Bytes.hex("000010000000");
    private static final Bytes DEFAULT_ROTATION = Bytes.hex("4000204060");
    private static final Bytes DEFAULT_XORING = Bytes.concat(
            Bytes.repeat(0, 31),
            Bytes.of(1),
            Bytes.repeat(0, 15),
            Bytes.of(2),
            Bytes.repeat(0, 15),
            Bytes.of(4),
            Bytes.repeat(0, 15),
            Bytes.of(8));

    public sealed interface Configuration {}

    /// The parameters of another application, such as the ISIM using those of the USIM.
    ///
    /// @param options 1 octet
    /// @param source  AID of that application
    public record Mapped(int options, Bytes source) implements Configuration {}

    /// @param options           1 octet, coded as clause 8.5 says for the algorithm
    /// @param key               K: 16 octets, or 32 for Tuak
    /// @param opc               OPc of 16 octets, TOPc of 32; without meaning for the test algorithm
    /// @param rotationConstants 5 octets, Milenage r1 to r5
    /// @param xoringConstants   80 octets, Milenage c1 to c5
    /// @param authCounterMax    3 octets
    /// @param numberOfKeccak    Tuak only
    public record Parameters(
            Algorithm algorithm,
            int options,
            Bytes key,
            Bytes opc,
            Bytes rotationConstants,
            Bytes xoringConstants,
            Optional<Bytes> authCounterMax,
            int numberOfKeccak)
            implements Configuration {
        @Override
        public String toString() {
            return "Parameters[algorithm=" + algorithm + ", options=" + options + ", key=***, opc=***]";
        }
    }

    /// @throws ElementRefused with BAD_VALUES if a value has a size the algorithm cannot use
    public static AkaParameter of(ProfileElement element) {
        var value = element.value();
        var sqnInit = listOf(value, "sqnInit", sqn -> ((Value.Octets) sqn).octets());
        for (var sqn : sqnInit) sized(element, "sqnInit", sqn, 6);
        if (!sqnInit.isEmpty() && sqnInit.size() != 32) {
            throw element.refused(PeStatus.BAD_VALUES, "sqnInit has 32 entries, not " + sqnInit.size());
        }
        return new AkaParameter(
                configuration(element),
                octet(element, "sqnOptions", 2),
                sized(element, "sqnDelta", octetsOf(value, "sqnDelta").orElse(DEFAULT_SQN_LIMIT), 6),
                sized(element, "sqnAgeLimit", octetsOf(value, "sqnAgeLimit").orElse(DEFAULT_SQN_LIMIT), 6),
                sqnInit.isEmpty() ? Collections.nCopies(32, Bytes.repeat(0, 6)) : sqnInit);
    }

    private static Configuration configuration(ProfileElement element) {
        var mapping = element.find("algoConfiguration.mappingParameter");
        if (mapping.isPresent()) {
            return new Mapped(
                    octet(element, "algoConfiguration.mappingParameter.mappingOptions", 0),
                    element.octets("algoConfiguration.mappingParameter.mappingSource"));
        }
        var at = "algoConfiguration.algoParameter.";
        int number = numberOf(element.value(), at + "algorithmID").orElse(0);
        var algorithm = Algorithm.of(number)
                .orElseThrow(() -> element.refused(PeStatus.FEATURE_NOT_SUPPORTED, "knows no algorithmID " + number));
        var key = element.octets(at + "key");
        var opc = element.octets(at + "opc");
        switch (algorithm) {
            case MILENAGE -> {
                sized(element, "key", key, 16);
                sized(element, "opc", opc, 16);
            }
            case TUAK -> {
                if (key.size() != 32) sized(element, "key", key, 16);
                sized(element, "opc", opc, 32);
            }
            case USIM_TEST -> sized(element, "key", key, 16);
        }
        return new Parameters(
                algorithm,
                octet(element, at + "algorithmOptions", 0),
                key,
                opc,
                sized(
                        element,
                        "rotationConstants",
                        octetsOf(element.value(), at + "rotationConstants").orElse(DEFAULT_ROTATION),
                        5),
                sized(
                        element,
                        "xoringConstants",
                        octetsOf(element.value(), at + "xoringConstants").orElse(DEFAULT_XORING),
                        80),
                octetsOf(element.value(), at + "authCounterMax"),
                numberOf(element.value(), at + "numberOfKeccak").orElse(1));
    }

    private static int octet(ProfileElement element, String path, int absent) {
        return octetsOf(element.value(), path)
                .map(octets -> sized(element, path, octets, 1).at(0))
                .orElse(absent);
    }

    private static Bytes sized(ProfileElement element, String what, Bytes octets, int size) {
        if (octets.size() != size) {
            throw element.refused(PeStatus.BAD_VALUES, what + " has " + size + " octets, not " + octets.size());
        }
        return octets;
    }
}
