package org.esimtestbed.rsp.aka;

import java.util.List;
import org.esimtestbed.rsp.tlv.Bytes;

/// What the same subscription yields in a GSM security context, by the conversion functions of 3GPP TS 33.102 §6.8.1.2.
///
/// @param sres 4 octets
/// @param kc   8 octets
public record GsmKeys(Bytes sres, Bytes kc) {

    /// c2: SRES is the xor of the four words of RES padded with zeroes; c3: Kc is the xor of the
    /// 64-bit parts of CK and IK.
    public static GsmKeys of(AkaAlgorithm.Keys keys) {
        var sres = new byte[4];
        for (int i = 0; i < keys.res().size(); i++)
            sres[i % 4] ^= (byte) keys.res().at(i);
        var kc = new byte[8];
        for (var key : List.of(keys.ck(), keys.ik())) {
            for (int i = 0; i < key.size(); i++) kc[i % 8] ^= (byte) key.at(i);
        }
        return new GsmKeys(Bytes.wrap(sres), Bytes.wrap(kc));
    }

    @Override
    public String toString() {
        return "GsmKeys[masked]";
    }
}
