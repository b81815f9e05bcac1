package org.esimtestbed.euicc.state;

import java.util.Optional;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;

/// A download the eUICC has agreed to (SGP.22 §5.7.5). It survives the power being cut: a package fetched before can be
/// loaded after, and an unused one-time key serves the next session with the same SM-DP+.
///
/// @param transactionId of the session; empty once that has ended and only the key is kept
/// @param oneTimeKey    otPK.EUICC.ECKA and its secret half
/// @param certificate   CERT.DPpb that will have signed the package
/// @param ciKey         Public Key Identifier of the CI the session runs under
/// @param serverAddress of the SM-DP+, where the result is to go
/// @param begun         whether loading has begun, so that the key is used up
public record PreparedDownload(
        Optional<TransactionId> transactionId,
        EcKeyPair oneTimeKey,
        Certificate certificate,
        Bytes ciKey,
        String serverAddress,
        boolean begun) {

    public PreparedDownload sessionEnded() {
        return new PreparedDownload(Optional.empty(), oneTimeKey, certificate, ciKey, serverAddress, begun);
    }

    public PreparedDownload loadingBegins() {
        return new PreparedDownload(transactionId, oneTimeKey, certificate, ciKey, serverAddress, true);
    }
}
