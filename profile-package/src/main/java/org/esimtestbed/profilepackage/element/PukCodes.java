package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.listOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.numberOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// PE-PUKCodes: the unblocking codes of the profile.
public record PukCodes(List<Puk> puks) {

    /// @param keyReference 1 to 8, 129 to 136: what a PIN names as its unblocking reference
    /// @param value        8 octets of ASCII digits
    public record Puk(int keyReference, Bytes value, int maximumAttempts, int remainingAttempts) {
        @Override
        public String toString() {
            return "Puk[keyReference=" + keyReference + ", value=***, attempts=" + remainingAttempts + "/"
                    + maximumAttempts + "]";
        }
    }

    /// @throws ElementRefused with BAD_VALUES if a PUK has not 8 octets
    public static PukCodes of(ProfileElement element) {
        return new PukCodes(listOf(element.value(), "pukCodes", puk -> {
            var value = octetsOf(puk, "pukValue").orElse(Bytes.EMPTY);
            if (value.size() != 8)
                throw element.refused(PeStatus.BAD_VALUES, "a PUK has 8 octets, not " + value.size());
            int attempts = numberOf(puk, "maxNumOfAttemps-retryNumLeft").orElse(0xAA);
            return new Puk(numberOf(puk, "keyReference").orElse(0), value, attempts >> 4 & 0xF, attempts & 0xF);
        }));
    }
}
