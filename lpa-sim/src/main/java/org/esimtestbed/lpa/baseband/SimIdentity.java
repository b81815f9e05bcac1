package org.esimtestbed.lpa.baseband;

import java.util.Optional;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;

/// What a modem knows of the SIM after power-on, until it is told to forget it.
///
/// @param mncLength      2 or 3, from EF.AD
/// @param serviceTable   EF.UST
/// @param provider       EF.SPN as text, where there is one
public record SimIdentity(
        Iccid iccid, Aid usim, Imsi imsi, int mncLength, Bytes serviceTable, Optional<String> provider) {
    /// MCC and MNC of the home network.
    public String homePlmn() {
        return imsi.digits().substring(0, 3 + mncLength);
    }
}
