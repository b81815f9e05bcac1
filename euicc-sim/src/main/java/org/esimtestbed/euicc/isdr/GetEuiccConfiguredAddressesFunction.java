package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.es10.GetEuiccConfiguredAddresses;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10a.GetEuiccConfiguredAddresses (SGP.22 §5.7.3).
record GetEuiccConfiguredAddressesFunction(Euicc euicc) implements Es10Function {
    @Override
    public int tag() {
        return GetEuiccConfiguredAddresses.TAG;
    }

    @Override
    public Tlv answer(Tlv request) {
        return new GetEuiccConfiguredAddresses.Addresses(
                        Optional.of(euicc.memory().state().defaultDpAddress()).filter(address -> !address.isEmpty()),
                        euicc.settings().rootDsAddress())
                .encode();
    }
}
