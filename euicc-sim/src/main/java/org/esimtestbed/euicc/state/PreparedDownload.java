package org.esimtestbed.euicc.state;

import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.crypto.EcKeyPair;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;

/// A download the eUICC has agreed to and not yet begun (SGP.22 §5.7.5): it survives the power being cut, so that a
/// package fetched before can be loaded after.
///
/// @param oneTimeKey  otPK.EUICC.ECKA and its secret half
/// @param certificate CERT.DPpb that will have signed the package
/// @param ciKey       Public Key Identifier of the CI the session runs under
public record PreparedDownload(
        TransactionId transactionId, EcKeyPair oneTimeKey, Certificate certificate, Bytes ciKey) {}
