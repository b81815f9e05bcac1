package org.esimtestbed.rsp.aka;

import org.esimtestbed.rsp.tlv.Bytes;

/// The quintet an AuC issues for one challenge (3GPP TS 33.102 §6.3.2).
public record AuthenticationVector(Bytes rand, Bytes xres, Bytes ck, Bytes ik, Autn autn) {

    /// @param rand 16 octets
    /// @param sqn  6 octets
    /// @param amf  2 octets
    public static AuthenticationVector compose(AkaAlgorithm algorithm, Bytes rand, Bytes sqn, Bytes amf) {
        var keys = algorithm.f2345(rand);
        return new AuthenticationVector(
                rand, keys.res(), keys.ck(), keys.ik(), Autn.compose(algorithm, rand, sqn, amf));
    }

    @Override
    public String toString() {
        return "AuthenticationVector[rand=" + rand + ", autn=" + autn.bytes() + ", rest masked]";
    }
}
