package org.esimtestbed.euicc.isdr;

import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.GetRAT (SGP.22 §5.7.22).
record GetRatFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return GetRat.TAG;
    }

    @Override
    public Tlv answer(Tlv request) {
        return GetRat.encode(euicc.settings().rules());
    }
}
