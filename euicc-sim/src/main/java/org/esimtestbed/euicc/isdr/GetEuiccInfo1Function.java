package org.esimtestbed.euicc.isdr;

import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.GetEUICCInfo, EUICCInfo1 (SGP.22 §5.7.8).
record GetEuiccInfo1Function(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return Tags.EUICC_INFO_1;
    }

    @Override
    public Tlv answer(Tlv request) {
        return euicc.info1();
    }
}
