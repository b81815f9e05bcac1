package org.esimtestbed.rsp.suci;

import java.util.Optional;

/// The protection schemes of 3GPP TS 33.501 Annex C.1, by their identifiers.
public enum ProtectionScheme {
    NULL(0, 0),
    /// X25519
    PROFILE_A(1, 32),
    /// P-256
    PROFILE_B(2, 33);

    private final int identifier;
    private final int publicKeySize;

    ProtectionScheme(int identifier, int publicKeySize) {
        this.identifier = identifier;
        this.publicKeySize = publicKeySize;
    }

    /// 0 to 15, as in EF.SUCI_Calc_Info and in the SUCI.
    public int identifier() {
        return identifier;
    }

    /// Octets of the ephemeral public key in the scheme output; 0 for the null scheme.
    public int publicKeySize() {
        return publicKeySize;
    }

    /// Empty for an identifier that is reserved or an operator's own.
    public static Optional<ProtectionScheme> of(int identifier) {
        for (var scheme : values()) if (scheme.identifier == identifier) return Optional.of(scheme);
        return Optional.empty();
    }
}
