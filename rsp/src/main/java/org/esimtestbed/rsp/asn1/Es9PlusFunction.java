package org.esimtestbed.rsp.asn1;

import java.util.Map;
import org.esimtestbed.rsp.es9plus.AuthenticateClient;
import org.esimtestbed.rsp.es9plus.CancelSession;
import org.esimtestbed.rsp.es9plus.Es9PlusRequest;
import org.esimtestbed.rsp.es9plus.GetBoundProfilePackage;
import org.esimtestbed.rsp.es9plus.HandleNotification;
import org.esimtestbed.rsp.es9plus.InitiateAuthentication;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// The functions of ES9+ by their tag, each with the numbers of its errors.
public enum Es9PlusFunction implements Asn1Function {
    /// invalidDpAddress(1), euiccVersionNotSupportedByDp(2), ciPKNotSupported(3)
    INITIATE_AUTHENTICATION(
            0xBF39,
            Map.of(
                    StatusCode.SMDP_ADDRESS_REFUSED.code(), 1,
                    StatusCode.SVN_UNSUPPORTED.code(), 2,
                    StatusCode.NO_COMMON_CI.code(), 3,
                    StatusCode.NO_CERTIFICATE_UNDER_CI.code(), 3)),
    /// eumCertificateInvalid(1) to insufficientMemory(11)
    AUTHENTICATE_CLIENT(
            0xBF3B,
            Map.ofEntries(
                    Map.entry(StatusCode.EUM_CERTIFICATE_INVALID.code(), 1),
                    Map.entry(StatusCode.EUM_CERTIFICATE_EXPIRED.code(), 2),
                    Map.entry(StatusCode.EUICC_CERTIFICATE_INVALID.code(), 3),
                    Map.entry(StatusCode.EUICC_CERTIFICATE_EXPIRED.code(), 4),
                    Map.entry(StatusCode.EUICC_SIGNATURE_INVALID.code(), 5),
                    Map.entry(StatusCode.MATCHING_ID_REFUSED.code(), 6),
                    Map.entry(StatusCode.EID_REFUSED.code(), 7),
                    Map.entry(StatusCode.NO_ELIGIBLE_PROFILE.code(), 8),
                    Map.entry(StatusCode.CI_UNKNOWN.code(), 9),
                    Map.entry(StatusCode.TRANSACTION_UNKNOWN.code(), 10),
                    Map.entry(StatusCode.EUICC_MEMORY.code(), 11))),
    /// euiccSignatureInvalid(1) to downloadOrderExpired(6), invalidTransactionId(95)
    GET_BOUND_PROFILE_PACKAGE(
            0xBF3A,
            Map.of(
                    StatusCode.EUICC_SIGNATURE_INVALID.code(), 1,
                    StatusCode.CONFIRMATION_CODE_MISSING.code(), 2,
                    StatusCode.CONFIRMATION_CODE_REFUSED.code(), 3,
                    StatusCode.CONFIRMATION_CODE_RETRIES_EXCEEDED.code(), 4,
                    StatusCode.BPP_UNAVAILABLE.code(), 5,
                    StatusCode.ORDER_EXPIRED.code(), 6,
                    StatusCode.TRANSACTION_UNKNOWN.code(), 95)),
    /// invalidTransactionId(1), euiccSignatureInvalid(2)
    CANCEL_SESSION(
            0xBF41, Map.of(StatusCode.TRANSACTION_UNKNOWN.code(), 1, StatusCode.EUICC_SIGNATURE_INVALID.code(), 2)),
    /// Has no errors.
    HANDLE_NOTIFICATION(0xBF3D, Map.of());

    private final int tag;
    private final Map<String, Integer> errors;

    Es9PlusFunction(int tag, Map<String, Integer> errors) {
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

    /// @throws MalformedTlv if no function has that tag
    static Es9PlusFunction of(Tlv tlv) {
        for (var function : values()) if (function.tag == tlv.tag()) return function;
        throw tlv.malformed("is no function of ES9+");
    }

    public static Es9PlusFunction of(Es9PlusRequest request) {
        return switch (request) {
            case InitiateAuthentication.Request _ -> INITIATE_AUTHENTICATION;
            case AuthenticateClient.Request _ -> AUTHENTICATE_CLIENT;
            case GetBoundProfilePackage.Request _ -> GET_BOUND_PROFILE_PACKAGE;
            case CancelSession.Request _ -> CANCEL_SESSION;
            case HandleNotification.Request _ -> HANDLE_NOTIFICATION;
        };
    }
}
