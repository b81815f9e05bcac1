package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What the eUICC signs first (SGP.22 §5.7.13): euiccSignature1 covers it.
///
/// @param serverChallenge 16 octets
public record EuiccSigned1(
        TransactionId transactionId,
        String serverAddress,
        Bytes serverChallenge,
        EuiccInfo2 euiccInfo2,
        CtxParams1 ctxParams1) {

    /// @param ctxParams1 as the LPA sent it, unknown members included
    public static Tlv encode(
            TransactionId transactionId, String serverAddress, Bytes serverChallenge, Tlv euiccInfo2, Tlv ctxParams1) {
        return Tlv.of(
                Tags.SEQUENCE,
                TransactionIdTag.encode(transactionId),
                Tlv.text(0x83, serverAddress),
                Tlv.of(0x84, serverChallenge),
                euiccInfo2,
                ctxParams1);
    }

    /// @throws MalformedTlv if a member is missing
    public static EuiccSigned1 of(Tlv tlv) {
        tlv.expect(Tags.SEQUENCE);
        return new EuiccSigned1(
                TransactionIdTag.of(tlv.child(Tags.TRANSACTION_ID, "transactionId")),
                tlv.child(0x83, "serverAddress").asText(),
                tlv.child(0x84, "serverChallenge").sized(16),
                EuiccInfo2.of(tlv.child(Tags.EUICC_INFO_2, "euiccInfo2")),
                CtxParams1.of(tlv.child(CtxParams1.TAG, "ctxParams1")));
    }
}
