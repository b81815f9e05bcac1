package org.esimtestbed.rsp.aka;

import org.esimtestbed.rsp.tlv.Bytes;

/// The functions f1 to f5* of 3GPP TS 33.102 §6.3 under one subscriber key. Safe for use by many threads; prints no
/// key.
///
/// RAND has 16 octets, SQN 6, AMF 2. @throws IllegalArgumentException for other sizes
public sealed interface AkaAlgorithm permits Milenage, TestAlgorithm, Tuak {

    /// f1: the network's authentication code MAC-A, 8 octets; TUAK can be told to make more.
    Bytes f1(Bytes rand, Bytes sqn, Bytes amf);

    /// f1*: the resynchronisation code MAC-S, of the same size.
    Bytes f1Star(Bytes rand, Bytes sqn, Bytes amf);

    /// f2, f3, f4 and f5 at once, as both sides always need them together.
    Keys f2345(Bytes rand);

    /// f5*: the anonymity key of resynchronisation, 6 octets.
    Bytes f5Star(Bytes rand);

    /// What one challenge yields.
    ///
    /// @param res 4 to 32 octets
    /// @param ck  16 octets, or 32 of TUAK
    /// @param ik  16 octets, or 32 of TUAK
    /// @param ak  6 octets
    record Keys(Bytes res, Bytes ck, Bytes ik, Bytes ak) {
        @Override
        public String toString() {
            return "Keys[masked]";
        }
    }

    static Bytes sized(String what, Bytes octets, int size) {
        if (octets.size() != size) {
            throw new IllegalArgumentException(what + " has " + size + " octets, not " + octets.size());
        }
        return octets;
    }

    static byte[] rand(Bytes rand) {
        return sized("RAND", rand, 16).toArray();
    }

    /// SQN and AMF one after another, 8 octets.
    static byte[] sqnAndAmf(Bytes sqn, Bytes amf) {
        return Bytes.concat(sized("SQN", sqn, 6), sized("AMF", amf, 2)).toArray();
    }

    static byte[] key(String what, Bytes key) {
        return sized(what, key, 16).toArray();
    }
}
