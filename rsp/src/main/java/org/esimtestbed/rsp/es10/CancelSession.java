package org.esimtestbed.rsp.es10;

import org.esimtestbed.rsp.data.CancelSessionReason;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.TransactionIdTag;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.CancelSession (SGP.22 §5.7.14), tag BF41.
public record CancelSession(TransactionId transactionId, CancelSessionReason reason)
        implements Es10Command<CancelSessionResponse> {
    public static final int TAG = CancelSessionResponse.TAG;

    /// @throws MalformedTlv if a member is missing
    public static CancelSession of(Tlv request) {
        request.expect(TAG);
        return new CancelSession(TransactionIdTag.of(request.child(0x80)), CancelSessionReason.of(request.child(0x81)));
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG, TransactionIdTag.encode(transactionId), reason.encode(0x81));
    }

    @Override
    public CancelSessionResponse response(Tlv response) {
        return CancelSessionResponse.of(response);
    }
}
