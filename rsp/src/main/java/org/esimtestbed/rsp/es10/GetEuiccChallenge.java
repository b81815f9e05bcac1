package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.GetEUICCChallenge (SGP.22 §5.7.7), tag BF2E: a fresh challenge of 16 octets; an open session ends.
public record GetEuiccChallenge() implements Es10Command<Bytes> {
    public static final int TAG = 0xBF2E;

    public static Tlv encode(Bytes challenge) {
        return Tlv.of(TAG, Tlv.of(0x80, challenge));
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG);
    }

    @Override
    public Bytes response(Tlv response) {
        return response.expect(TAG).child(0x80).sized(16);
    }
}
