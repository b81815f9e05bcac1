package org.esimtestbed.rsp.asn1;

import java.util.Map;
import org.esimtestbed.rsp.status.StatusCode;

/// The functions of ES11 by the tag of their answer, each with the numbers of its errors.
public enum Es11Function implements Asn1Function {
    /// invalidDpAddress(1), euiccVersionNotSupportedByDp(2), ciPKNotSupported(3): the type is that of ES9+
    INITIATE_AUTHENTICATION(
            0xBF39,
            Map.of(
                    StatusCode.OTHER_SMDS_ADDRESS.code(), 1,
                    StatusCode.SMDS_SVN_UNSUPPORTED.code(), 2,
                    StatusCode.SMDS_NO_COMMON_CI.code(), 3,
                    StatusCode.SMDS_NO_CERTIFICATE_UNDER_CI.code(), 3)),
    /// eumCertificateInvalid(1) to invalidTransactionId(7); asked as BF3B, answered as BF40
    AUTHENTICATE_CLIENT(
            0xBF40,
            Map.of(
                    StatusCode.EUM_CERTIFICATE_INVALID.code(), 1,
                    StatusCode.EUM_CERTIFICATE_EXPIRED.code(), 2,
                    StatusCode.EUICC_CERTIFICATE_INVALID.code(), 3,
                    StatusCode.EUICC_CERTIFICATE_EXPIRED.code(), 4,
                    StatusCode.EUICC_SIGNATURE_INVALID.code(), 5,
                    StatusCode.EVENT_UNKNOWN.code(), 6,
                    StatusCode.TRANSACTION_UNKNOWN.code(), 7)),
    /// invalidTransactionId(1), euiccSignatureInvalid(2)
    CANCEL_SESSION(
            0xBF41, Map.of(StatusCode.TRANSACTION_UNKNOWN.code(), 1, StatusCode.EUICC_SIGNATURE_INVALID.code(), 2));

    private final int tag;
    private final Map<String, Integer> errors;

    Es11Function(int tag, Map<String, Integer> errors) {
        this.tag = tag;
        this.errors = errors;
    }

    @Override
    public int tag() {
        return tag;
    }

    @Override
    public Map<String, Integer> errors() {
        return errors;
    }
}
