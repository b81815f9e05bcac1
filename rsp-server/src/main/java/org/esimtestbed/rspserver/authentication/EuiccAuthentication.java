package org.esimtestbed.rspserver.authentication;

import static org.esimtestbed.rsp.certificate.CertificateRefused.Fault.EXPIRED;

import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.certificate.CertificateChain;
import org.esimtestbed.rsp.certificate.CertificateRefused;
import org.esimtestbed.rsp.crypto.Crypto;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.AuthenticateServerResponse.Ok;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.status.FunctionRefused;
import org.esimtestbed.rsp.status.StatusCode;
import org.esimtestbed.rsp.tlv.Tlv;

/// Checks what an eUICC proves itself with and names what is wrong in the codes of ES9+ and ES11 (SGP.22 §5.6.3,
/// §5.8.2).
public final class EuiccAuthentication {
    private final CertificateChain chain;
    private final Crypto crypto;

    public EuiccAuthentication(CertificateChain chain, Crypto crypto) {
        this.chain = chain;
        this.crypto = crypto;
    }

    /// What the eUICC has answered, where it has not refused this server.
    ///
    /// @param authenticateServerResponse BF38
    /// @throws FunctionRefused with 8.1/6.1 if it has
    /// @throws org.esimtestbed.rsp.tlv.MalformedTlv if it is no answer
    public static Ok answer(Tlv authenticateServerResponse) {
        return switch (AuthenticateServerResponse.of(authenticateServerResponse)) {
            case Ok it -> it;
            case AuthenticateServerResponse.Refused refused ->
                throw StatusCode.EUICC_SIGNATURE_INVALID.because("the eUICC refuses this server: " + refused.code());
        };
    }

    /// The EID an eUICC has proved to be its own in a session.
    ///
    /// @throws FunctionRefused with 8.11.1/3.9, 8.1.2/6.1, 8.1.2/6.3, 8.1.3/6.1, 8.1.3/6.3, 8.1/6.1 or 8.10.1/3.9
    public Eid verify(PendingAuthentication pending, Ok ok) {
        var eid = verify(ok.euicc(), ok.eum());
        if (!ok.eum().authorityKeyIdentifier().filter(pending.euiccCi()::equals).isPresent()) {
            throw StatusCode.CI_UNKNOWN.because("the eUICC proves itself under another CI than it was asked to");
        }
        var signed1 = ok.euiccSigned1();
        if (!crypto.verify(ok.euicc().publicKey(), signed1.bytes(), ok.signature1())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because("euiccSignature1 does not verify");
        }
        if (!signed1.value().transactionId().equals(pending.transactionId())) {
            throw StatusCode.TRANSACTION_UNKNOWN.because("euiccSigned1 names another TransactionID");
        }
        if (!signed1.value().serverChallenge().equals(pending.serverChallenge())
                || !signed1.value().serverAddress().equals(pending.serverAddress())) {
            throw StatusCode.EUICC_SIGNATURE_INVALID.because(
                    "euiccSigned1 answers another server challenge or address");
        }
        return eid;
    }

    /// The EID two certificates are for.
    ///
    /// @throws FunctionRefused with 8.11.1/3.9, 8.1.2/6.1, 8.1.2/6.3, 8.1.3/6.1 or 8.1.3/6.3
    public Eid verify(Certificate euicc, Certificate eum) {
        if (eum.authorityKeyIdentifier().isEmpty()) { // which CERT.EUM must have, §4.5.2.1.0.2
            throw StatusCode.EUM_CERTIFICATE_INVALID.because(
                    "the certificate of " + eum.subject() + " does not name the key of its CI");
        }
        var ci = chain.rootOf(eum)
                .orElseThrow(() ->
                        StatusCode.CI_UNKNOWN.because("no trusted CI has issued the certificate of " + eum.subject()));
        try {
            chain.verifyEum(eum, ci);
        } catch (CertificateRefused refused) {
            throw refusal(refused, StatusCode.EUM_CERTIFICATE_EXPIRED, StatusCode.EUM_CERTIFICATE_INVALID);
        }
        try {
            return chain.verifyEuicc(euicc, eum);
        } catch (CertificateRefused refused) {
            throw refusal(refused, StatusCode.EUICC_CERTIFICATE_EXPIRED, StatusCode.EUICC_CERTIFICATE_INVALID);
        }
    }

    private static FunctionRefused refusal(CertificateRefused refused, StatusCode expired, StatusCode invalid) {
        return (refused.fault() == EXPIRED ? expired : invalid).because(String.valueOf(refused.getMessage()));
    }
}
