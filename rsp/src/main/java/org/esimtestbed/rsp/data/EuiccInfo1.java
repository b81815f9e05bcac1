package org.esimtestbed.rsp.data;

import java.util.List;
import org.esimtestbed.rsp.id.Version;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// EUICCInfo1 (SGP.22 §5.7.8), tag BF20: what a server must know before it proves who it is.
///
/// @param svn                SGP.22 version the eUICC supports
/// @param ciKeysVerification CI Public Key Identifiers for verifying servers, most preferred first
/// @param ciKeysSigning      CI Public Key Identifiers the eUICC has a certificate under, most preferred first
public record EuiccInfo1(Version svn, List<Bytes> ciKeysVerification, List<Bytes> ciKeysSigning) {
    public EuiccInfo1 {
        ciKeysVerification = List.copyOf(ciKeysVerification);
        ciKeysSigning = List.copyOf(ciKeysSigning);
    }

    public Tlv encode() {
        return Tlv.of(
                Tags.EUICC_INFO_1,
                Tlv.of(0x82, svn.bytes()),
                KeyIdentifiers.encode(0xA9, ciKeysVerification),
                KeyIdentifiers.encode(0xAA, ciKeysSigning));
    }

    /// @throws MalformedTlv if a mandatory member is missing
    public static EuiccInfo1 of(Tlv tlv) {
        tlv.expect(Tags.EUICC_INFO_1);
        return new EuiccInfo1(
                Version.of(tlv.child(0x82, "svn").sized(3)),
                KeyIdentifiers.of(tlv.child(0xA9, "euiccCiPKIdListForVerification")),
                KeyIdentifiers.of(tlv.child(0xAA, "euiccCiPKIdListForSigning")));
    }
}
