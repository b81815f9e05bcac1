package org.esimtestbed.rsp.aka;

import org.esimtestbed.rsp.tlv.Bytes;

/// The authentication token AUTN (3GPP TS 33.102 §6.3.2): 16 octets.
///
/// @param concealedSqn SQN xor AK, 6 octets
/// @param amf          2 octets
/// @param macA         8 octets
public record Autn(Bytes concealedSqn, Bytes amf, Bytes macA) {
    /// @throws IllegalArgumentException unless the parts have 6, 2 and 8 octets
    public Autn {
        if (concealedSqn.size() != 6 || amf.size() != 2 || macA.size() != 8) {
            throw new IllegalArgumentException("AUTN has 6, 2 and 8 octets");
        }
    }

    /// @throws IllegalArgumentException unless these are 16 octets
    public static Autn of(Bytes autn) {
        if (autn.size() != 16) throw new IllegalArgumentException("AUTN has 16 octets, not " + autn.size());
        return new Autn(autn.first(6), autn.slice(6, 8), autn.last(8));
    }

    /// The token for one challenge.
    public static Autn compose(AkaAlgorithm algorithm, Bytes rand, Bytes sqn, Bytes amf) {
        return new Autn(Auts.xor(sqn, algorithm.f2345(rand).ak()), amf, algorithm.f1(rand, sqn, amf));
    }

    /// The sequence number that AK uncovers, 6 octets.
    public Bytes sqn(Bytes ak) {
        return Auts.xor(concealedSqn, ak);
    }

    public Bytes bytes() {
        return Bytes.concat(concealedSqn, amf, macA);
    }
}
