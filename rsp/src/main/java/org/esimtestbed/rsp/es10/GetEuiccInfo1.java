package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.data.EuiccInfo1;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.GetEUICCInfo (SGP.22 §5.7.8) for EUICCInfo1, tag BF20. The octets are kept: ES9+ carries them as the eUICC
/// gave them.
public record GetEuiccInfo1() implements Es10Command<Signed<EuiccInfo1>> {
    public static final int TAG = 0xBF20;

    @Override
    public Tlv request() {
        return Tlv.of(TAG);
    }

    @Override
    public Signed<EuiccInfo1> response(Tlv response) {
        return Signed.read(response, EuiccInfo1::of);
    }
}
