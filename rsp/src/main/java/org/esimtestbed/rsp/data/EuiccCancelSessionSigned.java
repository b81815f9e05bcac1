package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// What the eUICC signs when a session ends early (SGP.22 §5.7.14).
///
/// @param smdpOid as in CERT.DPauth
public record EuiccCancelSessionSigned(TransactionId transactionId, Oid smdpOid, CancelSessionReason reason) {

    public Tlv encode() {
        return Tlv.of(
                Tags.SEQUENCE,
                TransactionIdTag.encode(transactionId),
                Tlv.of(0x81, smdpOid.value()),
                reason.encode(0x82));
    }

    /// @throws MalformedTlv if a member is missing
    public static EuiccCancelSessionSigned of(Tlv tlv) {
        tlv.expect(Tags.SEQUENCE);
        return new EuiccCancelSessionSigned(
                TransactionIdTag.of(tlv.child(Tags.TRANSACTION_ID, "transactionId")),
                OidTag.of(tlv.child(0x81, "smdpOid")),
                CancelSessionReason.of(tlv.child(0x82, "reason")));
    }
}
