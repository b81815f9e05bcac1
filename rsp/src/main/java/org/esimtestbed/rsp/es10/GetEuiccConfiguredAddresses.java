package org.esimtestbed.rsp.es10;

import java.util.ArrayList;
import java.util.Optional;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10a.GetEuiccConfiguredAddresses (SGP.22 §5.7.3), tag BF3C.
public record GetEuiccConfiguredAddresses() implements Es10Command<GetEuiccConfiguredAddresses.Addresses> {
    public static final int TAG = 0xBF3C;

    /// @param defaultDpAddress FQDN of the default SM-DP+; absent where none is set
    /// @param rootDsAddress    FQDN of the Root SM-DS
    public record Addresses(Optional<String> defaultDpAddress, String rootDsAddress) {
        public Tlv encode() {
            var members = new ArrayList<Tlv>();
            defaultDpAddress.ifPresent(address -> members.add(Tlv.text(0x80, address)));
            members.add(Tlv.text(0x81, rootDsAddress));
            return Tlv.of(TAG, members);
        }
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG);
    }

    @Override
    public Addresses response(Tlv response) {
        response.expect(TAG);
        return new Addresses(
                response.find(0x80).map(Tlv::asText).filter(address -> !address.isEmpty()),
                response.child(0x81).asText());
    }
}
