package org.esimtestbed.rsp.aka;

import java.util.Optional;
import org.esimtestbed.rsp.tlv.Bytes;

/// The resynchronisation token AUTS (3GPP TS 33.102 §6.3.3): 14 octets.
///
/// @param concealedSqnMs SQN_MS xor AK*, 6 octets
/// @param macS           8 octets
public record Auts(Bytes concealedSqnMs, Bytes macS) {
    // MAC-S is computed with a dummy AMF so that AMF need not travel (TS 33.102 §6.3.3).
    private static final Bytes DUMMY_AMF = Bytes.of(0, 0);

    /// @throws IllegalArgumentException unless the parts have 6 and 8 octets
    public Auts {
        if (concealedSqnMs.size() != 6 || macS.size() != 8) {
            throw new IllegalArgumentException("AUTS has 6 and 8 octets");
        }
    }

    /// @throws IllegalArgumentException unless these are 14 octets
    public static Auts of(Bytes auts) {
        if (auts.size() != 14) throw new IllegalArgumentException("AUTS has 14 octets, not " + auts.size());
        return new Auts(auts.first(6), auts.last(8));
    }

    /// What the USIM answers to the challenge `rand`.
    public static Auts compose(AkaAlgorithm algorithm, Bytes rand, Bytes sqnMs) {
        return new Auts(xor(sqnMs, algorithm.f5Star(rand)), algorithm.f1Star(rand, sqnMs, DUMMY_AMF));
    }

    /// The sequence number of the USIM, 6 octets; empty if MAC-S does not match.
    public Optional<Bytes> sqnMs(AkaAlgorithm algorithm, Bytes rand) {
        var sqnMs = xor(concealedSqnMs, algorithm.f5Star(rand));
        return algorithm.f1Star(rand, sqnMs, DUMMY_AMF).equals(macS) ? Optional.of(sqnMs) : Optional.empty();
    }

    public Bytes bytes() {
        return concealedSqnMs.plus(macS);
    }

    static Bytes xor(Bytes one, Bytes other) {
        var result = one.toArray();
        for (int i = 0; i < result.length; i++) result[i] ^= (byte) other.at(i);
        return Bytes.wrap(result);
    }
}
