package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.data.EuiccInfo2;
import org.esimtestbed.rsp.data.Signed;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.GetEUICCInfo (SGP.22 §5.7.8) for EUICCInfo2, tag BF22. The octets are kept: ES9+ carries them as the eUICC
/// gave them.
public record GetEuiccInfo2() implements Es10Command<Signed<EuiccInfo2>> {
    public static final int TAG = 0xBF22;

    @Override
    public Tlv request() {
        return Tlv.of(TAG);
    }

    @Override
    public Signed<EuiccInfo2> response(Tlv response) {
        return Signed.read(response, EuiccInfo2::of);
    }
}
