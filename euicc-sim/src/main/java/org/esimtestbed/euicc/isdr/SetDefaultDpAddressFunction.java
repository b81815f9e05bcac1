package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.es10.SetDefaultDpAddress;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10a.SetDefaultDpAddress (SGP.22 §5.7.4).
record SetDefaultDpAddressFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return SetDefaultDpAddress.TAG;
    }

    @Override
    public Optional<Tlv> undefinedError(Tlv request) {
        return Optional.of(SetDefaultDpAddress.Result.UNDEFINED_ERROR.encode());
    }

    @Override
    public Tlv answer(Tlv request) {
        var address = SetDefaultDpAddress.of(request).defaultDpAddress();
        var memory = euicc.memory();
        memory.commit(memory.state().withDefaultDpAddress(address));
        return SetDefaultDpAddress.Result.OK.encode();
    }
}
