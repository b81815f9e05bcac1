package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// PE-CDMAParameter: the keys of a CSIM (3GPP2 C.S0016).
///
/// @param authenticationKey            A-Key for CAVE, 8 octets
/// @param ssd                          shared secret data A and B, 8 octets each
/// @param hrpdAccessAuthenticationData C.S0016 §4.5.7.10
/// @param simpleIpAuthenticationData   C.S0016 §4.5.7.7
/// @param mobileIpAuthenticationData   C.S0016 §4.5.7.8
public record CdmaParameter(
        Bytes authenticationKey,
        Optional<Bytes> ssd,
        Optional<Bytes> hrpdAccessAuthenticationData,
        Optional<Bytes> simpleIpAuthenticationData,
        Optional<Bytes> mobileIpAuthenticationData) {

    /// @throws ElementRefused with BAD_VALUES if a key has not the size the specification gives it
    public static CdmaParameter of(ProfileElement element) {
        var key = element.octets("authenticationKey");
        if (key.size() != 8) throw element.refused(PeStatus.BAD_VALUES, "an A-Key has 8 octets, not " + key.size());
        return new CdmaParameter(
                key,
                sized(element, "ssd", 16, 16),
                sized(element, "hrpdAccessAuthenticationData", 2, 32),
                sized(element, "simpleIPAuthenticationData", 3, 483),
                sized(element, "mobileIPAuthenticationData", 5, 957));
    }

    private static Optional<Bytes> sized(ProfileElement element, String name, int min, int max) {
        var octets = octetsOf(element.value(), name);
        if (octets.isPresent() && (octets.get().size() < min || octets.get().size() > max)) {
            throw element.refused(
                    PeStatus.BAD_VALUES, name + " has " + octets.get().size() + " octets");
        }
        return octets;
    }

    @Override
    public String toString() {
        return "CdmaParameter[masked]";
    }
}
