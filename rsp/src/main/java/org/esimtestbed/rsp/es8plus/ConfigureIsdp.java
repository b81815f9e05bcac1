package org.esimtestbed.rsp.es8plus;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES8+.ConfigureISDP (SGP.22 §5.5.2), tag BF24: the eUICC creates the ISD-P.
///
/// @param dpProprietaryData B8 as received, at most 128 octets; its first member is the OID of the SM-DP+
public record ConfigureIsdp(Optional<Tlv> dpProprietaryData) {
    public static final int TAG = 0xBF24;
    private static final int DP_PROPRIETARY_DATA = 0xB8;
    private static final int MAX_PROPRIETARY = 128;

    public static ConfigureIsdp withOid(Oid dpOid) {
        return new ConfigureIsdp(Optional.of(Tlv.of(DP_PROPRIETARY_DATA, Tlv.of(0x80, dpOid.value()))));
    }

    public Tlv encode() {
        return Tlv.of(TAG, dpProprietaryData.map(List::of).orElse(List.of()));
    }

    /// @throws MalformedTlv if the data is no ConfigureISDP or its proprietary data is too long
    public static ConfigureIsdp of(Tlv tlv) {
        var data = tlv.expect(TAG).find(DP_PROPRIETARY_DATA);
        data.ifPresent(it -> {
            if (it.raw().size() > MAX_PROPRIETARY) throw it.malformed("has more than 128 octets");
        });
        return new ConfigureIsdp(data);
    }
}
