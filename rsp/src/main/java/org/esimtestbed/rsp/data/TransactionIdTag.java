package org.esimtestbed.rsp.data;

import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Tag 80: a TransactionID.
public final class TransactionIdTag {
    private TransactionIdTag() {}

    public static Tlv encode(TransactionId transactionId) {
        return Tlv.of(Tags.TRANSACTION_ID, transactionId.bytes());
    }

    /// @throws MalformedTlv unless the value has 1 to 16 octets
    public static TransactionId of(Tlv tlv) {
        return new TransactionId(tlv.expect(Tags.TRANSACTION_ID).sized(1, 16));
    }
}
