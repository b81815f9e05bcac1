package org.esimtestbed.euicc.isdr;

import org.esimtestbed.rsp.es10.GetEid;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10c.GetEID (SGP.22 §5.7.20).
record GetEidFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return GetEid.TAG;
    }

    @Override
    public Tlv answer(Tlv request) {
        GetEid.of(request);
        return GetEid.encode(euicc.identity().eid());
    }
}
