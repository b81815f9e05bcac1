package org.esimtestbed.smdpplus.es9plus;

import org.esimtestbed.rsp.data.ProfileInstallationResult.FinalResult;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.data.TransactionIdTag;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What a server has to read of a ProfileInstallationResult (SGP.22 §2.5.6). The NotificationMetadata inside is for
/// the LPA: eUICCs are known that put no event or no ICCID there, and yet have signed what became of the Profile.
///
/// @param tlv       BF37 as received
/// @param covered   BF27, the octets euiccSignPIR covers
/// @param signature r‖s, 64 octets; empty where the eUICC could not sign because no session was open
record InstallationReport(
        Tlv tlv, Bytes covered, Bytes signature, TransactionId transactionId, FinalResult finalResult) {

    /// @throws MalformedTlv if one of these is missing or is not what it claims
    static InstallationReport of(Tlv tlv) {
        var data = tlv.expect(Tags.PROFILE_INSTALLATION_RESULT)
                .child(Tags.PROFILE_INSTALLATION_RESULT_DATA, "profileInstallationResultData");
        return new InstallationReport(
                tlv,
                data.raw(),
                tlv.child(Tags.SIGNATURE, "euiccSignPIR").value(),
                TransactionIdTag.of(data.child(Tags.TRANSACTION_ID, "transactionId")),
                FinalResult.of(data.child(0xA2, "finalResult").only()));
    }
}
