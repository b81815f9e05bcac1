package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.listOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.numberOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.esimtestbed.rsp.tlv.Bytes;

/// PE-PINCodes: the PINs of the directory that is current when the element comes, or those of another directory.
///
/// @param pins       empty when they are shared
/// @param sharedWith path of the directory whose PINs these are, 2 octets a file, ADFs by their temporary file ID
public record PinCodes(List<Pin> pins, Optional<Bytes> sharedWith) {

    /// @param keyReference          1 to 8 PIN of application n, 10 to 14 ADM1 to 5, 129 to 136 its second PIN, 138 …
    /// ADM6 to 10
    /// @param value                 8 octets, ASCII digits padded with FF
    /// @param unblockingReference   key reference of the PUK; none where the PIN cannot be unblocked
    /// @param attributes            bit 1 enabled, bit 2 may be changed, bit 3 may be disabled by its holder
    /// @param maximumAttempts       0 to 15
    /// @param remainingAttempts     0 to 15
    public record Pin(
            int keyReference,
            Bytes value,
            OptionalInt unblockingReference,
            int attributes,
            int maximumAttempts,
            int remainingAttempts) {
        @Override
        public String toString() {
            return "Pin[keyReference=" + keyReference + ", value=***, unblockingReference=" + unblockingReference
                    + ", attributes=" + attributes + ", attempts=" + remainingAttempts + "/" + maximumAttempts + "]";
        }
    }

    /// @throws ElementRefused with BAD_VALUES if a PIN has not 8 octets, or a path an odd number
    public static PinCodes of(ProfileElement element) {
        var pins = listOf(element.value(), "pinCodes.pinconfig", pin -> {
            var value = octetsOf(pin, "pinValue").orElse(Bytes.EMPTY);
            if (value.size() != 8)
                throw element.refused(PeStatus.BAD_VALUES, "a PIN has 8 octets, not " + value.size());
            int attempts = numberOf(pin, "maxNumOfAttemps-retryNumLeft").orElse(0x33);
            return new Pin(
                    numberOf(pin, "keyReference").orElse(0),
                    value,
                    numberOf(pin, "unblockingPINReference"),
                    numberOf(pin, "pinAttributes").orElse(7),
                    attempts >> 4 & 0xF,
                    attempts & 0xF);
        });
        var sharedWith = octetsOf(element.value(), "pinCodes.filePath");
        sharedWith.filter(path -> path.size() % 2 != 0).ifPresent(path -> {
            throw element.refused(PeStatus.BAD_VALUES, "a path has 2 octets a file");
        });
        return new PinCodes(pins, sharedWith);
    }
}
