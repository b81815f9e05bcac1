package org.esimtestbed.rsp.suci;

import java.util.Locale;
import org.esimtestbed.rsp.tlv.Bytes;

/// The concealed identity (3GPP TS 23.003 §2.2B).
///
/// @param supi             whose home network and format show
/// @param routingIndicator 1 to 4 digits
/// @param keyIdentifier    home network public key identifier, 0 to 255; 0 with the null scheme
/// @param schemeOutput     what [Ecies] made of the plaintext, or the plaintext itself
public record Suci(Supi supi, String routingIndicator, ProtectionScheme scheme, int keyIdentifier, Bytes schemeOutput) {
    private static final int TYPE_SUCI = 0x01;
    private static final int MAC = 8;

    /// @throws IllegalArgumentException unless the routing indicator has 1 to 4 digits
    public Suci {
        if (!routingIndicator.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("no routing indicator: " + routingIndicator);
        }
    }

    /// The contents of the 5GS mobile identity (TS 24.501 figures 9.11.3.4.3 and 9.11.3.4.4).
    public Bytes encode() {
        return switch (supi) {
            case Supi.OfImsi imsi ->
                Bytes.concat(
                        Bytes.of(TYPE_SUCI),
                        imsi.homeNetwork(),
                        routingDigits(),
                        Bytes.of(scheme.identifier(), keyIdentifier),
                        schemeOutput);
            case Supi.OfNai nai -> Bytes.of(nai.format() << 4 | TYPE_SUCI).plus(Bytes.utf8(text(nai)));
        };
    }

    private Bytes routingDigits() {
        var digits = (routingIndicator + "FFF").substring(0, 4);
        return Bytes.hex("" + digits.charAt(1) + digits.charAt(0) + digits.charAt(3) + digits.charAt(2));
    }

    /// TS 23.003 §28.7.3.
    private String text(Supi.OfNai nai) {
        var head = "type" + nai.format() + ".rid" + routingIndicator + ".schid" + scheme.identifier();
        if (scheme == ProtectionScheme.NULL) return head + ".userid" + schemeOutput.utf8() + nai.realm();
        int key = scheme.publicKeySize();
        return head + ".hnkey" + keyIdentifier
                + ".ecckey" + hex(schemeOutput.first(key))
                + ".cip" + hex(schemeOutput.slice(key, schemeOutput.size() - MAC))
                + ".mac" + hex(schemeOutput.last(MAC))
                + nai.realm();
    }

    private static String hex(Bytes octets) {
        return octets.hex().toLowerCase(Locale.ROOT);
    }
}
