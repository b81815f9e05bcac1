package org.esimtestbed.euicc.isdr;

import java.util.Optional;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The transaction a malformed request of a server is about: an error of AuthenticateServer or PrepareDownload has to
/// name it.
final class SignedTransaction {
    private static final int TRANSACTION_ID = 0x80;

    private SignedTransaction() {}

    /// Empty if not even the transaction can be read.
    static Optional<TransactionId> of(Tlv request) {
        try {
            return Optional.of(new TransactionId(
                    request.child(Tags.SEQUENCE).child(TRANSACTION_ID).sized(1, 16)));
        } catch (MalformedTlv e) {
            return Optional.empty();
        }
    }
}
