package org.esimtestbed.mno.subscription;

import java.util.Optional;
import org.esimtestbed.rsp.data.ProfileClass;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;

/// One subscriber. Prints no secret.
///
/// @param msisdn         international, without +
/// @param algorithm      what USIM and AuC compute with
/// @param k              16 octets
/// @param opc            16 octets; without meaning for the test algorithm
/// @param sqn            the last sequence number the AuC has issued, 48 bits
/// @param profileType    what the Profile was ordered from
/// @param activationCode from the confirmed order on
/// @param progress       the last that was heard of the download
/// @param profileClass   of the Profile: what the network lets the subscriber do
public record Subscription(
        Iccid iccid,
        Imsi imsi,
        String msisdn,
        Algorithm algorithm,
        Bytes k,
        Bytes opc,
        String pin1,
        String puk1,
        String adm1,
        long sqn,
        String profileType,
        Optional<String> activationCode,
        Progress progress,
        ProfileClass profileClass) {

    /// What a USIM authenticates with.
    public enum Algorithm {
        MILENAGE,
        /// 3GPP TS 34.108 §8.1.2, as the published test Profiles use it.
        TEST
    }

    /// How far the Profile is, as the operator knows it.
    public enum Progress {
        ORDERED,
        RELEASED,
        DOWNLOADED,
        INSTALLED,
        FAILED
    }

    @Override
    public String toString() {
        return "Subscription[iccid=" + iccid + ", imsi=" + imsi + ", progress=" + progress + "]";
    }
}
